// What the items of Forms 8-K, 10-K and 10-Q are called, in every numbering; read from data/items.tsv.
//
// In: numbers and titles as filings and headers print them. Out: rows of the table, or how far a text reads as the
// title of an item. Views point into the embedded table and live as long as the program. Unknown input finds nothing.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "form/form.h"

namespace crossfoot::form {

/// The numberings of the table. `Scheme` in form.h is the part of them that Form 8-K uses.
enum class Numbering : uint8_t { form_8k_1993, form_8k_2004, form_10k, form_10q };
auto numbering_of(Scheme scheme) -> Numbering;

struct ItemRow {
  Numbering numbering = Numbering::form_8k_2004;
  std::string_view part, number, canonical, title;
  std::vector<std::string_view> variants;
  std::optional<Date> from, until;
  std::vector<std::string_view> words;  // lower-case words of title and variants, each once
  bool single = false;                  // one of its wordings is a single word: "Exhibits", "Business"
};

auto item_rows() -> const std::vector<ItemRow>&;

/// Finds the row of `number`, preferring `part` and the wording official on `filed`; null where the number is unknown.
auto find_item_row(Numbering numbering, std::string_view number, std::string_view part = {}, std::optional<Date> filed = {})
    -> const ItemRow*;

/// How far a text reads as an item's title.
struct TitleMatch {
  uint32_t length = 0;   // bytes of the text, without closing punctuation; 0: it does not
  const ItemRow* row = nullptr;
};

/// Reads the beginning of `text` as a title of `number`, in any case, order and with small misspellings.
auto match_title(std::string_view text, Numbering numbering, std::string_view number) -> TitleMatch;
/// Reads the beginning of `text` as a title of any item; the longest wins.
auto match_any_title(std::string_view text, Numbering numbering) -> TitleMatch;

}  // namespace crossfoot::form
