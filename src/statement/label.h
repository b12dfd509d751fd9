// A row label as words that can be looked up: "Net (loss) income, per share" and "Net income (loss) per share" come out alike.
//
// In: label text as laid out (UTF-8). Out: a Label with the normalised words and what the wording says about sign.
// The same function normalises the labels of data/concepts.tsv, so a person writes them there as filings do.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::statement {

struct Label {
  std::string words;   // normalised words, one space between: "net income per stockholder"
  uint64_t beginnings = 0;  // a bit for what each word begins with: most phrases are seen not to be there without a search
  std::vector<uint32_t> ends;  // offset in `words` behind each word
  std::vector<uint32_t> cuts;  // word counts at which a qualifier begins: ", net of", " less allowance", "," ...
  bool loss = false;   // speaks of a loss alone: "net loss", never "net income (loss)"
  bool loss_first = false;  // "(loss) income", "net expense (income)": printed with the other sign first
  bool less = false;   // began with "less", "deduct"

  [[nodiscard]] auto word_count() const -> size_t { return ends.size(); }
  /// The first `n` words.
  [[nodiscard]] auto first(size_t n) const -> std::string_view { return n == 0 ? std::string_view() : std::string_view(words).substr(0, ends[n - 1]); }
  [[nodiscard]] bool contains(std::string_view phrase) const { return (beginnings & beginning_of(phrase)) != 0 && finds(phrase); }  // whole words
  [[nodiscard]] bool starts_with(std::string_view phrase) const {
    return words.size() >= phrase.size() && words.compare(0, phrase.size(), phrase) == 0 && (words.size() == phrase.size() || words[phrase.size()] == ' ');
  }

  /// The bit in `beginnings` of a word, or of a phrase's first word.
  [[nodiscard]] static constexpr auto beginning_of(std::string_view word) -> uint64_t {
    auto a = static_cast<unsigned char>(word.empty() ? ' ' : word[0]);
    auto b = static_cast<unsigned char>(word.size() < 2 ? ' ' : word[1]);
    return uint64_t{1} << ((a * 7U + b) & 63U);
  }

 private:
  [[nodiscard]] bool finds(std::string_view phrase) const;
};

auto normalise_label(std::string_view text) -> Label;

}  // namespace crossfoot::statement
