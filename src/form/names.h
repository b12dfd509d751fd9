// What a few words of a filing are: a company, a person, a title of office.
//
// In: text as printed. Out: a judgement by its words' shapes and a short list of words; never more than the text says.
#pragma once
#include <string_view>

namespace crossfoot::form {

/// True where a word marks a company: "Inc.", "Corporation", "L.L.C.".
bool is_company(std::string_view s);

/// True where a word marks an office: "President", "Secretary", "Attorney-in-fact".
bool is_title(std::string_view s);

/// True for words that could be a person's name: two to six words, no digits, all but one capitalised.
bool is_name(std::string_view s);

/// Compares names by their letters alone, in any case.
bool same_letters(std::string_view a, std::string_view b);

bool has_lower(std::string_view s);

}  // namespace crossfoot::form
