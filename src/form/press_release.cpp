#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "form/contacts.h"
#include "form/dateline.h"
#include "form/display_lines.h"
#include "form/names.h"
#include "form/parts.h"
#include "form/quotations.h"

namespace crossfoot::form {
namespace {

using layout::Block;
using layout::BlockKind;
using layout::Layout;

constexpr uint32_t kHeadBlocks = 60;  // a release's dateline stands within this many blocks

bool has(std::string_view low, std::string_view phrase) { return low.find(phrase) != low.npos; }

/// "# # #", "###", "-30-", "- END -"
bool is_end_mark(std::string_view t) {
  t = ascii::trim(t);
  if (t.size() < 2 || t.size() > 24) return false;
  if (t.find_first_not_of("# ") == t.npos) return std::count(t.begin(), t.end(), '#') >= 2;
  if (spells(t, "end") && t.find_first_of("-*#(<") != t.npos) return true;
  std::string letters;
  for (char c : t)
    if (ascii::is_alnum(c)) letters.push_back(c);
  return letters == "30" && t.find('-') != t.npos;
}

/// Words that head a release without being its headline: "FOR IMMEDIATE RELEASE", "Exhibit 99.1", "NEWS RELEASE".
bool is_letterhead(std::string_view t) {
  std::string low = ascii::to_lower(t.substr(0, 200));
  if (has(low, "immediate release") || has(low, "for release") || has(low, "for immediate")) return true;
  if (low.starts_with("exhibit") || low.starts_with("[logo") || low.starts_with("(logo") || low.starts_with("ex-99")) return true;
  if (low.size() < 50 && (has(low, "news release") || has(low, "press release") || has(low, "press information") || has(low, "investor news") || has(low, "financial news"))) return true;
  return spells(t, "news") || spells(t, "pressrelease") || spells(t, "newsrelease") || spells(t, "contact") || spells(t, "contacts");
}

bool is_contact_line(std::string_view t) {
  if (find_phone(t) || (t.find('@') != t.npos && t.size() < 200)) return true;
  std::string low = ascii::to_lower(t.substr(0, 120));
  return has(low, "contact") && t.size() < 160;
}

bool is_safe_harbor_heading(std::string_view t) {
  if (t.size() > 160) return false;
  std::string low = ascii::to_lower(t);
  return has(low, "safe harbor") || has(low, "safe harbour") || has(low, "forward-looking") || has(low, "forward looking") || has(low, "cautionary") || has(low, "risk factors");
}

/// A paragraph that warns of forward-looking statements, without a heading that says so.
bool is_safe_harbor_text(std::string_view t) {
  if (!ascii::contains_ignoring_case(t, "forward")) return false;
  std::string low = ascii::to_lower(t);
  if (!has(low, "forward-looking") && !has(low, "forward looking")) return false;
  return has(low, "litigation reform act") || has(low, "risks and uncertainties") || has(low, "differ materially") || has(low, "safe harbor");
}

class ReleaseReader {
 public:
  ReleaseReader(const Layout& layout, uint32_t document, uint32_t first, std::optional<Date> filed)
      : layout_(layout), first_(first), filed_(filed), size_(static_cast<uint32_t>(layout.blocks.size())) {
    release_.document = document;
  }

  /// Returns the release, or nothing where the document reads as none. `sure`: its type already says so.
  auto run() -> std::optional<PressRelease> {
    bool marked = find_dateline();
    if (!dateline_found_ && !marked) return std::nullopt;
    if (body_block_ == UINT32_MAX) return std::nullopt;
    find_headline();
    find_sections();
    find_contacts(layout_, first_, size_, release_.contacts);
    find_quotations(layout_, release_.body, release_.quotations);
    return std::move(release_);
  }

 private:
  auto text(uint32_t b) const -> std::string_view { return layout_.text.of(layout_.blocks[b].text); }
  bool is_furniture(uint32_t b) const { return layout_.blocks[b].kind == BlockKind::furniture || layout_.blocks[b].kind == BlockKind::rule; }

  /// Looks for the dateline; returns whether other marks say that this is a release.
  bool find_dateline() {
    bool marked = false;
    uint32_t seen = 0;
    for (uint32_t b = first_; b < size_ && seen < kHeadBlocks; ++b) {
      if (is_furniture(b)) continue;
      ++seen;
      const Block& block = layout_.blocks[b];
      std::string_view t = text(b);
      if (t.size() < 120 && is_letterhead(t) && !ascii::starts_with_ignoring_case(t, "exhibit")) {
        marked = true;
        continue;
      }
      if (block.kind == BlockKind::table && block.line_count > 3) continue;
      if (t.size() >= 100) {
        // The dateline may be on any line of a block that holds more than its paragraph.
        if (auto d = read_dateline(t, filed_)) {
          take(b, *d);
          return true;
        }
        if (first_text_ == UINT32_MAX && t.size() >= 160 && block.kind != BlockKind::table) first_text_ = b;
        std::string_view head = t.substr(0, 600);
        if (announces(head) && b == first_text_) marked = true;
      } else if (auto d = read_dateline(t, filed_); d && d->body == t.size() && next_is_text(b)) {
        take(b, *d);  // a dateline on a line of its own
        return true;
      } else if (t.size() < 60 && !release_.date) {
        auto date = find_date(t);
        if (date && date->date.is_valid() && date->end - date->begin + 24 > t.size()) {
          release_.date = date->date;
          date_range_ = {block.text.begin + date->begin, block.text.begin + date->end};
        }
      }
    }
    if (marked && first_text_ != UINT32_MAX) {
      body_block_ = first_text_;
      if (release_.date) release_.dateline = layout_.text.to_source(date_range_);
    } else {
      release_.date.reset();
    }
    return marked;
  }

  static bool announces(std::string_view t) {
    static constexpr std::array<std::string_view, 8> kPhrases = {"today announced", "announced today", "today reported", "reported today", "announced that", "today said", "said today", "today released"};
    std::string low = ascii::to_lower(t);
    return std::any_of(kPhrases.begin(), kPhrases.end(), [&](std::string_view p) { return has(low, p); });
  }

  bool next_is_text(uint32_t b) const {
    for (uint32_t n = b + 1; n < size_ && n < b + 3; ++n)
      if (!is_furniture(n)) return text(n).size() >= 100;
    return false;
  }

  void take(uint32_t b, const Dateline& d) {
    const Block& block = layout_.blocks[b];
    dateline_found_ = true;
    body_block_ = b;
    release_.date = d.date ? d.date : release_.date;
    body_from_ = d.body;
    Range place{block.text.begin + d.place.begin, block.text.begin + d.place.end};
    if (!place.empty()) release_.place = found_at(layout_, place);
    release_.dateline = layout_.text.to_source(trimmed(layout_, {block.text.begin, block.text.begin + d.body}));
  }

  // ---- headline ----

  struct Piece {
    Range text;
    bool capitals;
  };

  void find_headline() {
    std::vector<Piece> pieces;  // from the last to the first
    for (uint32_t b = body_block_; b-- > first_;) {
      const Block& block = layout_.blocks[b];
      if (block.kind == BlockKind::furniture) continue;
      if (block.kind == BlockKind::rule) {
        if (!pieces.empty()) break;
        continue;
      }
      std::string_view t = ascii::trim(text(b));
      if (t.empty()) continue;
      if (t.size() > 400 || (block.kind == BlockKind::table && block.line_count > 4)) break;
      if (is_letterhead(t) || is_contact_line(t)) break;
      size_t before = pieces.size();
      bool stop = take_pieces(block, pieces);
      if (stop) break;
      if (pieces.size() > 6) break;
      (void)before;
    }
    std::reverse(pieces.begin(), pieces.end());
    if (pieces.empty()) return;
    // A headline wrapped over two blocks goes on in a small letter.
    while (pieces.size() > 1 && ascii::is_lower(layout_.text.of(trimmed(layout_, pieces[1].text))[0])) {
      pieces[0].text.end = pieces[1].text.end;
      pieces.erase(pieces.begin() + 1);
    }
    release_.headline = found_at(layout_, pieces.front().text);
    for (size_t i = 1; i < pieces.size(); ++i) release_.subheads.push_back(found_at(layout_, pieces[i].text));
  }

  /// Cuts a block above the dateline into headline pieces, last first. Returns true where the headline cannot begin above it.
  bool take_pieces(const Block& block, std::vector<Piece>& pieces) {
    std::vector<Piece> own;
    bool stop = false;
    for (uint32_t i = 0; i < std::max<uint32_t>(block.line_count, 1); ++i) {
      Range r = block.line_count ? layout_.lines[block.first_line + i].text : block.text;
      std::string_view t = ascii::trim(layout_.text.of(r));
      if (t.empty()) continue;
      if (is_letterhead(t) || is_contact_line(t)) {
        own.clear();
        stop = true;
        continue;
      }
      if (is_aside(t)) {
        if (auto d = find_date(t); d && !release_.date) release_.date = d->date;
        continue;
      }
      bool capitals = !has_lower(t);
      // Lines of one headline look alike; a change from capitals begins a subhead.
      if (!own.empty() && own.back().capitals == capitals && own.back().text.end + 1 >= r.begin) own.back().text.end = r.end;
      else own.push_back({r, capitals});
    }
    for (size_t i = own.size(); i-- > 0;) pieces.push_back(own[i]);
    return stop;
  }

  /// A line above the dateline that is no headline: a date, a ticker, a company's name or address.
  bool is_aside(std::string_view t) const {
    size_t words = static_cast<size_t>(std::count(t.begin(), t.end(), ' ')) + 1;
    auto date = find_date(t);
    if (date && date->end - date->begin + 12 > t.size()) return true;
    if ((t.front() == '(' || t.front() == '[') && t.size() < 60) return true;
    if (words <= 7 && is_company_name(t) && !has_verb(t)) return true;
    if (words <= 2 && t.size() < 24) return true;
    if (ascii::starts_with_ignoring_case(t, "www.") || ascii::starts_with_ignoring_case(t, "http")) return true;
    if (ascii::starts_with_ignoring_case(t, "nasdaq") || ascii::starts_with_ignoring_case(t, "nyse") || ascii::starts_with_ignoring_case(t, "symbol") ||
        ascii::starts_with_ignoring_case(t, "traded:") || ascii::starts_with_ignoring_case(t, "source:"))
      return true;
    return false;
  }

  /// True where the last word, or the one before "and subsidiaries", marks a company.
  static bool is_company_name(std::string_view t) {
    while (!t.empty() && !ascii::is_alpha(t.back())) t.remove_suffix(1);
    for (std::string_view tail : {" and subsidiaries", " and subsidiary", " & subsidiaries"})
      if (t.size() > tail.size() && ascii::equals_ignoring_case(t.substr(t.size() - tail.size()), tail)) t.remove_suffix(tail.size());
    size_t blank = t.find_last_of(" ,");
    return blank != t.npos && is_company(t.substr(blank + 1));
  }

  static bool has_verb(std::string_view t) {
    static constexpr std::array<std::string_view, 12> kVerbs = {"announce", "report", "appoint", "complete", "name", "sign", "acqui", "launch", "elect", "declare", "to ", "receive"};
    std::string low = ascii::to_lower(t);
    return std::any_of(kVerbs.begin(), kVerbs.end(), [&](std::string_view v) { return has(low, v); });
  }

  // ---- sections ----

  bool is_about(uint32_t b) const {
    std::string_view t = ascii::trim(text(b));
    if (!ascii::starts_with_ignoring_case(t, "about ") || t.size() < 9) return false;
    std::string_view rest = ascii::trim(t.substr(6));
    if (!ascii::is_upper(rest[0])) return ascii::starts_with_ignoring_case(rest, "the company") || ascii::starts_with_ignoring_case(rest, "us");
    const Block& block = layout_.blocks[b];
    if (t.size() < 120) return true;
    // "About Acme: Acme is…", or its heading in the first line of the block.
    size_t colon = rest.find(':');
    size_t first_line = block.line_count > 1 ? layout_.lines[block.first_line].text.size() : t.size();
    return (colon != rest.npos && colon < 80) || first_line < 60;
  }

  bool begins_section(uint32_t b) const {
    const Block& block = layout_.blocks[b];
    std::string_view t = ascii::trim(text(b));
    if (is_end_mark(t) || is_about(b) || block.kind == BlockKind::table) return true;
    if (is_safe_harbor_heading(t) && t.size() < 100 && t.back() != '.') return true;
    if (block.kind == BlockKind::heading) return true;
    return is_contact_label(t);
  }

  static bool is_contact_label(std::string_view t) {
    std::string low = ascii::to_lower(t.substr(0, 100));
    return has(low, "contact") && (low.starts_with("contact") || low.starts_with("investor") || low.starts_with("media") || low.starts_with("for more") || low.starts_with("for further") ||
                                   low.starts_with("for additional") || low.starts_with("company contact") || low.starts_with("press contact"));
  }

  /// The text of a section whose heading is block b, or which is block b itself.
  auto section(uint32_t b, bool about) const -> Range {
    Range r = layout_.blocks[b].text;
    bool heading_only = r.size() < 120;
    if (!heading_only) return r;
    uint32_t end = b + 1;
    while (end < size_) {
      if (is_furniture(end)) {
        ++end;
        continue;
      }
      if (begins_section(end) || (about && text(end).size() > 150 && is_safe_harbor_text(text(end)))) break;
      r.end = layout_.blocks[end].text.end;
      ++end;
    }
    return r;
  }

  /// Finds the paragraph without a heading that says what the company is: it begins with the company's name, stands behind
  /// the news, and speaks of headquarters, a web site or a line of business.
  auto find_boilerplate() const -> uint32_t {
    std::string_view lead = text(body_block_).substr(std::min<size_t>(text(body_block_).size(), body_from_));
    std::string_view company = lead.substr(0, lead.find_first_of(" ,."));
    if (company.size() < 3 || !ascii::is_upper(company[0])) return UINT32_MAX;
    uint32_t best = UINT32_MAX, paragraphs = 0;
    for (uint32_t b = body_block_ + 1; b < std::min(size_, statements_); ++b) {
      const Block& block = layout_.blocks[b];
      std::string_view t = text(b);
      if (block.kind != BlockKind::paragraph || t.size() < 60 || ++paragraphs < 2 || t.size() < 120 || t.size() > 3000) continue;
      if (!ascii::starts_with_ignoring_case(t, company) || find_quotation_mark(t)) continue;
      std::string low = ascii::to_lower(t.substr(0, 1500));
      static constexpr std::array<std::string_view, 12> kSigns = {"headquarter", "www.", "http", " is a ", " is the ", " is an ", " offers ", " provides ", "worldwide", "employees", "founded", "leading"};
      auto signs = std::count_if(kSigns.begin(), kSigns.end(), [&](std::string_view k) { return has(low, k); });
      if (signs >= 2 && !announces(t.substr(0, 400)) && !is_safe_harbor_text(t)) best = b;
    }
    return best;
  }

  static bool find_quotation_mark(std::string_view t) { return t.find('"') != t.npos && t.find('"') < 200 && t.find("said") != t.npos; }

  void find_sections() {
    uint32_t body_end = UINT32_MAX;
    uint32_t paragraphs = 0;
    auto close_body = [&](uint32_t b) { body_end = std::min(body_end, layout_.blocks[b].text.begin); };
    for (uint32_t b = body_block_ + 1; b < size_; ++b) {
      const Block& block = layout_.blocks[b];
      std::string_view t = text(b);
      if (t.empty() || block.kind == BlockKind::furniture) continue;
      if (block.kind == BlockKind::table) {
        // Statements behind the text end the body of a release that has no boilerplate.
        if (block.line_count > 12 && paragraphs > 2 && statements_ == UINT32_MAX) statements_ = b;
        continue;
      }
      if (block.kind == BlockKind::paragraph && t.size() > 100) ++paragraphs;
      if (!release_.end_mark && is_end_mark(t)) {
        release_.end_mark = found_at(layout_, block.text);
        close_body(b);
        continue;
      }
      if (!release_.about && is_about(b)) {
        release_.about = found_at(layout_, section(b, true));
        close_body(b);
        continue;
      }
      bool heading = is_safe_harbor_heading(ascii::trim(t)) && (block.kind == BlockKind::heading || (t.size() < 100 && ascii::trim(t).back() != '.'));
      if (heading && !safe_from_heading_) {
        Range r = section(b, false);
        if (r.size() > t.size() + 40) {
          release_.safe_harbor = found_at(layout_, r);
          safe_from_heading_ = true;
          close_body(b);
          continue;
        }
      }
      if (!release_.safe_harbor && t.size() > 150 && is_safe_harbor_text(t)) {
        uint32_t last = b;
        while (last + 1 < size_ && layout_.blocks[last + 1].kind == BlockKind::paragraph && is_safe_harbor_text(text(last + 1))) ++last;
        release_.safe_harbor = found_at(layout_, {block.text.begin, layout_.blocks[last].text.end});
        close_body(b);
        continue;
      }
      if (is_contact_label(ascii::trim(t)) && t.size() < 400) close_body(b);
    }
    if (!release_.about) {
      if (uint32_t b = find_boilerplate(); b != UINT32_MAX) {
        release_.about = found_at(layout_, layout_.blocks[b].text);
        close_body(b);
      }
    }
    if (body_end == UINT32_MAX && statements_ != UINT32_MAX) body_end = layout_.blocks[statements_].text.begin;
    if (body_end == UINT32_MAX) body_end = layout_.text.size();
    release_.body = trimmed(layout_, {layout_.blocks[body_block_].text.begin, body_end});
  }

  const Layout& layout_;
  uint32_t first_;
  std::optional<Date> filed_;
  uint32_t size_;
  PressRelease release_;
  uint32_t body_block_ = UINT32_MAX, first_text_ = UINT32_MAX, statements_ = UINT32_MAX;
  Range date_range_;
  uint32_t body_from_ = 0;  // where the text behind the dateline begins in its block
  bool dateline_found_ = false, safe_from_heading_ = false;
};

/// The block from which on a report's own document prints a release, or UINT32_MAX.
auto find_enclosed_release(const Layout& layout) -> uint32_t {
  bool signed_ = false;  // the paragraph above the report's signatures was seen
  for (uint32_t b = 0; b < layout.blocks.size(); ++b) {
    std::string_view t = ascii::trim(layout.text.of(layout.blocks[b].text));
    if (t.empty()) continue;
    if (t.size() > 120) {
      signed_ |= !signed_ && t.size() < 1000 && t.find("undersigned") != t.npos && ascii::contains_ignoring_case(t, "duly caused");
      continue;
    }
    if (!signed_) continue;
    char c = ascii::to_lower(t[0]);
    if ((c == 'f' || c == 'p' || c == 'n' || c == 'e') && (ascii::starts_with_ignoring_case(t, "exhibit 99") || ascii::contains_ignoring_case(t, "immediate release") || spells(t, "pressrelease") || spells(t, "newsrelease")))
      if (layout.blocks[b].kind != BlockKind::table) return b;
  }
  return UINT32_MAX;
}

}  // namespace

auto find_press_releases(const container::Submission& submission, const std::vector<layout::Layout>& layouts) -> std::vector<PressRelease> {
  std::vector<PressRelease> out;
  for (size_t i = 0; i < submission.documents.size() && i < layouts.size(); ++i) {
    const container::Document& d = submission.documents[i];
    std::optional<Date> near = submission.filed ? submission.filed : submission.period;
    bool bare = submission.envelope == container::Envelope::none && d.type.empty();
    bool exhibit = ascii::starts_with_ignoring_case(d.type, "EX-99") || ascii::starts_with_ignoring_case(d.type, "EX-20") || ascii::starts_with_ignoring_case(d.type, "EX-28");
    uint32_t first = 0;
    if (!bare && !exhibit) {
      if (!ascii::starts_with_ignoring_case(d.type, "8-K")) continue;
      first = find_enclosed_release(layouts[i]);
      if (first == UINT32_MAX) continue;
    } else if (bare) {
      // A bare report is none; the release that it may enclose stands behind its signatures.
      if (find_cover(submission, layouts)) first = find_enclosed_release(layouts[i]);
      if (first == UINT32_MAX) continue;
    }
    if (auto r = ReleaseReader(layouts[i], d.index, first, near).run()) out.push_back(std::move(*r));
  }
  return out;
}

}  // namespace crossfoot::form
