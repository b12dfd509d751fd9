// Test only: a statement table from its picture, and the figures' spans in that picture.
//
//   Current assets:
//     Cash                  10    20
//     Receivables            5     -
//     ---------------------------------
//     Total current assets  15    20
//
// Figures are the words of figures at the end of a line; "." is a blank cell; a label may not end in one.
// A line of --- or === is the rule above the next row. Rows may end in "#shares", "#eps", "#pure" or "#concept=Name".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "statement/statement.h"

namespace crossfoot::check {

inline auto print_table(std::string_view picture, statement::Kind kind, uint32_t base = 0) -> statement::StatementTable {
  using namespace statement;
  StatementTable t;
  t.kind = kind;
  t.title = "Test";
  t.grid = ~0u;
  t.span = {base, base + static_cast<uint32_t>(picture.size())};
  auto above = layout::Ruling::none;
  size_t columns = 0;
  for (size_t begin = 0; begin < picture.size();) {
    size_t end = std::min(picture.find('\n', begin), picture.size());
    auto line = picture.substr(begin, end - begin);
    size_t line_begin = begin;
    begin = end + 1;
    StatementRow row;
    for (size_t mark; (mark = line.rfind('#')) != line.npos; line = line.substr(0, mark)) {
      auto word = ascii::trim(line.substr(mark + 1));
      if (word == "shares") row.unit = Unit::shares;
      else if (word == "eps") row.unit = Unit::per_share;
      else if (word == "pure") row.unit = Unit::pure;
      else if (word.starts_with("concept=")) row.concept_name = "us-gaap:" + std::string(word.substr(8));
    }
    auto body = ascii::trim(line);
    if (body.empty()) continue;
    if (body.find_first_not_of("- ") == body.npos && body.size() > 2) { above = layout::Ruling::single; continue; }
    if (body.find_first_not_of("= ") == body.npos && body.size() > 2) { above = layout::Ruling::twofold; continue; }
    // Figures from the right.
    struct Token { size_t begin, end; };
    std::vector<Token> tokens;
    size_t at = line.size();
    while (at > 0) {
      while (at > 0 && line[at - 1] == ' ') --at;
      size_t stop = at;
      while (at > 0 && line[at - 1] != ' ') --at;
      auto word = line.substr(at, stop - at);
      bool figure = !word.empty() && (word == "." || word == "-" || word.find_first_not_of("0123456789,.()-$%") == word.npos);
      if (!figure) {
        at = stop;
        break;
      }
      tokens.insert(tokens.begin(), {at, stop});
    }
    row.label = ascii::fold_space(line.substr(0, tokens.empty() ? line.size() : tokens.front().begin));
    row.label_span = {static_cast<uint32_t>(base + line_begin), static_cast<uint32_t>(base + line_begin + row.label.size())};
    row.depth = static_cast<uint16_t>(line.find_first_not_of(' ') / 2);
    row.caption = tokens.empty();
    row.first_figure = static_cast<uint32_t>(t.figures.size());
    row.above = above;
    above = layout::Ruling::none;
    for (size_t c = 0; c < tokens.size(); ++c) {
      auto word = line.substr(tokens[c].begin, tokens[c].end - tokens[c].begin);
      if (word == ".") continue;
      Figure f;
      f.row = static_cast<uint32_t>(t.rows.size());
      f.column = static_cast<uint16_t>(c);
      f.span = {static_cast<uint32_t>(base + line_begin + tokens[c].begin), static_cast<uint32_t>(base + line_begin + tokens[c].end)};
      f.nil = word == "-";
      std::string digits;
      for (char x : word)
        if (ascii::is_digit(x) || x == '.') digits += x;
      if (f.nil) f.printed = Decimal(0);
      else f.printed = *Decimal::parse(word.find('(') != word.npos ? "-" + digits : digits);
      f.value = f.printed;
      t.figures.push_back(f);
      ++row.figure_count;
    }
    columns = std::max(columns, tokens.size());
    t.rows.push_back(row);
  }
  t.columns.resize(columns);
  for (size_t c = 0; c < columns; ++c) t.columns[c].label = "column " + std::to_string(c);
  return t;
}

/// Statements of one or more tables, with a fact for each figure.
inline auto make_statements(std::vector<statement::StatementTable> tables) -> statement::Statements {
  statement::Statements s;
  s.tables = std::move(tables);
  for (uint32_t i = 0; i < s.tables.size(); ++i) {
    auto& t = s.tables[i];
    t.index = i;
    for (auto& f : t.figures) {
      const auto& row = t.rows[f.row];
      statement::Fact x;
      x.concept_name = row.concept_name;
      x.label = row.label;
      x.value = row.sign < 0 ? -f.value : f.value;
      x.unit = row.unit;
      x.period = t.columns[f.column].period;
      x.document = t.document;
      x.table = i;
      x.row = f.row;
      x.column = f.column;
      x.span = f.span;
      f.fact = static_cast<int32_t>(s.facts.size());
      s.facts.push_back(x);
    }
  }
  return s;
}

}  // namespace crossfoot::check
