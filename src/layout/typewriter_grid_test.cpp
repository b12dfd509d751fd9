#include "layout/typewriter_grid.h"

#include <gtest/gtest.h>

#include <string>

namespace crossfoot::layout {
namespace {

/// A grid printed line by line: kind, indent and label of each row, then its cells as "column[+span]:text", with
/// '-' and '=' before and behind a cell for the rules above and below it, and '?' behind a recovered row.
struct Printed {
  std::string text;
  Layout layout;
  int32_t index = -1;
};

auto to_lines(std::string_view bytes) -> std::vector<GridLine> {
  std::vector<GridLine> lines;
  uint32_t page = 0;
  for (uint32_t i = 0; i < bytes.size();) {
    auto end = static_cast<uint32_t>(std::min(bytes.find('\n', i), bytes.size()));
    std::string_view line = bytes.substr(i, end - i);
    bool furniture = line.starts_with("#");  // the fixtures' mark of a page number or running head
    if (line.starts_with("<PAGE>")) { ++page; furniture = true; }
    lines.push_back({{i, end}, page, furniture, line.starts_with("<")});
    i = end + 1;
  }
  return lines;
}

auto print(const Layout& l, const Table& t) -> std::string {
  std::string out;
  auto rule = [](Ruling r) { return r == Ruling::none ? "" : r == Ruling::single ? "-" : "="; };
  for (Range title : t.titles) out += "T " + std::string(l.text.of(title)) + "\n";
  for (const Row& r : t.rows) {
    out += r.kind == RowKind::heading ? "H" : r.kind == RowKind::caption ? "C" : "D";
    out += std::to_string(r.indent) + " " + std::string(l.text.of(r.label));
    if (!r.label_rest.empty()) out += " ++ " + std::string(l.text.of(r.label_rest));
    for (uint32_t k = r.first_cell; k < r.first_cell + r.cell_count; ++k) {
      const Cell& c = t.cells[k];
      out += " | " + std::to_string(c.column) + (c.column_span > 1 ? "+" + std::to_string(c.column_span) : "") + ":" + rule(c.above) +
             std::string(l.text.of(c.text)) + rule(c.below);
    }
    if (r.recovered) out += " ?";
    out += "\n";
  }
  return out;
}

auto grid(std::string_view bytes, bool tagged = false) -> Printed {
  Printed p;
  p.index = build_grid(bytes, to_lines(bytes), tagged, p.layout);
  if (p.index < 0) return p;
  for (size_t k = static_cast<size_t>(p.index); k < p.layout.tables.size(); ++k) {
    if (k > static_cast<size_t>(p.index)) p.text += "--\n";
    p.text += print(p.layout, p.layout.tables[k]);
  }
  return p;
}

TEST(TypewriterGrid, SpanningHeadingsDollarsAndRules) {
  auto p = grid(R"(                              Three Months Ended June 30,      Six Months Ended June 30,
                              ---------------------------    ---------------------------
                                  2003           2002            2003           2002
                              ------------    -----------    ------------    -----------
Product sales                 $      1,210    $       980    $      2,405    $     1,877
Service fees                           340            295             688            571
                              ------------    -----------    ------------    -----------
  Total revenue                      1,550          1,275           3,093          2,448
                              ============    ===========    ============    ===========
)");
  EXPECT_EQ(p.text,
            "H0  | 0+2:Three Months Ended June 30, | 2+2:Six Months Ended June 30,\n"
            "H0  | 0:2003 | 1:2002 | 2:2003 | 3:2002\n"
            "D0 Product sales | 0:$ 1,210 | 1:$ 980 | 2:$ 2,405 | 3:$ 1,877\n"
            "D0 Service fees | 0:340- | 1:295- | 2:688- | 3:571-\n"
            "D2 Total revenue | 0:-1,550= | 1:-1,275= | 2:-3,093= | 3:-2,448=\n");
}

TEST(TypewriterGrid, LabelsThatWrapAndHoldNumbers) {
  auto p = grid(R"(<CAPTION>
                                                 September 30, 2002     March 31, 2002
                                                 ------------------    ---------------
Current assets:
<S>                                              <C>                   <C>
   Trade receivables, net of allowance of $145
     as of September 30, 2002 and March 31, 2002              1,284              1,097
   Inventory                                                  3,481              2,936
Common stock, $0.001 par value, authorized:  50,000,000 shares,
  issued and outstanding:  12,418,350 and 11,864,027 shares      73                 72
)", true);
  EXPECT_EQ(p.text,
            "H0  | 0:September 30, 2002 | 1:March 31, 2002\n"
            "C0 Current assets:\n"
            "D3 Trade receivables, net of allowance of $145 as of September 30, 2002 and March 31, 2002 | 0:1,284 | 1:1,097\n"
            "D3 Inventory | 0:3,481 | 1:2,936\n"
            "D0 Common stock, $0.001 par value, authorized: 50,000,000 shares, issued and outstanding: 12,418,350 and 11,864,027 shares"
            " | 0:73 | 1:72\n");
}

TEST(TypewriterGrid, BlankCellsAreFoundByAlignment) {
  auto p = grid(R"(                              2001      2000      1999
Impairment                     120                  45
Settlement                                30
Restructuring                    7        11       102
)");
  EXPECT_EQ(p.text,
            "H0  | 0:2001 | 1:2000 | 2:1999\n"
            "D0 Impairment | 0:120 | 2:45\n"
            "D0 Settlement | 1:30\n"
            "D0 Restructuring | 0:7 | 1:11 | 2:102\n");
}

TEST(TypewriterGrid, NilsWordsPercentsAndMarks) {
  auto p = grid(R"(                              1998     CHANGE      1997
Net sales                   $ 5,941     (16)%   $ 7,081
Restructuring costs         $  --        NM     $   217
Share of sales                 --    %   N/A       (2.5%)
Write-off (a)                    40(1)     --       (12) (b)
Tax credit                       -0-      8%          -
)");
  EXPECT_EQ(p.text,
            "H0  | 0:1998 | 1:CHANGE | 2:1997\n"
            "D0 Net sales | 0:$ 5,941 | 1:(16)% | 2:$ 7,081\n"
            "D0 Restructuring costs | 0:$ -- | 1:NM | 2:$ 217\n"
            "D0 Share of sales | 0:--% | 1:N/A | 2:(2.5%)\n"
            "D0 Write-off (a) | 0:40 | 1:-- | 2:(12)\n"
            "D0 Tax credit | 0:-0- | 1:8% | 2:-\n");
}

TEST(TypewriterGrid, NumbersSplitByBlanks) {
  auto p = grid(R"(                           2001          2000
Net loss               ( 1,234 )     (   567)
Revenue                  1 ,890         2, 345
Other                $(   12,345)    $    9.75
)");
  EXPECT_EQ(p.text,
            "H0  | 0:2001 | 1:2000\n"
            "D0 Net loss | 0:(1,234) | 1:(567)\n"
            "D0 Revenue | 0:1,890 | 1:2,345\n"
            "D0 Other | 0:$(12,345) | 1:$ 9.75\n");
}

TEST(TypewriterGrid, LeadersEndLabels) {
  auto p = grid(R"(                                                  1996     1995
Cash and equivalents............................  $  12   $   9
Receivables, less allowances of $90 million in
  1996 and $45 million in 1995 .................    310     287
Treasury: 1996 - 143,525;  1995 - 138,129. . . .    (12)    (11)
Unsettled items.................................     --       4
)");
  EXPECT_EQ(p.text,
            "H0  | 0:1996 | 1:1995\n"
            "D0 Cash and equivalents | 0:$ 12 | 1:$ 9\n"
            "D0 Receivables, less allowances of $90 million in 1996 and $45 million in 1995 | 0:310 | 1:287\n"
            "D0 Treasury: 1996 - 143,525; 1995 - 138,129 | 0:(12) | 1:(11)\n"
            "D0 Unsettled items | 0:-- | 1:4\n");
}

TEST(TypewriterGrid, CaptionsAndWrappedLabelsAreToldApart) {
  auto p = grid(R"(                                        2003     2002
CASH FLOWS FROM OPERATIONS
  Net income                             100       90
Adjustments:
  Depreciation                            10       11
Net loss available to
common stockholders                      (26)     (10)
Inventories
  Finished goods                          44       41
Total liabilities and stockholders'
equity                                   700      650
)");
  EXPECT_EQ(p.text,
            "H0  | 0:2003 | 1:2002\n"
            "C0 CASH FLOWS FROM OPERATIONS\n"
            "D2 Net income | 0:100 | 1:90\n"
            "C0 Adjustments:\n"
            "D2 Depreciation | 0:10 | 1:11\n"
            "D0 Net loss available to common stockholders | 0:(26) | 1:(10)\n"
            "C0 Inventories\n"
            "D2 Finished goods | 0:44 | 1:41\n"
            "D0 Total liabilities and stockholders' equity | 0:700 | 1:650\n");
}

TEST(TypewriterGrid, WrappedLabelsWithCapitals) {
  auto p = grid(R"(                                              1999      1998
Financing Activities
Proceeds from issuances of long-term debt      990     1,772
Other, net                                      (5)       (9)
                                             -----     -----
Net Cash Provided by (Used for)
 Financing Activities                          985     1,763
                                             -----     -----
Net Cash Used for                            -----     -----
  Investing Activities                         (42)      (43)
Shares of Common Stock issued to the Employee
  Stock Ownership Plan                          45        25
Dividends                                       (1)       (2)
)");
  EXPECT_EQ(p.text,
            "H0  | 0:1999 | 1:1998\n"
            "C0 Financing Activities\n"
            "D0 Proceeds from issuances of long-term debt | 0:990 | 1:1,772\n"
            "D0 Other, net | 0:(5)- | 1:(9)-\n"
            "D0 Net Cash Provided by (Used for) Financing Activities | 0:-985- | 1:-1,763-\n"
            "D0 Net Cash Used for Investing Activities | 0:-(42) | 1:-(43)\n"
            "D0 Shares of Common Stock issued to the Employee Stock Ownership Plan | 0:45 | 1:25\n"
            "D0 Dividends | 0:(1) | 1:(2)\n");
}

TEST(TypewriterGrid, FiguresThatBeginALabelStayInIt) {
  auto p = grid(R"(                                              1999      1998
 8.375%    Notes due March 2002                $640      $640
 5.625%    Notes due January 2006               412       412
 5.450%    Notes due July 2016 with
             annual call options               500         -
 7.250%    Notes due May 2003                   500       500
)");
  EXPECT_EQ(p.text,
            "H0  | 0:1999 | 1:1998\n"
            "D1 8.375% Notes due March 2002 | 0:$640 | 1:$640\n"
            "D1 5.625% Notes due January 2006 | 0:412 | 1:412\n"
            "D1 5.450% Notes due July 2016 with annual call options | 0:500 | 1:-\n"
            "D1 7.250% Notes due May 2003 | 0:500 | 1:500\n");
}

TEST(TypewriterGrid, LabelGoesOnBelowItsFigures) {
  auto p = grid(R"(                                        2003     2002
Revenue                                  500      480
Net income per share                    $.36     $.31
  assuming dilution
Shares                                   100      100
)");
  EXPECT_EQ(p.text,
            "H0  | 0:2003 | 1:2002\n"
            "D0 Revenue | 0:500 | 1:480\n"
            "D0 Net income per share ++ assuming dilution | 0:$.36 | 1:$.31\n"
            "D0 Shares | 0:100 | 1:100\n");
}

TEST(TypewriterGrid, UnlabelledSubtotalsKeepAnEmptyLabel) {
  auto p = grid(R"(                                        2003     2002
Purchased parts                          841      469
Finished goods                           207      643
                                       1,048    1,112
Other                                      5        6
)");
  EXPECT_EQ(p.text,
            "H0  | 0:2003 | 1:2002\n"
            "D0 Purchased parts | 0:841 | 1:469\n"
            "D0 Finished goods | 0:207 | 1:643\n"
            "D0  | 0:1,048 | 1:1,112\n"
            "D0 Other | 0:5 | 1:6\n");
}

TEST(TypewriterGrid, PageBreaksAndFurnitureStandInNoRow) {
  auto p = grid(R"(                                        2003     2002
Cash                                     841      469
# 14
<PAGE>
# NORTHFIELD INSTRUMENTS, INC.
Inventory                                207      643
Total                                  1,048    1,112
)");
  EXPECT_EQ(p.text,
            "H0  | 0:2003 | 1:2002\n"
            "D0 Cash | 0:841 | 1:469\n"
            "D0 Inventory | 0:207 | 1:643\n"
            "D0 Total | 0:1,048 | 1:1,112\n");
  EXPECT_EQ(p.layout.tables[0].rows[2].page, 1u);
}

TEST(TypewriterGrid, TabsStopEveryEightColumns) {
  auto p = grid("\t\t\t\t1996\t\t1995\nCash\t\t\t\t$1,552\t\t$ 756\nLong-lived assets, net\t\t   193\t\t  196\nTotal\t\t\t\t 1,745\t\t   952\n");
  EXPECT_EQ(p.text,
            "H0  | 0:1996 | 1:1995\n"
            "D0 Cash | 0:$1,552 | 1:$ 756\n"
            "D0 Long-lived assets, net | 0:193 | 1:196\n"
            "D0 Total | 0:1,745 | 1:952\n");
}

TEST(TypewriterGrid, BlankLinesBetweenAllLines) {
  auto p = grid("                              2003     2002\n\nCash                           841      469\n\nReceivables, net of allowance\n\n"
                "for doubtful accounts          207      643\n\nInventory                       11       12\n\nOther                           21       22\n\n"
                "\n\nTotal                        1,048    1,112\n");
  EXPECT_EQ(p.text,
            "H0  | 0:2003 | 1:2002\n"
            "D0 Cash | 0:841 | 1:469\n"
            "D0 Receivables, net of allowance for doubtful accounts | 0:207 | 1:643\n"
            "D0 Inventory | 0:11 | 1:12\n"
            "D0 Other | 0:21 | 1:22\n"
            "D0 Total | 0:1,048 | 1:1,112\n");
}

TEST(TypewriterGrid, MisalignedFiguresGoToTheNearestColumnInOrder) {
  auto p = grid(R"(                              2003        2002        2001
Cash                         1,841       2,469       3,111
Receivables                  1,207       1,643       1,222
Inventory                      211         312         413
Prepaid expenses                 93          71          88
Total                        3,352       4,495       4,834
)");
  EXPECT_EQ(p.text,
            "H0  | 0:2003 | 1:2002 | 2:2001\n"
            "D0 Cash | 0:1,841 | 1:2,469 | 2:3,111\n"
            "D0 Receivables | 0:1,207 | 1:1,643 | 2:1,222\n"
            "D0 Inventory | 0:211 | 1:312 | 2:413\n"
            "D0 Prepaid expenses | 0:93 | 1:71 | 2:88\n"
            "D0 Total | 0:3,352 | 1:4,495 | 2:4,834\n");
}

TEST(TypewriterGrid, OneBlankBetweenLabelAndFigure) {
  auto p = grid(R"(                                          1996     1995
Cash                                     1,552      756
Accrued compensation and employee benefits 120      131
Notes                                      351      277
)");
  EXPECT_EQ(p.text,
            "H0  | 0:1996 | 1:1995\n"
            "D0 Cash | 0:1,552 | 1:756\n"
            "D0 Accrued compensation and employee benefits | 0:120 | 1:131\n"
            "D0 Notes | 0:351 | 1:277\n");
}

TEST(TypewriterGrid, YearsDownTheMarginAreTheStub) {
  auto p = grid(R"(Fiscal       Opened    Closed      Total
Year
 1995           141        12      1,950
 1996           109         5      1,985
 1997            92         2      1,995
)");
  EXPECT_EQ(p.text,
            "H0 Fiscal | 0:Opened | 1:Closed | 2:Total\n"
            "C0 Year\n"
            "D1 1995 | 0:141 | 1:12 | 2:1,950\n"
            "D1 1996 | 0:109 | 1:5 | 2:1,985\n"
            "D1 1997 | 0:92 | 1:2 | 2:1,995\n");
}

TEST(TypewriterGrid, RangesAndTextsAreCellsOfTheirColumn) {
  auto p = grid(R"(                         Number       Price range       Average
Granted                    24.7       $31.25 - 47.38      36.19
Exercised                 (18.3)       2.13 -  41.75      12.86
Expected life            4 years      3 - 5 years       3.5 years
Canceled                   (5.5)      4.38-42.63          27.15
)");
  EXPECT_EQ(p.text,
            "H0  | 0:Number | 1:Price range | 2:Average\n"
            "D0 Granted | 0:24.7 | 1:$31.25 - 47.38 | 2:36.19\n"
            "D0 Exercised | 0:(18.3) | 1:2.13 - 41.75 | 2:12.86\n"
            "D0 Expected life | 0:4 years | 1:3 - 5 years | 2:3.5 years\n"
            "D0 Canceled | 0:(5.5) | 1:4.38-42.63 | 2:27.15\n");
}

TEST(TypewriterGrid, StackedTablesWithHeadingsOfTheirOwnArePartedRepeatedHeadingsAreNot) {
  std::string_view stacked = R"(<CAPTION>
                              First      Second
                             Quarter    Quarter
<S>                          <C>        <C>
Net sales                      1,556      1,402
Gross margin                     417        360
<CAPTION>
                              Year
                             -------
<S>                          <C>
Net sales                      5,941
Gross margin                   1,479
)";
  auto p = grid(stacked, true);
  EXPECT_EQ(p.text,
            "H0  | 0:First | 1:Second\n"
            "H0  | 0:Quarter | 1:Quarter\n"
            "D0 Net sales | 0:1,556 | 1:1,402\n"
            "D0 Gross margin | 0:417 | 1:360\n"
            "--\n"
            "H0  | 0:Year\n"
            "D0 Net sales | 0:5,941\n"
            "D0 Gross margin | 0:1,479\n");
  ASSERT_EQ(p.layout.tables.size(), 2u);
  EXPECT_LE(p.layout.tables[0].text.end, p.layout.tables[1].text.begin);
  EXPECT_EQ(p.layout.tables[0].first_line + p.layout.tables[0].line_count, p.layout.tables[1].first_line);

  auto q = grid(R"(                              2003     2002
Cash                           841      469
Inventory                      207      643
<PAGE>
                              2003     2002
Payables                       811      312
Total                        1,048    1,112
)");
  EXPECT_EQ(q.layout.tables.size(), 1u);
}

TEST(TypewriterGrid, TitlesStandAboveTheHeadings) {
  auto p = grid(R"(                     NORTHFIELD INSTRUMENTS, INC. AND SUBSIDIARIES
                          CONSOLIDATED BALANCE SHEETS
                                (in thousands)
                                              June 30,      December 31,
                                                2003            2002
                                             (Unaudited)
ASSETS
Cash                                            $ 841           $ 469
Total assets                                    2,048           2,112
)");
  EXPECT_EQ(p.text,
            "T NORTHFIELD INSTRUMENTS, INC. AND SUBSIDIARIES\n"
            "T CONSOLIDATED BALANCE SHEETS\n"
            "T (in thousands)\n"
            "H0  | 0:June 30, | 1:December 31,\n"
            "H0  | 0:2003 | 1:2002\n"
            "H0  | 0:(Unaudited)\n"
            "C0 ASSETS\n"
            "D0 Cash | 0:$ 841 | 1:$ 469\n"
            "D0 Total assets | 0:2,048 | 1:2,112\n");
}

TEST(TypewriterGrid, SpansHoldTheDigitsOfTheirText) {
  std::string_view bytes = "                           2001          2000\nNet loss (1)           ( 1,234 )     (   567) (a)\nRevenue                  1 ,890         2, 345\nOther  .........     $(   12,345)  $    9.75\n";
  auto p = grid(bytes);
  ASSERT_GE(p.index, 0);
  const Table& t = p.layout.tables[0];
  auto digits = [](std::string_view s) {
    std::string d;
    for (char c : s)
      if ((c >= '0' && c <= '9') || c == '.') d.push_back(c);
    return d;
  };
  for (const Cell& c : t.cells) {
    EXPECT_EQ(digits(c.source.of(bytes)), digits(p.layout.text.of(c.text)));
    EXPECT_EQ(p.layout.text.to_source(c.text), c.source);
  }
  EXPECT_EQ(t.cells.size(), 8u);
}

TEST(TypewriterGrid, TwoStatementsSideBySideAreTwoTables) {
  auto p = grid(R"(Assets                           1996      1995      Liabilities and equity            1996      1995
Current assets:                                      Current liabilities:
  Cash                         $   841   $   469       Accounts payable              $   300   $   200
  Receivables                    1,207     1,643       Accrued taxes                     207       143
    Total current assets         2,048     2,112         Total current liabilities       507       343
Plant                              952       888     Long-term debt                      500       400
                                                     Shareholders' equity              1,993     2,257
Total assets                   $ 3,000   $ 3,000     Total liabilities and equity    $ 3,000   $ 3,000
)");
  EXPECT_EQ(p.text,
            "H0 Assets | 0:1996 | 1:1995\n"
            "C0 Current assets:\n"
            "D2 Cash | 0:$ 841 | 1:$ 469\n"
            "D2 Receivables | 0:1,207 | 1:1,643\n"
            "D4 Total current assets | 0:2,048 | 1:2,112\n"
            "D0 Plant | 0:952 | 1:888\n"
            "D0 Total assets | 0:$ 3,000 | 1:$ 3,000\n"
            "--\n"
            "H0 Liabilities and equity | 0:1996 | 1:1995\n"
            "C0 Current liabilities:\n"
            "D2 Accounts payable | 0:$ 300 | 1:$ 200\n"
            "D2 Accrued taxes | 0:207 | 1:143\n"
            "D4 Total current liabilities | 0:507 | 1:343\n"
            "D0 Long-term debt | 0:500 | 1:400\n"
            "D0 Shareholders' equity | 0:1,993 | 1:2,257\n"
            "D0 Total liabilities and equity | 0:$ 3,000 | 1:$ 3,000\n");
}

TEST(TypewriterGrid, WordsOverColumnsAndPeriodsOverGroups) {
  auto p = grid(R"(                                  1997                    1996
Year              Opened Closed  Total    Opened Closed  Total
North                 12      3    109        11      2    100
South                 14      1    210         9      9    197
)");
  EXPECT_EQ(p.text,
            "H0  | 0+3:1997 | 3+3:1996\n"
            "H0 Year | 0:Opened | 1:Closed | 2:Total | 3:Opened | 4:Closed | 5:Total\n"
            "D0 North | 0:12 | 1:3 | 2:109 | 3:11 | 4:2 | 5:100\n"
            "D0 South | 0:14 | 1:1 | 2:210 | 3:9 | 4:9 | 5:197\n");
  auto q = grid(R"(                              1997                1996
                          Amount       %      Amount       %
Net sales                $11,232      12%    $11,133      13%
Other                        165      15%        204      22%
)");
  EXPECT_EQ(q.text,
            "H0  | 0+2:1997 | 2+2:1996\n"
            "H0  | 0:Amount | 1:% | 2:Amount | 3:%\n"
            "D0 Net sales | 0:$11,232 | 1:12% | 2:$11,133 | 3:13%\n"
            "D0 Other | 0:165 | 1:15% | 2:204 | 3:22%\n");
}

TEST(TypewriterGrid, NumbersOverTheStubTagAreHeadings) {
  auto p = grid(R"(<CAPTION>
                                  December 31      September 27
                                     1997              1996
                                  (unaudited)          (1)
<S>                               <C>              <C>
Cash                                 841               469
Inventory                          1,207             1,643
)", true);
  EXPECT_EQ(p.text,
            "H0  | 0:December 31 | 1:September 27\n"
            "H0  | 0:1997 | 1:1996\n"
            "H0  | 0:(unaudited) | 1:(1)\n"
            "D0 Cash | 0:841 | 1:469\n"
            "D0 Inventory | 0:1,207 | 1:1,643\n");
}

TEST(TypewriterGrid, ProseIsNoTableAndLeavesTheLayoutAlone) {
  Layout l;
  l.text.append("before", 0);
  std::string_view bytes = "The Company opened its first office in\nNorthfield and moved there soon after.\n";
  EXPECT_EQ(build_grid(bytes, to_lines(bytes), false, l), -1);
  EXPECT_EQ(l.text.chars(), "before");
  EXPECT_TRUE(l.tables.empty());
  EXPECT_TRUE(l.lines.empty());
}

TEST(TypewriterGrid, HostileRegionsStayBounded) {
  std::string wide(200000, ' ');
  for (size_t i = 0; i + 8 < wide.size(); i += 9) wide.replace(i, 5, "1,234");
  wide += "\n";
  std::string many;
  for (int i = 0; i < 4000; ++i) many += std::string(static_cast<size_t>(i % 97), ' ') + "12  (3,4  $  -- 5%\n\n heading  text\n";
  std::string all = wide + wide + many;
  Layout l;
  build_grid(all, to_lines(all), true, l);
  for (const Table& t : l.tables) EXPECT_LE(t.column_count, 200);
  std::string headings;  // a megabyte of headings that never come to an end
  for (int i = 0; i < 20000; ++i) headings += "<S> <C>\n  heading   text\nA  1 2\n\n";
  Layout h;
  build_grid(headings, to_lines(headings), true, h);
}

}  // namespace
}  // namespace crossfoot::layout
