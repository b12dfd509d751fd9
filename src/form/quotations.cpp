#include "form/quotations.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "form/display_lines.h"
#include "form/names.h"

namespace crossfoot::form {
namespace {

struct Mark {
  size_t at = 0, length = 0;
  bool opens = false;
};

/// Finds the quotation marks of a paragraph: "straight", curly, and typewriter ``''.
auto find_marks(std::string_view t) -> std::vector<Mark> {
  std::vector<Mark> marks;
  bool open = false;
  for (size_t i = 0; i < t.size(); ++i) {
    char c = t[i];
    if (c == '"') {
      bool before = i == 0 || ascii::is_space(t[i - 1]) || t[i - 1] == '(' || t[i - 1] == '-';
      bool after = i + 1 < t.size() && !ascii::is_space(t[i + 1]);
      open = before && after ? true : false;
      marks.push_back({i, 1, open});
    } else if (c == '\xE2' && t.substr(i).starts_with("\xE2\x80\x9C")) {
      marks.push_back({i, 3, true});
      i += 2;
    } else if (c == '\xE2' && t.substr(i).starts_with("\xE2\x80\x9D")) {
      marks.push_back({i, 3, false});
      i += 2;
    } else if (c == '`' && i + 1 < t.size() && t[i + 1] == '`') {
      marks.push_back({i, 2, true});
      ++i;
    } else if (c == '\'' && i + 1 < t.size() && t[i + 1] == '\'') {
      marks.push_back({i, 2, false});
      ++i;
    }
  }
  return marks;
}

constexpr std::array<std::string_view, 22> kVerbs = {"said", "stated", "says", "commented", "added", "noted", "continued", "remarked", "explained", "concluded", "observed",
                                                     "reported", "comments", "states", "adds", "notes", "announced", "emphasized", "declared", "commenting", "indicated", "believes"};

bool is_verb(std::string_view w) {
  return std::any_of(kVerbs.begin(), kVerbs.end(), [&](std::string_view v) { return ascii::equals_ignoring_case(w, v); });
}

bool is_honorific(std::string_view w) {
  static constexpr std::array<std::string_view, 7> kWords = {"Mr.", "Mrs.", "Ms.", "Dr.", "Messrs.", "Sir", "Prof."};
  return std::find(kWords.begin(), kWords.end(), w) != kWords.end();
}

/// Returns the capitalised words at the beginning of `s` that make a name: "Jane Roe", "Dr. Harlow".
auto leading_name(std::string_view s) -> std::string_view {
  size_t i = 0;
  while (i < s.size() && ascii::is_space(s[i])) ++i;
  size_t begin = i, end = i, words = 0;
  while (i < s.size() && words < 6) {
    size_t b = i;
    while (i < s.size() && !ascii::is_space(s[i]) && s[i] != ',') ++i;
    std::string_view w = s.substr(b, i - b);
    if (w.empty() || !(ascii::is_upper(w[0]) || (words > 0 && (w == "de" || w == "von" || w == "van")))) break;
    ++words;
    end = i;
    bool initial = w.size() == 2 && w[1] == '.';
    bool stop = w.back() == '.' && !initial && !is_honorific(w) && w != "Jr." && w != "Sr." && w != "St.";
    if (stop) {
      --end;
      break;
    }
    if (i < s.size() && s[i] == ',') {
      // "Smith, Jr." and "Smith, III"
      std::string_view rest = s.substr(i);
      if (rest.starts_with(", Jr.")) end = i + 5;
      break;
    }
    while (i < s.size() && s[i] == ' ') ++i;
  }
  std::string_view name = s.substr(begin, end - begin);
  // "Chairman Jane Roe": the office is not part of the name.
  while (true) {
    size_t first = name.find(' ');
    if (first == name.npos || is_honorific(name.substr(0, first)) || !is_title(name.substr(0, first))) break;
    name = ascii::trim(name.substr(first));
  }
  size_t blank = name.find(' ');
  if (blank == name.npos) return {};
  return name;
}

/// Finds the speaker in the words outside the marks of a paragraph.
auto find_speaker(std::string_view t, size_t from, size_t to, bool& pronoun) -> std::string_view {
  constexpr size_t kFarthest = 500;  // a name stands close to the words it is given
  if (from == 0 && to > kFarthest) from = to - kFarthest;
  std::string_view s = t.substr(from, std::min(to - from, kFarthest));
  for (size_t i = 0; i < s.size();) {
    while (i < s.size() && !ascii::is_alpha(s[i])) ++i;
    size_t b = i;
    while (i < s.size() && ascii::is_alpha(s[i])) ++i;
    std::string_view w = s.substr(b, i - b);
    bool according = ascii::equals_ignoring_case(w, "according") && s.substr(i).starts_with(" to ");
    if (w.empty() || (!according && !is_verb(w))) continue;
    if (according) i += 3;
    // The name follows the verb: "said Jane Roe, president".
    std::string_view after = leading_name(s.substr(i));
    if (!after.empty()) return after;
    if (according) continue;
    // The name goes before it: "Jane Roe, president of Acme, said".
    std::string_view before = s.substr(0, b);
    size_t stop = before.find_last_of(".!?;");
    while (stop != before.npos && stop > 0) {
      // The point of "Mr." or of an initial ends no sentence.
      size_t word = before.find_last_of(" ", stop);
      std::string_view w2 = before.substr(word == before.npos ? 0 : word + 1, stop - (word == before.npos ? 0 : word + 1) + 1);
      bool abbreviation = is_honorific(w2) || (w2.size() == 2 && ascii::is_upper(w2[0])) || w2 == "Jr." || w2 == "Inc." || w2 == "Corp." || w2 == "Co.";
      if (!abbreviation) break;
      stop = stop == 0 ? before.npos : before.find_last_of(".!?;", stop - 1);
    }
    std::string_view sentence = stop == before.npos ? before : before.substr(stop + 1);
    for (size_t at = 0; at < sentence.size();) {
      size_t comma = sentence.find(',', at);
      std::string_view piece = ascii::trim(sentence.substr(at, comma == sentence.npos ? comma : comma - at));
      std::string_view name = leading_name(piece);
      if (!name.empty() && is_name(name) && !is_company(name) && !(is_title(name) && !is_honorific(name.substr(0, name.find(' '))))) return name;
      if (comma == sentence.npos) break;
      at = comma + 1;
    }
    std::string_view last = ascii::trim(sentence);
    if (last.ends_with("he") || last.ends_with("she") || last.ends_with("He") || last.ends_with("She")) pronoun = true;
  }
  return {};
}

}  // namespace

void find_quotations(const layout::Layout& layout, Range body, std::vector<Quotation>& out) {
  std::string speaker;       // of the last quotation
  bool unclosed = false;     // the last paragraph left its quotation open
  for (const layout::Block& block : layout.blocks) {
    if (block.text.end <= body.begin) continue;
    if (block.text.begin >= body.end) break;
    if (block.kind == layout::BlockKind::table || block.kind == layout::BlockKind::furniture || block.kind == layout::BlockKind::rule) continue;
    std::string_view t = layout.text.of(block.text);
    std::vector<Mark> marks = find_marks(t);
    if (marks.empty()) {
      unclosed = false;
      continue;
    }
    struct Speech { size_t begin, end; };
    std::vector<Speech> speeches;
    bool open = false, ends_open = false;
    size_t begin = 0;
    for (const Mark& m : marks) {
      if (m.opens) {
        if (open) continue;  // a mark inside a quotation
        open = true;
        begin = m.at;
      } else if (open) {
        speeches.push_back({begin, m.at + m.length});
        open = false;
      }
    }
    if (open) {
      speeches.push_back({begin, t.size()});
      ends_open = true;
    }
    if (speeches.empty()) continue;
    // Words outside the marks name the speaker; those behind a speech first.
    std::string_view name;
    bool pronoun = false;
    for (size_t i = 0; i < speeches.size() && name.empty(); ++i) {
      size_t next = i + 1 < speeches.size() ? speeches[i + 1].begin : t.size();
      name = find_speaker(t, speeches[i].end, next, pronoun);
    }
    if (name.empty()) name = find_speaker(t, 0, speeches[0].begin, pronoun);
    bool continues = unclosed && speeches[0].begin == 0;
    std::string who = !name.empty() ? ascii::fold_space(name) : (continues || pronoun) ? speaker : std::string();
    if (who.empty() && speeches[0].begin == 0 && !speaker.empty() && t.size() < speeches.back().end + 3 && speeches.size() == 1 && speeches[0].end - speeches[0].begin > 60) who = speaker;
    for (const Speech& s : speeches) {
      auto words = std::count(t.begin() + static_cast<ptrdiff_t>(s.begin), t.begin() + static_cast<ptrdiff_t>(s.end), ' ') + 1;
      // A term set in quotation marks is no speech.
      if (who.empty() || words < 4) continue;
      Range r{block.text.begin + static_cast<uint32_t>(s.begin), block.text.begin + static_cast<uint32_t>(s.end)};
      Quotation q;
      q.text = ascii::fold_space(layout.text.of(r));
      q.speaker = who;
      q.span = layout.text.to_source(r);
      out.push_back(std::move(q));
    }
    if (!who.empty()) speaker = who;
    unclosed = ends_open;
  }
}

}  // namespace crossfoot::form
