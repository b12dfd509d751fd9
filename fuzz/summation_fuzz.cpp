// The summation search over statement tables built from bytes: labels that mean something, figures of any size, blanks.
#include <array>
#include <cstdint>
#include <string_view>

#include "check/sheet.h"
#include "check/summation.h"

using namespace crossfoot;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  size_t at = 0;
  auto byte = [&]() -> uint8_t { return at < size ? data[at++] : uint8_t{0}; };
  constexpr std::array<std::string_view, 16> kLabels = {"",         "Total assets",  "Total",           "Less: allowance",      "Net income", "Cost of sales", "Cash, end of year", "Cash, beginning of year",
                                                        "Balance",  "Other",         "Gross profit",    "Income taxes",         "Inventory",  "Operating income", "Net cash used in investing activities", "Liabilities and equity"};
  statement::Statements statements;
  statements.tables.emplace_back();
  auto& t = statements.tables[0];
  t.kind = static_cast<statement::Kind>(byte() % 6);
  t.columns.resize(1 + byte() % 30);
  while (at < size && t.rows.size() < 2000) {
    statement::StatementRow row;
    uint8_t head = byte();
    row.label = kLabels[head % 16];
    row.unit = static_cast<statement::Unit>(head >> 4 & 3);
    row.above = static_cast<layout::Ruling>((head >> 6) % 3);
    row.first_figure = static_cast<uint32_t>(t.figures.size());
    uint8_t count = byte();
    for (uint16_t c = 0; c < t.columns.size() && c < count % 32; ++c) {
      uint8_t kind = byte();
      if (kind % 8 == 0) continue;
      statement::Figure f;
      f.row = static_cast<uint32_t>(t.rows.size());
      f.column = c;
      int64_t v = static_cast<int8_t>(byte());
      for (int i = kind % 8; i > 1; --i) v = v * 256 + byte();
      f.printed = f.value = Decimal(Int128{v}, -(kind >> 5));
      f.nil = v == 0;
      f.percent = (kind >> 3 & 3) == 3;
      t.figures.push_back(f);
      ++row.figure_count;
    }
    t.rows.push_back(std::move(row));
  }
  auto sheet = check::make_sheet(statements, {}, 0, 0);
  auto sums = check::find_sums(sheet, (size & 1) != 0);
  for (const auto& s : sums.sums) {
    if (s.total >= sheet.rows.size() || s.parts.empty()) __builtin_trap();
    for (const auto& p : s.parts)
      if (p.row >= sheet.rows.size()) __builtin_trap();
    for (uint32_t c = 0; c < sheet.width; ++c) (void)check::sum_of_parts(sheet, s, c);
  }
  if (sums.totals_footed > sums.totals) __builtin_trap();
  return 0;
}
