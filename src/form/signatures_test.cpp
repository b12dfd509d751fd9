#include <gtest/gtest.h>

#include "form/parts.h"

namespace crossfoot::form {
namespace {

/// The signatures of a typewriter document, one a line: name | title | registrant | date | whether conformed.
auto signatures(std::string bytes) -> std::string {
  container::Submission submission;
  container::Document d;
  d.span = d.text = {0, static_cast<uint32_t>(bytes.size())};
  submission.documents.push_back(d);
  diag::Emitter emitter;
  std::vector<layout::Layout> layouts;
  layouts.push_back(layout::lay_out_typewriter(bytes, d, emitter));
  std::string s;
  for (const Signature& g : find_signatures(submission, layouts)) {
    EXPECT_NE(g.span.of(bytes).find(g.name.substr(0, 4)), std::string_view::npos);
    s += g.name + " | " + g.title + " | " + g.registrant + " | " + (g.date ? g.date->to_string() : "-") + (g.conformed ? " | /s/\n" : "\n");
  }
  return s;
}

const std::string kUndersigned =
    "                                   SIGNATURES\n"
    "\n"
    "     Pursuant to the requirements of the Securities Exchange Act of 1934, as\n"
    "amended, the registrant has duly caused this report to be signed on its behalf by\n"
    "the undersigned hereunto duly authorized.\n"
    "\n";

TEST(Signatures, ByAndTheNameInType) {
  EXPECT_EQ(signatures(kUndersigned +
                       "May 12, 2005                                HARLOW PAPER MILLS, INC.\n"
                       "\n"
                       "\n"
                       "                                            By:  /S/ JANE Q. ROE\n"
                       "                                               --------------------------------\n"
                       "                                                   Jane Q. Roe\n"
                       "                                                   Vice President of Finance\n"
                       "                                                   and Secretary\n"),
            "Jane Q. Roe | Vice President of Finance and Secretary | HARLOW PAPER MILLS, INC. | 2005-05-12 | /s/\n");
}

TEST(Signatures, LabelledNameAndTitle) {
  EXPECT_EQ(signatures(kUndersigned +
                       "                                         HARLOW PAPER MILLS, INC.\n"
                       "\n"
                       "Date:    May 12, 2005                    /s/ John Doe\n"
                       "                                         ---------------------------------------\n"
                       "                                         Name:    John Doe\n"
                       "                                         Title:   Assistant Secretary\n"
                       "\n"
                       "                                  EXHIBIT INDEX\n"
                       "\n"
                       "99.1     Press release of May 12, 2005\n"),
            "John Doe | Assistant Secretary | HARLOW PAPER MILLS, INC. | 2005-05-12 | /s/\n");
}

TEST(Signatures, RegistrantOverTwoLinesAndDateBelow) {
  EXPECT_EQ(signatures(kUndersigned +
                       "                                          HARLOW PAPER\n"
                       "                                          CORPORATION\n"
                       "                                          (Registrant)\n"
                       "\n"
                       "                                          By: /s/ John Doe\n"
                       "                                              ------------------\n"
                       "                                              John Doe, Treasurer\n"
                       "Date: May 12, 2005\n"),
            "John Doe | Treasurer | HARLOW PAPER CORPORATION | 2005-05-12 | /s/\n");
}

TEST(Signatures, SeveralInOneColumn) {
  EXPECT_EQ(signatures(kUndersigned +
                       "                                         HARLOW PAPER MILLS, INC.\n"
                       "\n"
                       "                                         By:  /s/ Jane Roe\n"
                       "                                              ----------------------------------\n"
                       "                                              Jane Roe\n"
                       "                                              President, Chief Executive Officer\n"
                       "\n"
                       "                                         By:  /s/ John Doe\n"
                       "                                              ----------------------------------\n"
                       "                                              John Doe\n"
                       "                                              Chief Financial Officer\n"
                       "\n"
                       "Date:  May 10, 2006\n"),
            "Jane Roe | President, Chief Executive Officer | HARLOW PAPER MILLS, INC. | 2006-05-10 | /s/\n"
            "John Doe | Chief Financial Officer | HARLOW PAPER MILLS, INC. | 2006-05-10 | /s/\n");
}

TEST(Signatures, SideBySide) {
  EXPECT_EQ(signatures(kUndersigned +
                       "HARLOW PAPER MILLS, INC.\n"
                       "\n"
                       "/s/ Jane Roe                            /s/ John Doe\n"
                       "---------------------                   ---------------------\n"
                       "Jane Roe                                John Doe\n"
                       "President                               Treasurer\n"),
            "Jane Roe | President | HARLOW PAPER MILLS, INC. | - | /s/\n"
            "John Doe | Treasurer | HARLOW PAPER MILLS, INC. | - | /s/\n");
}

TEST(Signatures, DirectorsWithTitleAndDateInColumns) {
  EXPECT_EQ(signatures(kUndersigned +
                       "         Signature                     Title                      Date\n"
                       "\n"
                       "/s/ Jane Roe                 President and Director          March 1, 1999\n"
                       "----------------------\n"
                       "Jane Roe\n"
                       "\n"
                       "/s/ John Doe                 Director                        March 2, 1999\n"
                       "----------------------\n"
                       "John Doe\n"),
            "Jane Roe | President and Director |  | 1999-03-01 | /s/\n"
            "John Doe | Director |  | 1999-03-02 | /s/\n");
}

TEST(Signatures, TitlesInAColumnOfTheirOwn) {
  EXPECT_EQ(signatures("                                   SIGNATURES\n\n"
                       "     Pursuant to the requirements of Section 13 or 15(d) of the Securities Exchange\n"
                       "Act of 1934, the registrant has duly caused this report to be signed on its behalf\n"
                       "by the undersigned, thereunto duly authorized, this 9th day of March 2009.\n"
                       "\n"
                       "Signatures                              Titles\n"
                       "\n"
                       "/s/ Jane Q. Roe\n"
                       "---------------------------\n"
                       "Jane Q. Roe                             President, Chief Operating Officer and\n"
                       "                                        Director\n"
                       "\n"
                       "/s/ John Doe, Jr.\n"
                       "---------------------------\n"
                       "John Doe, Jr.                           Director\n"),
            "Jane Q. Roe | President, Chief Operating Officer and Director |  | 2009-03-09 | /s/\n"
            "John Doe, Jr. | Director |  | 2009-03-09 | /s/\n");
}

TEST(Signatures, NameAndTitleWithoutAComma) {
  EXPECT_EQ(signatures(kUndersigned +
                       "                                       HARLOW PAPER MILLS, INC.\n"
                       "\n"
                       "                                       By:    /s/ Jane Roe\n"
                       "                                              ----------------------------------\n"
                       "                                              Jane Roe Vice President,\n"
                       "                                              Chief Financial Officer\n"
                       "\n"
                       "NUMBER     DESCRIPTION\n"
                       "99.1       Press Release\n"),
            "Jane Roe | Vice President, Chief Financial Officer | HARLOW PAPER MILLS, INC. | - | /s/\n");
}

TEST(Signatures, UnsignedAndUnnamed) {
  EXPECT_EQ(signatures(kUndersigned + "      HARLOW PAPER MILLS, INC.\n\n      By: ______________________\n          Jane Roe\n          President\n"),
            "Jane Roe | President | HARLOW PAPER MILLS, INC. | -\n");
  EXPECT_EQ(signatures(kUndersigned + "      HARLOW PAPER MILLS, INC.\n\n      By: ______________________\n          Authorized Signatory\n"), "");
  EXPECT_EQ(signatures("The parties have signed this letter.\n"), "");
}

}  // namespace
}  // namespace crossfoot::form
