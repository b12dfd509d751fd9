#include <algorithm>

#include "base/ascii.h"
#include "form/display_lines.h"
#include "form/names.h"
#include "form/parts.h"

namespace crossfoot::form {
namespace {

using layout::Layout;
using layout::Segment;

constexpr size_t kSignatureLines = 400;  // a page of directors' signatures is about a hundred

/// Returns the offset behind a conformed signature's mark at the beginning of `s`, or 0: "/s/ ", "/S/", "s/", "(s)".
auto conformed_mark(std::string_view s) -> size_t {
  if (s.size() >= 3 && s[0] == '/' && (s[1] == 's' || s[1] == 'S') && s[2] == '/') return 3;
  if (s.size() >= 2 && (s[0] == 's' || s[0] == 'S') && s[1] == '/') return 2;
  if (s.size() >= 4 && s[0] == '/' && (s[1] == 's' || s[1] == 'S') && ascii::is_blank(s[2]) && s[3] != '/') return 3;
  if (s.size() >= 3 && s[0] == '(' && (s[1] == 's' || s[1] == 'S') && s[2] == ')') return 3;
  return 0;
}

auto strip(std::string_view s) -> std::string_view {
  s = ascii::trim(s);
  while (!s.empty() && (s.front() == '_' || s.front() == '-' || s.front() == ',' || s.front() == '"' || s.front() == ' ')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == '_' || s.back() == '-' || s.back() == ',' || s.back() == '/' || s.back() == '"' || s.back() == ' ')) s.remove_suffix(1);
  return ascii::trim(s);
}

/// Removes a label such as "By:", "Name:" at the beginning; empty optional where it is not there.
auto after_label(std::string_view s, std::string_view label) -> std::optional<std::string_view> {
  s = ascii::trim(s);
  if (!ascii::starts_with_ignoring_case(s, label)) return std::nullopt;
  std::string_view rest = s.substr(label.size());
  if (!rest.empty() && ascii::is_alpha(rest[0])) return std::nullopt;
  rest = ascii::trim(rest);
  if (!rest.empty() && (rest[0] == ':' || rest[0] == '.')) rest = ascii::trim(rest.substr(1));
  return rest;
}

/// Reads the date that the words above the signatures end in: "…thereunto duly authorized, this 9th day of March 1999."
auto find_signing_date(std::string_view t) -> std::optional<Date> {
  size_t from = t.find("signed");
  if (from == t.npos) return std::nullopt;
  size_t day_of = t.find(" day of ", from);
  if (day_of != t.npos) {
    size_t e = day_of;
    while (e > 0 && !ascii::is_digit(t[e - 1]) && day_of - e < 4) --e;
    size_t b = e;
    while (b > 0 && ascii::is_digit(t[b - 1]) && e - b < 2) --b;
    size_t m = day_of + 8, m_end = m;
    while (m_end < t.size() && ascii::is_alpha(t[m_end])) ++m_end;
    size_t y = t.find_first_of("0123456789", m_end);
    if (b < e && y != t.npos && y < m_end + 4 && y + 4 <= t.size()) {
      Date d;
      d.month = static_cast<uint8_t>(parse_month(t.substr(m, m_end - m)));
      for (; b < e; ++b) d.day = static_cast<uint8_t>(d.day * 10 + (t[b] - '0'));
      for (size_t i = y; i < y + 4 && ascii::is_digit(t[i]); ++i) d.year = static_cast<int16_t>(d.year * 10 + (t[i] - '0'));
      if (d.month && d.is_valid()) return d;
    }
  }
  auto found = find_date(t, from);
  if (found && found->date.is_valid()) return found->date;
  return std::nullopt;
}

class SignatureReader {
 public:
  SignatureReader(const Layout& layout, uint32_t document, bool html, std::vector<Signature>& out)
      : layout_(layout), document_(document), tolerance_(html ? 0 : 8), out_(out) {}

  void run() {
    auto n = static_cast<uint32_t>(layout_.blocks.size());
    for (uint32_t b = 0; b < n; ++b) {
      const layout::Block& block = layout_.blocks[b];
      std::string_view t = layout_.text.of(block.text);
      if (t.empty() || t.size() > 4000) continue;
      bool begins = (t.size() < 60 && starts_signature_page(t)) || (block.kind != layout::BlockKind::table && t.size() > 80 && is_undersigned(t));
      if (!begins) continue;
      b = page(b) - 1;
    }
  }

 private:
  static bool starts_signature_page(std::string_view t) {
    char c = ascii::trim(t).empty() ? '\0' : ascii::trim(t)[0];
    if (c != 'S' && c != 's') return false;
    return spells(t, "signature") || spells(t, "signatures") || spells(t, "signaturepage");
  }

  /// "…the registrant has duly caused this report to be signed on its behalf by the undersigned…"
  static bool is_undersigned(std::string_view t) {
    if (t.size() > 1200) return false;
    size_t signed_at = t.find("signed");
    if (signed_at == t.npos) return false;
    return ascii::contains_ignoring_case(t, "pursuant to the requirements") || ascii::contains_ignoring_case(t, "caused this");
  }

  /// Reads the signatures from block `first` on; returns the block behind them.
  auto page(uint32_t first) -> uint32_t {
    lines_ = display_lines(layout_, first, static_cast<uint32_t>(layout_.blocks.size()), kSignatureLines);
    page_date_.reset();
    intro_date_.reset();
    size_t before = page_from_ = out_.size();
    size_t end = 0;
    size_t quiet = 0;  // lines since the last thing that belongs to a signature
    bool any = false;
    for (size_t i = 0; i < lines_.size(); ++i) {
      std::string_view t = ascii::trim(layout_.text.of(lines_[i].text));
      if (lines_[i].rule) continue;
      if (i > 0 && ends_page(t, lines_[i], any)) break;
      if (!any && !intro_date_ && is_prose(lines_[i]) && (i == 0 || lines_[i].block != lines_[i - 1].block))
        intro_date_ = find_signing_date(layout_.text.of(layout_.blocks[lines_[i].block].text));
      end = i + 1;
      bool found = line(i, t);
      any |= out_.size() > before;
      quiet = found ? 0 : quiet + 1;
      if (any && quiet > 40) break;
      if (!any && i > 60) break;
    }
    finish(before);
    return end == 0 ? first + 1 : std::max(first + 1, lines_[end - 1].block + 1);
  }

  bool ends_page(std::string_view t, const DisplayLine& l, bool any) const {
    if (ascii::starts_with_ignoring_case(t, "exhibit index") || ascii::starts_with_ignoring_case(t, "index to exhibits")) return true;
    if (ascii::starts_with_ignoring_case(t, "exhibit ") && any) return true;
    // An exhibit list without a heading: its column heads, or "99.1   Press release".
    if (any && (spells(t, "numberdescription") || spells(t, "nodescription") || (t.size() > 6 && ascii::is_digit(t[0]) && t.substr(0, 5).find('.') != t.npos && !find_date(t)))) return true;
    if (ascii::starts_with_ignoring_case(t, "item ") && t.size() > 5 && ascii::is_digit(t[5])) return true;
    if (any && layout_.blocks[l.block].kind == layout::BlockKind::table && layout_.blocks[l.block].line_count > 4 && t.find("/s/") == t.npos && t.find("/S/") == t.npos)
      return std::string_view(layout_.text.of(layout_.blocks[l.block].text)).find("/s/") == std::string_view::npos;
    if (any && starts_signature_page(t) && t.size() < 30) return false;
    if (any && ascii::starts_with_ignoring_case(t, "certification")) return true;
    return false;
  }

  /// Reads what line i adds. Returns false where it says nothing about signatures.
  bool line(size_t i, std::string_view t) {
    std::vector<Segment> segments = segments_of(layout_, lines_[i]);
    bool found = false;
    for (size_t k = 0; k < segments.size(); ++k) {
      std::string_view s = ascii::trim(layout_.text.of(segments[k].text));
      if (s.empty()) continue;
      if (read_date_label(s, segments, k)) {
        found = true;
        continue;
      }
      if (sign(i, segments, k, s)) {
        found = true;
        // What stands further right on the line belongs to this signature.
        continue;
      }
      if (attach(segments[k], s, lines_[i])) {
        found = true;
        continue;
      }
      if (read_registrant(s, i, segments.size() == 1)) found = true;
    }
    (void)t;
    return found;
  }

  bool read_date_label(std::string_view s, const std::vector<Segment>& segments, size_t k) {
    std::optional<std::string_view> rest = after_label(s, "dated");
    if (!rest) rest = after_label(s, "date");
    if (!rest) {
      // A date alone.
      auto d = find_date(s);
      if (!d || d->begin != 0 || d->end + 2 < s.size() || !d->date.is_valid()) return false;
      take_date(d->date);
      return true;
    }
    auto d = find_date(*rest);
    if (!d && k + 1 < segments.size()) d = find_date(layout_.text.of(segments[k + 1].text));
    if (d && d->date.is_valid()) take_date(d->date);
    // "Date: June 1, 2000  By: ..." in one segment: what follows the date is read as a signature elsewhere.
    return !(d && rest->size() > d->end + 4);
  }

  void take_date(Date d) {
    if (!open_.empty() && open_.size() == out_.size() - opened_from_ && open_.size() == 1 && !out_[open_[0].index].date) {
      out_[open_[0].index].date = d;
      return;
    }
    if (!page_date_) page_date_ = d;
    // The nearest signatures above without a date of their own are dated by it.
    for (size_t n = out_.size(); n-- > first_undated_;)
      if (!out_[n].date) out_[n].date = d;
    first_undated_ = out_.size();
    last_date_ = d;
  }

  struct Open {
    size_t index;
    Segment segment;
    bool named = false;   // a name in type was read below the mark
    bool titled = false;
    bool by_blank = false;
    uint32_t last_line = 0;
    std::optional<Segment> title_at;  // where its title stands, if in a column of its own
  };

  bool sign(size_t i, const std::vector<Segment>& segments, size_t k, std::string_view s) {
    bool by = false;
    std::string_view rest = s;
    if (auto r = after_label(s, "by")) {
      if (s.size() > 2 && (s[2] == ':' || s[2] == ' ' || s[2] == '/' || s[2] == '_' )) {
        by = true;
        rest = *r;
      } else if (s.size() == 2) {
        by = true;
        rest = {};
      }
    }
    size_t mark = conformed_mark(rest);
    if (!by && !mark) {
      // "Date: … By: /s/ …" in one segment.
      size_t at = s.find("/s/");
      if (at == s.npos) at = s.find("/S/");
      if (at == s.npos || at > 60) return false;
      mark = at + 3;
      rest = s;
    }
    if (by && !mark && rest.size() > 60) return false;  // "by the undersigned…"
    if (by && !mark && !rest.empty() && ascii::is_lower(rest[0])) return false;
    std::string_view name = strip(rest.substr(mark));
    Segment where = segments[k];
    if (name.empty() && k + 1 < segments.size()) {
      // The name stands apart: "By:   /s/ Jane Roe" or "/s/   Jane Roe".
      std::string_view next = ascii::trim(layout_.text.of(segments[k + 1].text));
      size_t m = conformed_mark(next);
      if (m || (mark && is_name(strip(next)))) {
        if (m) return false;  // read with its own segment
        name = strip(next);
        where.text.end = segments[k + 1].text.end;
        where.column_end = segments[k + 1].column_end;
      } else if (by && !next.empty() && is_name(strip(next))) {
        name = strip(next);
        where.text.end = segments[k + 1].text.end;
        where.column_end = segments[k + 1].column_end;
      }
    }
    if (by && !mark && name.empty() && k + 1 < segments.size()) return false;
    // "By:" in a table row below the mark that it labels.
    if (by && !mark && name.empty() && !open_.empty() && out_[open_.back().index].conformed && !open_.back().titled && !open_.back().by_blank) return true;
    Signature sig;
    sig.document = document_;
    sig.conformed = mark != 0;
    sig.registrant = registrant_;
    // "Jane Roe, President" on the line of the mark.
    size_t comma = name.find(',');
    std::string title;
    if (comma != name.npos && is_title(name.substr(comma + 1)) && !ascii::starts_with_ignoring_case(ascii::trim(name.substr(comma + 1)), "jr")) {
      title = ascii::fold_space(name.substr(comma + 1));
      name = strip(name.substr(0, comma));
    }
    sig.name = ascii::fold_space(name);
    sig.title = title;
    sig.span = layout_.text.to_source(trimmed(layout_, {where.text.begin, where.text.end}));
    // A new signature in the same columns closes the one above it.
    std::erase_if(open_, [&](const Open& o) { return share_columns(o.segment, where, tolerance_) || o.last_line + 1 < i; });
    if (open_.empty()) opened_from_ = out_.size();
    out_.push_back(std::move(sig));
    open_.push_back({out_.size() - 1, where, false, !title.empty(), out_.back().name.empty(), static_cast<uint32_t>(i), std::nullopt});
    return true;
  }

  /// Gives a piece of text to the signature above it (or left of it): name in type, title.
  bool attach(const Segment& segment, std::string_view s, const DisplayLine& l) {
    if (s.find_first_not_of("-_=. ") == s.npos) return true;
    for (size_t n = open_.size(); n-- > 0;) {
      Open& o = open_[n];
      Signature& sig = out_[o.index];
      bool same_line = lines_[o.last_line].line == l.line && lines_[o.last_line].block == l.block;
      bool below = share_columns(o.segment, segment, tolerance_) || tolerance_ == 0 || (o.title_at && share_columns(*o.title_at, segment, 2));
      if (!below && !same_line) continue;
      auto extend = [&] {
        Span more = layout_.text.to_source(trimmed(layout_, segment.text));
        sig.span = join(sig.span, more);
        if (!same_line) o.last_line = static_cast<uint32_t>(&l - lines_.data());
      };
      if (auto name = after_label(s, "name")) {
        if (!strip(*name).empty()) sig.name = ascii::fold_space(strip(*name));
        else waiting_ = Waiting::name;
        o.named = true;
        extend();
        return true;
      }
      if (auto title = after_label(s, "title"); title || (title = after_label(s, "its"))) {
        if (!strip(*title).empty()) sig.title = ascii::fold_space(strip(*title));
        else waiting_ = Waiting::title;
        o.titled = true;
        extend();
        return true;
      }
      if (waiting_ != Waiting::none) {
        (waiting_ == Waiting::name ? sig.name : sig.title) = ascii::fold_space(strip(s));
        waiting_ = Waiting::none;
        extend();
        return true;
      }
      std::string_view plain = strip(s);
      if (l.gap && o.titled && !is_title(plain)) continue;
      if (ascii::contains_ignoring_case(plain, "pursuant to") || plain.size() > 120) {
        open_.clear();
        return false;
      }
      // "(Signature)" and the like below the line.
      if (plain.size() > 2 && plain.front() == '(' && !is_title(plain)) {
        if (ascii::contains_ignoring_case(plain, "registrant")) return false;
        extend();
        return true;
      }
      // "Jane Roe, President and Director"
      size_t comma = plain.find(',');
      std::string_view head = comma == plain.npos ? plain : plain.substr(0, comma);
      if (same_letters(plain, sig.name)) {  // "John Doe, Jr."
        head = plain;
        comma = plain.npos;
      }
      bool names = !same_line && ((!sig.name.empty() && same_letters(head, sig.name)) || (!o.titled && initials_agree(head, sig.name)) ||
                                  (!o.titled && sig.name.empty() && is_name(head) && !is_title(head) && !is_company(head) && !ascii::contains_ignoring_case(head, "signat")));
      if (!o.named && names) {
        if (sig.name.empty() || sig.name.size() <= head.size() || !has_lower(sig.name)) sig.name = ascii::fold_space(head);
        o.named = true;
        if (comma != plain.npos) {
          std::string_view after = ascii::trim(plain.substr(comma + 1));
          if (is_title(after)) {
            sig.title = ascii::fold_space(after);
            if (s.back() == ',') sig.title += ',';
            o.titled = true;
          } else if (after.size() < 12) {
            sig.name = ascii::fold_space(plain);  // "John Smith, Jr."
          }
        }
        extend();
        return true;
      }
      // "Jane Roe Vice President": no comma between name and title.
      if (!o.named && sig.name.size() >= 5 && plain.size() > sig.name.size() + 3 && ascii::starts_with_ignoring_case(plain, sig.name) &&
          plain[sig.name.size()] == ' ' && is_title(plain.substr(sig.name.size()))) {
        o.named = true;
        plain = ascii::trim(plain.substr(sig.name.size()));
      }
      // "Acme Trust Company, as Trustee" is another party, "President - Acme Realty Company" is a title.
      if (is_company(plain) && !is_title(plain.substr(0, plain.find(' '))) && (o.titled || !is_title(plain))) continue;
      if (find_date(plain)) continue;
      constexpr size_t kLongestTitle = 160;
      if (is_prose(l)) {
        open_.clear();
        return false;
      }
      if ( sig.title.size() + plain.size() > kLongestTitle) continue;
      bool goes_on = o.titled && !l.gap && !ascii::equals_ignoring_case(plain, "by") && !ascii::equals_ignoring_case(plain, "by:");
      if (is_title(plain) || goes_on || (!o.titled && !l.gap && o.named)) {
        if (!sig.title.empty()) sig.title += ' ';
        sig.title += ascii::fold_space(plain);
        if (s.back() == ',') sig.title += ',';
        o.titled = true;
        if (!share_columns(o.segment, segment, tolerance_)) o.title_at = segment;
        extend();
        return true;
      }
    }
    return false;
  }

  /// True for a line of running text: "…this report has been signed below by the following persons…"
  bool is_prose(const DisplayLine& l) const {
    const layout::Block& b = layout_.blocks[l.block];
    return b.kind != layout::BlockKind::table && b.text.size() > 50 * b.line_count && b.text.size() > 120;
  }

  /// "K. Roe" below "/s/ Kevin W. Roe": the last words agree.
  static bool initials_agree(std::string_view a, std::string_view b) {
    auto last = [](std::string_view s) {
      s = ascii::trim(s);
      size_t at = s.find_last_of(" .");
      return at == s.npos ? s : s.substr(at + 1);
    };
    return a.size() < 50 && last(a).size() >= 3 && ascii::equals_ignoring_case(last(a), last(b));
  }

  bool read_registrant(std::string_view s, size_t i, bool alone) {
    if (s.size() > 100 || conformed_mark(s)) return false;
    std::string_view plain = strip(s);
    if (ascii::starts_with_ignoring_case(plain, "(registrant") || ascii::equals_ignoring_case(plain, "registrant")) {
      // The caption below the registrant's name.
      if (registrant_.empty() && i > 0) registrant_ = ascii::fold_space(strip(layout_.text.of(lines_[i - 1].text)));
      return true;
    }
    if (starts_signature_page(plain) || plain.size() < 4 || !ascii::is_alnum(plain[0])) return false;
    bool prose = layout_.blocks[lines_[i].block].kind == layout::BlockKind::paragraph && layout_.blocks[lines_[i].block].text.size() > 150;
    if (prose || (plain.back() == '.' && !is_company(plain))) return false;
    bool capitals = !has_lower(plain);
    // Capitals alone name a registrant only above the first signature; below it they are names in type.
    bool may_be_named = capitals && alone && out_.size() == page_from_ && !spells(plain, "title") && !spells(plain, "name") && !spells(plain, "date") &&
                        !spells(plain, "capacity");
    if (!(is_company(plain) || may_be_named) || is_title(plain) || find_date(plain)) return false;
    size_t caption = plain.find("(Registrant");
    if (caption != plain.npos && caption > 4) plain = strip(plain.substr(0, caption));
    if (ascii::contains_ignoring_case(plain, "pursuant") || ascii::contains_ignoring_case(plain, "exchange act")) return false;
    registrant_ = ascii::fold_space(plain);
    // A name wrapped over two lines: "ACME SEMICONDUCTOR" over "CORPORATION".
    if (i > 0 && lines_[i - 1].block == lines_[i].block && !lines_[i].gap && !lines_[i - 1].rule) {
      std::string_view above = strip(layout_.text.of(lines_[i - 1].text));
      if (capitals && !above.empty() && above.size() < 60 && ascii::is_alpha(above[0]) && !has_lower(above) && !is_company(above) && !is_title(above) &&
          !find_date(above) && above.find('/') == above.npos)
        registrant_ = ascii::fold_space(above) + " " + registrant_;
    }
    return true;
  }

  void finish(size_t before) {
    open_.clear();
    waiting_ = Waiting::none;
    for (size_t n = before; n < out_.size(); ++n) {
      Signature& s = out_[n];
      if (!s.date && page_date_) s.date = page_date_;
      if (!s.date && last_date_) s.date = last_date_;
      if (!s.date && intro_date_) s.date = intro_date_;
      if (s.registrant.empty()) s.registrant = registrant_;
      while (!s.title.empty() && (s.title.back() == ',' || s.title.back() == ' ')) s.title.pop_back();
    }
    std::erase_if(out_, [](const Signature& s) { return s.name.empty(); });
    first_undated_ = out_.size();
    last_date_.reset();
  }

  enum class Waiting : uint8_t { none, name, title };

  const Layout& layout_;
  uint32_t document_;
  int32_t tolerance_;
  std::vector<Signature>& out_;
  std::vector<DisplayLine> lines_;
  std::vector<Open> open_;
  std::string registrant_;
  std::optional<Date> page_date_, last_date_;
  std::optional<Date> intro_date_;  // in the words above the signatures
  size_t first_undated_ = 0, opened_from_ = 0, page_from_ = 0;
  Waiting waiting_ = Waiting::none;
};

}  // namespace

auto find_signatures(const container::Submission& submission, const std::vector<layout::Layout>& layouts) -> std::vector<Signature> {
  std::vector<Signature> out;
  for (size_t i = 0; i < submission.documents.size() && i < layouts.size(); ++i) {
    const container::Document& d = submission.documents[i];
    if (ascii::starts_with_ignoring_case(d.type, "EX-27")) continue;
    SignatureReader(layouts[i], d.index, d.media == container::Media::html, out).run();
  }
  return out;
}

}  // namespace crossfoot::form
