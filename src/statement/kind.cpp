#include "statement/kind.h"

#include "base/ascii.h"

namespace crossfoot::statement {
namespace {

bool has(std::string_view text, std::string_view needle) { return text.find(needle) != std::string_view::npos; }

}  // namespace

auto read_title(std::string_view raw) -> TitleReading {
  TitleReading t;
  if (raw.size() > 240) raw = raw.substr(0, 240);
  std::string text = ascii::fold_space(ascii::to_lower(raw));
  // Typographic apostrophes are dropped: "stockholders’ equity".
  t.continued = has(text, "continued") || has(text, "(cont") || has(text, "cont'd") || has(text, "concluded");
  t.pro_forma = has(text, "pro forma") || has(text, "pro-forma") || has(text, "proforma");
  bool statement = has(text, "statement");
  auto equity = [&] {
    return (has(text, "equity") || has(text, "holders' investment") || has(text, "owners' investment") || has(text, "deficit") || has(text, "capital") || has(text, "holders\xE2\x80\x99 investment") ||
            has(text, "deficiency")) &&
           (statement || has(text, "changes in"));
  };
  if ((has(text, "balance sheet") && !has(text, "average balance")) || (statement && (has(text, "financial position") || has(text, "financial condition") || has(text, "of condition")))) t.kind = Kind::balance_sheet;
  else if (has(text, "cash flow") && (statement || (!has(text, "activities") && !has(text, "free cash") && text.size() < 60))) t.kind = Kind::cash_flow;
  else if (statement && has(text, "comprehensive") && !has(text, "operations") && !has(text, "income and comprehensive") && !has(text, "earnings and comprehensive") && !has(text, "loss and comprehensive") &&
           !has(text, "equity"))
    t.kind = Kind::comprehensive_income;
  else if (equity() && !has(text, "operations and") && !has(text, "income and")) t.kind = Kind::equity;
  else if (statement && (has(text, "operations") || has(text, "income") || has(text, "earnings") || has(text, "loss") || has(text, "results")) && !has(text, "retained earnings")) t.kind = Kind::income_statement;
  else if (statement && (has(text, "income and retained") || has(text, "earnings and retained") || has(text, "operations and retained") || has(text, "operations and accumulated"))) t.kind = Kind::income_statement;
  else if (statement && has(text, "retained earnings")) t.kind = Kind::equity;
  else if (has(text, "results of operations") && text.size() < 60) t.kind = Kind::none;
  else if (equity()) t.kind = Kind::equity;

  static constexpr std::string_view kSecondary[] = {
      "selected ",   "quarterly financial", "quarterly data", "quarterly results", "five year", "five-year", "ten year", "ten-year", "eleven-year", "parent company", "parent only", "registrant only", "condensed financial information",
      "segment", "reconciliation", "supplementa", "schedule i", "consolidating", "percentage of", "as a percent", "financial highlights", "summary of", "summary financial", "financial summary", "historical", "common size", "non-gaap", "highlights", "guarantor", " information", "statement data", "sheet data", "operations data", "earnings data", "computation of", "note ", "by geograph", "summarized"};
  if (text.size() <= 120)
    for (auto s : kSecondary)
      if (has(text, s)) t.secondary = true;
  if (t.kind == Kind::cash_flow && has(text, "supplementa") && !statement) t.kind = Kind::none;
  return t;
}

auto count_votes(const std::vector<Label>& labels) -> LabelVotes {
  LabelVotes v;
  bool operating = false, investing = false, financing = false;
  for (const Label& l : labels) {
    std::string_view w = l.words;
    if (w.empty()) continue;
    ++v.labelled;
    switch (w[0]) {
      case 't':
        if (w == "total asset") { v.total_assets = true; v.balance += 5; }
        else if (l.starts_with("total liability and") || l.starts_with("total liability stockholder") || l.starts_with("total liability redeemable") || l.starts_with("total liability preferred") || l.starts_with("total stockholder equity and liability") ||
                 l.starts_with("total capitalization and liability") || l.starts_with("total equity and liability") || l.starts_with("total liability capital") || l.starts_with("total liability minority")) {
          v.total_liabilities_and_equity = true;
          v.balance += 5;
        } else if (l.starts_with("total current asset") || l.starts_with("total current liability")) { v.total_current = true; v.balance += 3; }
        else if (w == "total liability" || l.starts_with("total stockholder") || l.starts_with("total deposit")) v.balance += 2;
        else if (l.starts_with("total revenue") || l.starts_with("total net revenue") || l.starts_with("total cost") || l.starts_with("total operating expense") || l.starts_with("total net sale") || l.starts_with("total interest") || l.starts_with("total noninterest") ||
                 l.starts_with("total benefit") || l.starts_with("total expense") || l.starts_with("total other income"))
          v.income += 2;
        else if (l.starts_with("total comprehensive")) { v.comprehensive += 3; v.comprehensive_total = true; }
        else if (l.starts_with("total other comprehensive")) v.comprehensive += 2;
        break;
      case 'n':
        if (l.starts_with("net income")) {
          v.net_income = true;
          v.income += 1;
          if (l.contains("per share") || l.contains("per common")) { v.per_share = true; v.income += 2; }
        } else if (l.starts_with("net cash") || l.starts_with("net increase in cash") || l.starts_with("net decrease in cash")) v.cash += 2;
        else if (l.starts_with("net sale") || l.starts_with("net revenue") || l.starts_with("net interest income")) v.income += 1;
        break;
      case 'i':
        if (l.starts_with("income before") || l.starts_with("income from operation") || l.starts_with("income tax") || l.starts_with("income from continuing")) v.income += 2;
        else if (l.starts_with("income per")) { v.per_share = true; v.income += 2; }
        else if (l.starts_with("inventory")) v.balance += 1;
        else if (l.starts_with("interest expense")) v.income += 1;
        break;
      case 'p':
        if (l.starts_with("provision for income")) v.income += 2;
        else if (l.starts_with("property")) v.balance += 1;
        break;
      case 'c':
        if (l.starts_with("cost of") || l.starts_with("cost and expense")) v.income += 1;
        else if (l.starts_with("comprehensive income")) { v.comprehensive += 3; v.comprehensive_total = true; }
        else if (l.starts_with("current asset") || l.starts_with("current liability")) v.balance += 2;
        else if (w == "cash and cash equivalent") v.balance += 1;
        else if (l.starts_with("common stock")) v.balance += 1;
        else if (l.starts_with("cash and cash equivalent") && (l.contains("beginning of") || l.contains("end of"))) v.cash += 3;
        else if (l.starts_with("cash flow from")) v.cash += 2;
        break;
      case 'a':
        if (l.starts_with("account payable") || l.starts_with("additional paid") || l.starts_with("account receivable") || l.starts_with("accumulated deficit") || l.starts_with("accrued")) v.balance += 1;
        else if (l.starts_with("adjustment to reconcile")) v.cash += 3;
        break;
      case 'r':
        if (w == "retained income" || l.starts_with("retained income")) v.balance += 1;
        else if (w == "revenue") v.income += 1;
        else if (l.starts_with("research")) v.income += 1;
        break;
      case 's':
        if (l.starts_with("selling")) v.income += 1;
        break;
      case 'g':
        if (l.starts_with("gross income") || l.starts_with("gross margin")) v.income += 2;
        else if (w == "goodwill") v.balance += 1;
        break;
      case 'b':
        if (l.starts_with("balance")) v.equity += 3;
        else if (l.starts_with("basic")) { v.income += 1; v.per_share = true; }
        break;
      case 'o':
        if (l.starts_with("operating income")) v.income += 2;
        else if (l.starts_with("other comprehensive income")) v.comprehensive += 2;
        break;
      case 'd':
        if (l.starts_with("diluted")) { v.income += 1; v.per_share = true; }
        break;
      default: break;
    }
    if (l.contains("operating activity")) operating = true;
    else if (l.contains("investing activity") || l.contains("investment activity")) investing = true;
    else if (l.contains("financing activity")) financing = true;
    else if (l.starts_with("net cash") && l.contains("operation")) operating = true;
    if (l.contains("foreign currency translation") || l.contains("unrealized gain") || l.contains("unrealized income")) v.comprehensive += 1;
  }
  v.activities = int(operating) + int(investing) + int(financing);
  v.cash += 4 * v.activities;
  return v;
}

auto find_kind(const std::vector<std::string_view>& titles, const LabelVotes& v) -> KindReading {
  KindReading r;
  TitleReading named;
  for (size_t i = 0; i < titles.size(); ++i) {
    if (r.title >= 0 && i > static_cast<size_t>(r.title) + 2) break;
    auto t = read_title(titles[i]);
    if (r.title < 0 || t.kind != Kind::none) {
      r.continued = r.continued || t.continued;
      r.pro_forma = r.pro_forma || t.pro_forma;
    }
    // "The following table summarizes our cash flows": what follows is a digest, unless a statement's own title stands between.
    bool introduces = r.title < 0 && titles[i].size() > 50 && (ascii::contains_ignoring_case(titles[i], "following table") || ascii::contains_ignoring_case(titles[i], "following is a summary") || ascii::contains_ignoring_case(titles[i], "as follows") || ascii::contains_ignoring_case(titles[i], "table below") || ascii::contains_ignoring_case(titles[i], "summarize") || ascii::contains_ignoring_case(titles[i], "summary of") || ascii::contains_ignoring_case(titles[i], "following presents"));
    if (introduces) {
      r.introduced = true;
      if (t.kind != Kind::none) continue;
    }
    // Only what stands near and is no sentence says so of this table.
    bool sentence = titles[i].size() > 120 || (!titles[i].empty() && titles[i].back() == '.');
    if (t.secondary && r.title < 0 && !sentence && i < 8) r.secondary = true;
    if (t.kind != Kind::none && r.title < 0) {
      r.title = static_cast<int>(i);
      named = t;
    }
  }
  if (r.introduced && (r.title < 0 || titles[static_cast<size_t>(r.title)].size() > 90)) r.secondary = true;
  // The rows have the last word: a title several blocks above may belong to another table.
  Kind by_rows = Kind::none;
  if ((v.total_assets && v.balance >= 8) || (v.total_liabilities_and_equity && v.balance >= 7) || (v.balance >= 10 && v.total_current)) by_rows = Kind::balance_sheet;
  if (v.activities >= 2 && v.cash >= 10) by_rows = Kind::cash_flow;
  else if (by_rows == Kind::none && v.net_income && v.income >= 7) by_rows = Kind::income_statement;
  else if (by_rows == Kind::none && v.comprehensive_total && v.comprehensive >= 4) by_rows = Kind::comprehensive_income;

  switch (named.kind) {
    case Kind::none: break;
    case Kind::balance_sheet:
      if (by_rows == Kind::balance_sheet || (by_rows == Kind::none && v.balance >= 4)) r.kind = Kind::balance_sheet;
      break;
    case Kind::income_statement:
      if (by_rows == Kind::income_statement || (by_rows == Kind::none && (v.income >= 4 || (v.net_income && v.labelled >= 5)))) r.kind = Kind::income_statement;
      else if (by_rows == Kind::comprehensive_income && v.income >= 3) r.kind = Kind::income_statement;
      break;
    case Kind::cash_flow:
      if ((by_rows == Kind::cash_flow && v.labelled >= 8) || (by_rows == Kind::none && (v.cash >= 4 || v.activities >= 1) && (v.labelled >= 5 || named.continued))) r.kind = Kind::cash_flow;
      break;
    case Kind::equity:
      if (v.equity >= 3 || by_rows == Kind::none) r.kind = Kind::equity;
      break;
    case Kind::comprehensive_income:
      if (v.comprehensive >= 2 && by_rows != Kind::balance_sheet && by_rows != Kind::cash_flow) r.kind = v.income >= 7 && v.per_share ? Kind::income_statement : Kind::comprehensive_income;
      break;
  }
  bool whole_sheet = by_rows == Kind::balance_sheet && v.total_current && v.balance >= 14;
  if (r.kind == Kind::none && by_rows != Kind::none && (!r.secondary || (whole_sheet && named.kind == Kind::none)) && named.kind != Kind::equity) {
    // Strong rows without a fitting title. A title of another kind that stands nearest is that of a wrongly cut table; let rows win.
    bool strong = by_rows == Kind::balance_sheet  ? ((v.total_assets || v.total_liabilities_and_equity) && v.total_current) || whole_sheet
                  : by_rows == Kind::cash_flow    ? v.activities == 3 && v.labelled >= 12
                  : by_rows == Kind::income_statement ? v.income >= 10 && v.labelled >= 8
                                                      : v.comprehensive >= 5;
    if (strong) r.kind = by_rows;
  }
  if (r.secondary && named.kind == Kind::none && !whole_sheet) r.kind = Kind::none;
  if (r.secondary && !whole_sheet && r.kind != Kind::none && r.kind != Kind::cash_flow) {
    // "Selected" in the same title as the statement's name, or nearer than it.
    r.kind = Kind::none;
  }
  return r;
}

}  // namespace crossfoot::statement
