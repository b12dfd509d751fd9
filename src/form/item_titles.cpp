#include "form/item_titles.h"

#include <algorithm>
#include <array>
#include <deque>
#include <string>

#include "base/ascii.h"

namespace crossfoot::data {
extern const std::string_view items_tsv;
}

namespace crossfoot::form {
namespace {

constexpr uint32_t kMaxTitleWords = 70;

/// Letters of the next word of `text` from `pos` on, lower-cased into `word`; apostrophes are passed over.
struct Word {
  std::array<char, 24> letters{};
  uint32_t size = 0;
  uint32_t begin = 0, end = 0;
  [[nodiscard]] auto view() const -> std::string_view { return {letters.data(), size}; }
};

bool is_apostrophe(std::string_view text, size_t pos, size_t& width) {
  if (text[pos] == '\'' || text[pos] == '`') return width = 1, true;
  if (text.substr(pos, 3) == "\xE2\x80\x99" || text.substr(pos, 3) == "\xE2\x80\x98") return width = 3, true;
  return false;
}

auto next_word(std::string_view text, uint32_t pos) -> Word {
  Word w;
  while (pos < text.size() && !ascii::is_alpha(text[pos]) && !ascii::is_digit(text[pos])) ++pos;
  w.begin = pos;
  while (pos < text.size()) {
    size_t width = 1;
    if (ascii::is_alnum(text[pos])) {
      if (w.size < w.letters.size()) w.letters[w.size++] = ascii::to_lower(text[pos]);
    } else if (!is_apostrophe(text, pos, width) || pos + width >= text.size() || !ascii::is_alpha(text[pos + width])) {
      break;
    }
    pos += static_cast<uint32_t>(width);
  }
  w.end = pos;
  return w;
}

bool is_small_word(std::string_view w) {
  constexpr std::array<std::string_view, 19> kSmall = {"a",  "an", "and", "as", "by",  "certain", "for", "from", "in",  "into",
                                                       "of", "on", "or",  "s",  "the", "that",    "to",  "upon", "with"};
  return std::find(kSmall.begin(), kSmall.end(), w) != kSmall.end();
}

bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() < 5 || b.size() < 5 || a[0] != b[0] || a[1] != b[1]) return false;
  if (a.size() > b.size() + 3 || b.size() > a.size() + 3) return false;
  // One run of differing letters of at most three: a plural, a missing or a doubled letter.
  size_t head = 0, tail = 0, shorter = std::min(a.size(), b.size());
  while (head < shorter && a[head] == b[head]) ++head;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  size_t differs = std::max(a.size(), b.size()) - head - tail;
  return differs <= (shorter >= 8 ? 3U : 2U) && head + tail >= 4;
}

bool has_word(const ItemRow& row, std::string_view word) {
  for (std::string_view w : row.words)
    if (same_word(w, word)) return true;
  return false;
}

struct Table {
  std::vector<ItemRow> rows;
  std::deque<std::string> words;  // owns ItemRow.words

  Table();
  void add_words(ItemRow& row, std::string_view title);
};

void Table::add_words(ItemRow& row, std::string_view title) {
  uint32_t content = 0;
  for (uint32_t pos = 0; pos < title.size();) {
    Word w = next_word(title, pos);
    if (w.size == 0) break;
    pos = w.end;
    if (!is_small_word(w.view())) ++content;
    if (std::find(row.words.begin(), row.words.end(), w.view()) == row.words.end())
      row.words.emplace_back(words.emplace_back(w.view()));
  }
  row.single |= content == 1;
}

Table::Table() {
  std::string_view rest = data::items_tsv;
  while (!rest.empty()) {
    size_t nl = rest.find('\n');
    std::string_view line = rest.substr(0, nl);
    rest = nl == std::string_view::npos ? std::string_view{} : rest.substr(nl + 1);
    if (line.empty() || line[0] == '#') continue;
    std::array<std::string_view, 8> f{};
    for (auto& field : f) {
      size_t tab = line.find('\t');
      field = line.substr(0, tab);
      line = tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1);
    }
    ItemRow row;
    row.numbering = f[0] == "1993"   ? Numbering::form_8k_1993
                    : f[0] == "10-K" ? Numbering::form_10k
                    : f[0] == "10-Q" ? Numbering::form_10q
                                     : Numbering::form_8k_2004;
    row.part = f[1];
    row.number = f[2];
    row.canonical = f[3];
    row.from = parse_compact_date(f[4]);
    row.until = parse_compact_date(f[5]);
    row.title = f[6];
    add_words(row, row.title);
    for (std::string_view v = f[7]; !v.empty();) {
      size_t bar = v.find(" | ");
      row.variants.push_back(v.substr(0, bar));
      add_words(row, row.variants.back());
      v = bar == std::string_view::npos ? std::string_view{} : v.substr(bar + 3);
    }
    rows.push_back(std::move(row));
  }
}

auto table() -> const Table& {
  static const Table t;
  return t;
}

/// Whether the gap before a word ends a sentence: a full stop followed by white space.
bool ends_sentence(std::string_view gap) {
  for (size_t i = 0; i < gap.size(); ++i)
    if (gap[i] == '.' && (i + 1 == gap.size() || ascii::is_space(gap[i + 1]))) return true;
  return false;
}

auto walk(std::string_view text, const ItemRow& row) -> uint32_t {
  std::array<Word, 8> seen{};
  uint32_t content = 0, end = 0, pos = 0;
  bool closed = false;  // the title was followed by punctuation or by nothing
  for (uint32_t n = 0; n < kMaxTitleWords; ++n) {
    Word w = next_word(text, pos);
    if (w.size == 0) {
      closed = true;
      break;
    }
    if (n > 0 && ends_sentence(text.substr(pos, w.begin - pos))) {
      closed = true;
      break;
    }
    // "(d) Exhibits" is a subpart below the title.
    if (n > 0 && w.size <= 2 && w.begin > 0 && text[w.begin - 1] == '(' && w.end < text.size() && text[w.end] == ')') {
      closed = true;
      break;
    }
    bool known = has_word(row, w.view());
    bool small = is_small_word(w.view());
    if (!known && !small) {
      // One foreign word may stand inside a title ("Departure of Executive Officers"), none at its end.
      Word after = next_word(text, w.end);
      bool inside = after.size != 0 && !is_small_word(after.view()) && has_word(row, after.view()) &&
                    text.substr(w.end, after.begin - w.end).find_first_of(".:;,") == std::string_view::npos;
      if (!inside) {
        closed = text.substr(end, w.begin - end).find_first_of(".:;\n") != std::string_view::npos;
        break;
      }
    } else if (known && !small) {
      bool again = false;
      for (uint32_t i = 0; i < std::min<uint32_t>(content, 8); ++i) again |= seen[i].view() == w.view();
      if (!again) {
        if (content < seen.size()) seen[content] = w;
        ++content;
      }
      end = w.end;
    }
    pos = w.end;
  }
  if (content >= 2 || (content == 1 && row.single && closed)) return end;
  return 0;
}

bool same_title(std::string_view a, std::string_view b) {
  uint32_t i = 0, j = 0;
  while (true) {
    Word x = next_word(a, i), y = next_word(b, j);
    if (x.view() != y.view()) return false;
    if (x.size == 0) return true;
    i = x.end;
    j = y.end;
  }
}

}  // namespace

auto numbering_of(Scheme scheme) -> Numbering {
  return scheme == Scheme::y1993 ? Numbering::form_8k_1993 : Numbering::form_8k_2004;
}

auto item_rows() -> const std::vector<ItemRow>& { return table().rows; }

auto find_item_row(Numbering numbering, std::string_view number, std::string_view part, std::optional<Date> filed) -> const ItemRow* {
  const ItemRow* best = nullptr;
  int best_rank = -1;
  for (const ItemRow& row : table().rows) {
    if (row.numbering != numbering || row.number != number) continue;
    bool official = !filed || ((!row.from || *row.from <= *filed) && (!row.until || *filed <= *row.until));
    int rank = (part.empty() || row.part == part ? 2 : 0) + (official ? 1 : 0);
    if (rank > best_rank) {
      best = &row;
      best_rank = rank;
    }
  }
  return best;
}

auto match_title(std::string_view text, Numbering numbering, std::string_view number) -> TitleMatch {
  TitleMatch best;
  for (const ItemRow& row : table().rows) {
    if (row.numbering != numbering || row.number != number) continue;
    uint32_t length = walk(text, row);
    if (length > best.length) best = {length, &row};
  }
  return best;
}

auto match_any_title(std::string_view text, Numbering numbering) -> TitleMatch {
  TitleMatch best;
  for (const ItemRow& row : table().rows) {
    if (row.numbering != numbering) continue;
    uint32_t length = walk(text, row);
    if (length > best.length) best = {length, &row};
  }
  return best;
}

auto canonical_item(std::string_view number, Scheme scheme) -> std::string_view {
  const ItemRow* row = find_item_row(numbering_of(scheme), number);
  return row ? row->canonical : std::string_view{};
}

auto official_title(std::string_view number, Scheme scheme) -> std::string_view {
  const ItemRow* row = find_item_row(numbering_of(scheme), number);
  return row ? row->title : std::string_view{};
}

auto item_of_title(std::string_view title, Scheme scheme) -> std::string_view {
  Numbering numbering = numbering_of(scheme);
  std::string_view t = ascii::trim(title);
  if (t.empty()) return {};
  if (const ItemRow* row = find_item_row(numbering, t)) return row->number;
  for (const ItemRow& row : table().rows) {
    if (row.numbering != numbering) continue;
    if (same_title(row.title, t)) return row.number;
    for (std::string_view v : row.variants)
      if (same_title(v, t)) return row.number;
  }
  return {};
}

}  // namespace crossfoot::form
