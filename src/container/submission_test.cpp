#include "container/submission.h"

#include <gtest/gtest.h>

namespace crossfoot::container {
namespace {

const std::string kHeader =
    "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n"
    "<SEC-DOCUMENT>0009999901-05-000001.txt : 20050110\n<SEC-HEADER>0009999901-05-000001.hdr.sgml : 20050110\n"
    "<ACCEPTANCE-DATETIME>20050110150635\nACCESSION NUMBER:\t\t0009999901-05-000001\nCONFORMED SUBMISSION TYPE:\t8-K\n"
    "PUBLIC DOCUMENT COUNT:\t\t1\nCONFORMED PERIOD OF REPORT:\t20050107\nITEM INFORMATION:\t\tOther Events\nITEM INFORMATION:\t\n"
    "FILED AS OF DATE:\t\t20050110\n\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tTARNBROOK INC\n"
    "\t\tCENTRAL INDEX KEY:\t\t\t0009990017\n\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tGAUGES [3829]\n\t\tFISCAL YEAR END:\t\t\t1231\n"
    "\tFILING VALUES:\n\t\tSEC FILE NUMBER:\t000-99017\n\tFORMER COMPANY:\t\n\t\tFORMER CONFORMED NAME:\tOLD NAME CO\n\t\tDATE OF NAME CHANGE:\t19950301\n"
    "\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tSECOND FILER LP\n</SEC-HEADER>\n";

struct Parsed {
  std::string bytes;
  diag::Emitter emitter;
  Submission s;
  explicit Parsed(std::string b) : bytes(std::move(b)), s(parse_submission(bytes, emitter)) {}
  auto text(size_t i) const -> std::string { return std::string(s.documents.at(i).text.of(bytes)); }
  auto messages() const -> size_t { return emitter.diagnostics().size(); }
};

TEST(Submission, ReadsEveryHeaderField) {
  Parsed p(kHeader + "<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<FILENAME>a.txt\n<DESCRIPTION>CURRENT\nREPORT\n<TEXT>\nbody\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n");
  EXPECT_EQ(p.s.envelope, Envelope::sec_document);
  EXPECT_EQ(p.s.accession, "0009999901-05-000001");
  EXPECT_EQ(p.s.form, "8-K");
  EXPECT_EQ(p.s.filed->to_string(), "2005-01-10");
  EXPECT_EQ(p.s.period->to_string(), "2005-01-07");
  EXPECT_EQ(p.s.accepted, "20050110150635");
  ASSERT_EQ(p.s.items.size(), 2U);
  EXPECT_EQ(p.s.items[0].value, "Other Events");
  EXPECT_EQ(p.s.items[1].value, "");
  ASSERT_EQ(p.s.registrants.size(), 2U);
  EXPECT_EQ(p.s.registrants[0].name, "TARNBROOK INC");
  EXPECT_EQ(p.s.registrants[0].sic, "3829");
  EXPECT_EQ(p.s.registrants[0].file_number, "000-99017");
  ASSERT_EQ(p.s.registrants[0].former_names.size(), 1U);
  EXPECT_EQ(p.s.registrants[0].former_names[0].changed->to_string(), "1995-03-01");
  EXPECT_EQ(p.s.registrants[1].name, "SECOND FILER LP");
  ASSERT_EQ(p.s.documents.size(), 1U);
  EXPECT_EQ(p.s.documents[0].description, "CURRENT REPORT");
  EXPECT_EQ(p.s.documents[0].filename, "a.txt");
  EXPECT_EQ(p.text(0), "body\n");
  EXPECT_EQ(p.messages(), 0U);
}

TEST(Submission, ReadsTheDisseminationForm) {
  Parsed p("<SUBMISSION>\n<ACCESSION-NUMBER>0009999901-06-000002\n<TYPE>8-K\n<PUBLIC-DOCUMENT-COUNT>1\n<PERIOD>20060223\n<ITEMS>2.02\n<ITEMS>9.01\n"
           "<FILING-DATE>20060228\n<FILER>\n<COMPANY-DATA>\n<CONFORMED-NAME>TARNBROOK INC\n<CIK>0009990017\n<ASSIGNED-SIC>3829\n</COMPANY-DATA>\n</FILER>\n"
           "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nx\n</TEXT>\n</DOCUMENT>\n</SUBMISSION>\n");
  EXPECT_EQ(p.s.envelope, Envelope::dissemination);
  EXPECT_EQ(p.s.form, "8-K");
  EXPECT_EQ(p.s.items.size(), 2U);
  ASSERT_EQ(p.s.registrants.size(), 1U);
  EXPECT_EQ(p.s.registrants[0].cik, "0009990017");
  ASSERT_EQ(p.s.documents.size(), 1U);
  EXPECT_EQ(p.text(0), "x\n");
}

TEST(Submission, ReadsAnyLineEnd) {
  for (std::string end : {"\r\n", "\r"}) {
    std::string b;
    for (char c : kHeader + "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nbody\n</TEXT>\n</DOCUMENT>\n")
      if (c == '\n') b += end;
      else b += c;
    Parsed p(b);
    EXPECT_EQ(p.s.form, "8-K") << end.size();
    EXPECT_EQ(p.s.registrants.size(), 2U);
    ASSERT_EQ(p.s.documents.size(), 1U);
    EXPECT_EQ(p.s.documents[0].type, "8-K");
  }
}

TEST(Submission, KeepsWhatIsCutOff) {
  Parsed p(kHeader + "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nfirst\n<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nsecond, cut of");
  ASSERT_EQ(p.s.documents.size(), 2U);
  EXPECT_EQ(p.text(0), "first\n");
  EXPECT_EQ(p.text(1), "second, cut of");
  EXPECT_GE(p.messages(), 2U);
}

TEST(Submission, HeaderAlone) {
  Parsed p(kHeader);
  EXPECT_EQ(p.s.documents.size(), 0U);
  EXPECT_EQ(p.s.form, "8-K");
  EXPECT_EQ(p.messages(), 1U);
}

TEST(Submission, BareDocument) {
  Parsed p("FORM 8-K\n\nItem 5. Other events that mention <DOCUMENT> in passing\n");
  EXPECT_EQ(p.s.envelope, Envelope::none);
  ASSERT_EQ(p.s.documents.size(), 1U);
  EXPECT_EQ(p.s.documents[0].span, (Span{0, static_cast<uint32_t>(p.bytes.size())}));
}

TEST(Submission, KnowsMedia) {
  auto media = [](std::string type, std::string body) {
    Parsed p(kHeader + "<DOCUMENT>\n<TYPE>" + type + "\n<TEXT>\n" + body + "\n</TEXT>\n</DOCUMENT>\n");
    return p.s.documents.at(0).media;
  };
  EXPECT_EQ(media("8-K", "<PAGE>\n<TABLE>\n<S> <C>\n text"), Media::text);
  EXPECT_EQ(media("8-K", "<HTML><BODY>x"), Media::html);
  EXPECT_EQ(media("8-K", "<P ALIGN=CENTER>x"), Media::html);
  EXPECT_EQ(media("GRAPHIC", "begin 644 logo.gif\nM1TE&"), Media::binary);
  EXPECT_EQ(media("EX-99", "<PDF>\nbegin 644 a.pdf\nM"), Media::binary);
  EXPECT_EQ(media("10-K", "<XBRL>\n<?xml version='1.0'?>\n<html xmlns=\"x\">"), Media::html);
  EXPECT_EQ(media("EX-101.INS", "<XBRL>\n<?xml version='1.0'?>\n<xbrl>"), Media::binary);
}

TEST(Submission, SaysWhatTheHeaderGetsWrong) {
  Parsed p("<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t8-K\nFILED AS OF DATE:\t20051399\nPUBLIC DOCUMENT COUNT:\t3\n</SEC-HEADER>\n<DOCUMENT>\n<TEXT>\nx\n</TEXT>\n</DOCUMENT>\n");
  EXPECT_FALSE(p.s.filed);
  EXPECT_EQ(p.messages(), 2U);
}

}  // namespace
}  // namespace crossfoot::container
