// Persons named in a filing: full names, honorifics, and who "Mr. Harlow" is.
//
// In: the words of a filing's sentences, in two passes (collect all, then ask). Out: for a place in the words, the person named
// there; each person once, under the fullest form of the name in the filing, without title or honorific.
// What may be a name is judged by shape (given names, initials, honorifics) from data/name_words.tsv.
// Bad input: capitals that only look like a name are no person unless a given name, an initial or an honorific vouches for them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "prose/vocabulary.h"

namespace crossfoot::prose {

enum class NameClass : uint8_t { none, given, particle, suffix, honorific, other };
/// Returns the class of a word in data/name_words.tsv.
auto name_class(WordId id) -> NameClass;

/// A stretch of words shaped like a person's name.
struct NameShape {
  uint32_t begin = 0;  // first word, honorific included
  uint32_t name = 0;   // first word of the name itself
  uint32_t end = 0;    // behind the last word
  bool honorific = false;
  bool certain = false;  // an honorific, a given name or an initial vouches for it
  [[nodiscard]] uint32_t words() const { return end - name; }
};

/// Returns the longest name-shaped stretch that begins at word `at` and ends by `end`; empty (end 0) where there is none.
auto name_shape(const Tokens& words, std::string_view text, size_t at, size_t end) -> NameShape;

class Persons {
 public:
  /// Takes the name into the table: first pass.
  void collect(const Tokens& words, std::string_view text, const NameShape& shape);
  /// Takes a name given as a string, as from a signature.
  void collect(std::string_view name);
  /// Merges different forms of one name; call between the passes.
  void settle();
  /// Returns the person that `shape` names, -1 where it names none: second pass.
  [[nodiscard]] auto resolve(const Tokens& words, std::string_view text, const NameShape& shape) const -> int;
  /// Returns the person with that surname; -1 where none or several have it.
  [[nodiscard]] auto with_surname(std::string_view surname) const -> int;
  [[nodiscard]] auto name(int person) const -> const std::string& { return names_[static_cast<size_t>(person)]; }
  [[nodiscard]] auto size() const -> size_t { return names_.size(); }

 private:
  struct Form {
    std::vector<std::string> given;  // folded to lower case
    std::string surname, suffix, full;
    int person = -1;
    bool certain = false;
  };
  [[nodiscard]] static auto parse(std::string_view name) -> Form;
  [[nodiscard]] static bool compatible(const Form& a, const Form& b);
  void add(Form form, bool certain);
  std::vector<Form> forms_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_surname_;
  std::unordered_map<std::string, bool> honoured_;  // surnames that stand behind an honorific
  std::vector<std::string> names_;
};

}  // namespace crossfoot::prose
