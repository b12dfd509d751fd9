// Organisations named in a filing: full names, the short names the filing gives them, and which of them is the registrant.
//
// In: the words of a filing's sentences, in two passes (collect all, then ask). Out: for a place in the words, the organisations
// named there, under the fullest form of the name. A name ends in a word of data/organisation_words.tsv ("Inc.", "Bank"), or is a
// short name that the filing defines: American Bank, N.A. (the "Lender").
// Bad input: capitals without such an ending are no organisation.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "prose/vocabulary.h"

namespace crossfoot::prose {

enum class OrganisationWord : uint8_t { none, legal, kind };
/// Returns the class of a word in data/organisation_words.tsv.
auto organisation_word(WordId id) -> OrganisationWord;

/// A stretch of words shaped like an organisation's name.
struct OrganisationShape {
  uint32_t begin = 0, end = 0;  // words; end 0: none
  bool legal = false;           // ends in a legal form
};
auto organisation_shape(const Tokens& words, std::string_view text, size_t at, size_t end) -> OrganisationShape;

class Organisations {
 public:
  /// Takes the registrant's name; the first is organisation 0.
  void registrant(std::string_view name);
  /// Makes the first word of a registrant's name a short name for it where it is no common word: "Tarnbrook".
  void name_registrants();
  /// Takes the name in `shape` and the short names defined behind it; returns the organisation.
  auto collect(const Tokens& words, std::string_view text, const OrganisationShape& shape, size_t sentence_end) -> int;
  /// Defines a short name for several organisations: (collectively, the "Underwriters").
  void define(const std::string& alias, const std::vector<int>& organisations);
  /// Returns the organisation of that name; -1 where it is not known.
  [[nodiscard]] auto resolve(std::string_view name) const -> int;

  struct Alias {
    uint32_t end = 0;  // behind the last word; 0: none
    const std::vector<int>* organisations = nullptr;
  };
  /// Returns the longest short name that begins at word `at`.
  [[nodiscard]] auto alias_at(const Tokens& words, std::string_view text, size_t at, size_t end) const -> Alias;

  [[nodiscard]] auto name(int o) const -> const std::string& { return all_[static_cast<size_t>(o)].name; }
  [[nodiscard]] bool is_registrant(int o) const { return all_[static_cast<size_t>(o)].registrant; }
  [[nodiscard]] bool is_affiliate(int o) const { return all_[static_cast<size_t>(o)].affiliate; }
  void set_registrant(int o) {
    if (is_registrant(o)) return;
    all_[static_cast<size_t>(o)].registrant = true;
    registrants_.push_back(o);
  }
  void set_affiliate(int o) { all_[static_cast<size_t>(o)].affiliate = true; }
  [[nodiscard]] auto size() const -> size_t { return all_.size(); }

 private:
  struct Organisation {
    std::string name, key;
    bool registrant = false, affiliate = false;
  };
  auto take(std::string name) -> int;
  std::vector<Organisation> all_;
  std::vector<int> registrants_;
  std::unordered_map<std::string, int> by_key_;
  std::unordered_map<std::string, std::vector<int>> aliases_;
};

/// Folds a name for comparison: lower case, without punctuation and legal form.
auto organisation_key(std::string_view name) -> std::string;

}  // namespace crossfoot::prose
