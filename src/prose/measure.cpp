#include "prose/measure.h"

#include <algorithm>

#include "base/ascii.h"

namespace crossfoot::data {
extern const std::string_view measures_tsv;
}

namespace crossfoot::prose {
namespace {

auto split(std::string_view s, char by) -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  for (;;) {
    size_t at = s.find(by);
    parts.push_back(ascii::trim(s.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    s.remove_prefix(at + 1);
  }
}

}  // namespace

auto Measures::standard() -> const Measures& {
  static const Measures table(data::measures_tsv);
  return table;
}

Measures::Measures(std::string_view tsv) {
  std::vector<std::string_view> formulas;
  for (std::string_view line : split(tsv, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    auto fields = split(line, '\t');
    if (fields.size() < 4) continue;
    Measure m;
    m.name = std::string(fields[0]);
    m.gaap = m.name.find(' ') == std::string::npos && ascii::is_upper(m.name[0]);
    if (fields[1] == "per_share") m.kind = ClaimKind::per_share;
    else if (fields[1] == "ratio") m.kind = ClaimKind::ratio;
    else if (fields[1] == "count") m.kind = ClaimKind::count;
    else if (fields[1] == "balance") m.balance = true;
    else if (fields[1] != "amount") continue;
    if (!fields[2].empty())
      for (auto c : split(fields[2], ',')) m.concepts.emplace_back(c);
    for (auto w : split(fields[3], '|')) {
      std::vector<Word> words;
      find_words(w, {0, static_cast<uint32_t>(w.size())}, words);
      std::vector<Stem> stems;
      for (const auto& word : words) stems.push_back(word.stem);
      if (!stems.empty()) m.wordings.push_back(std::move(stems));
    }
    formulas.push_back(fields.size() > 4 ? fields[4] : std::string_view());
    measures_.push_back(std::move(m));
  }
  for (uint16_t i = 0; i < measures_.size(); ++i) {
    auto& m = measures_[i];
    for (uint16_t w = 0; w < m.wordings.size(); ++w) by_first_[m.wordings[w][0]].push_back({i, w});
    // "A+B/C-D": names contain none of these signs.
    std::string_view f = formulas[i];
    auto* terms = &m.numerator;
    int8_t sign = 1;
    while (!f.empty()) {
      size_t at = f.find_first_of("+-/");
      if (int k = find(ascii::trim(f.substr(0, at))); k >= 0) terms->push_back({static_cast<uint16_t>(k), sign});
      if (at == std::string_view::npos) break;
      if (f[at] == '/') terms = &m.denominator;
      sign = f[at] == '-' ? -1 : 1;
      f.remove_prefix(at + 1);
    }
  }
}

int Measures::find(std::string_view name) const {
  for (size_t i = 0; i < measures_.size(); ++i)
    if (measures_[i].name == name) return static_cast<int>(i);
  for (size_t i = 0; i < measures_.size(); ++i)
    if (std::find(measures_[i].concepts.begin(), measures_[i].concepts.end(), name) != measures_[i].concepts.end()) return static_cast<int>(i);
  return -1;
}

auto Measures::match(std::span<const Word> words, size_t i) const -> Match {
  Match best;
  auto it = by_first_.find(words[i].stem);
  if (it == by_first_.end()) return best;
  for (const auto& c : it->second) {
    const auto& stems = measures_[c.measure].wordings[c.wording];
    if (stems.size() < best.length || i + stems.size() > words.size()) continue;
    bool same = true;
    for (size_t k = 1; k < stems.size() && same; ++k) same = words[i + k].stem == stems[k];
    if (!same) continue;
    if (stems.size() > best.length) best.measures.clear();
    best.length = static_cast<uint32_t>(stems.size());
    if (best.measures.empty() || best.measures.back() != c.measure) best.measures.push_back(c.measure);
  }
  return best;
}

}  // namespace crossfoot::prose
