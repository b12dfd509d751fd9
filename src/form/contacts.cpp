#include "form/contacts.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "form/display_lines.h"
#include "form/names.h"

namespace crossfoot::form {
namespace {

using layout::Layout;
using layout::Segment;

constexpr size_t kLinesBelowLabel = 14;

auto kind_of(std::string_view low) -> std::string {
  auto has = [&](std::string_view w) { return low.find(w) != low.npos; };
  bool media = has("media") || has("press") || has("public relations") || has("news");
  bool investor = has("investor") || has("analyst") || has("shareholder") || has("stockholder") || has("financial") || has("institution");
  if (media && investor) return "media and investor";
  if (media) return "media";
  if (investor) return "investor";
  if (has("reader")) return "reader";
  if (has("company") || has("corporate")) return "company";
  return "contact";
}

/// Returns the length of a contact label at the beginning of `s`, with its colon; 0 where it is none.
auto label_length(std::string_view s) -> size_t {
  if (s.size() < 5) return 0;
  std::string low = ascii::to_lower(s.substr(0, 90));
  size_t colon = low.find(':');
  size_t word = low.find("contact");
  if (word != low.npos) {
    size_t end = word + 7;
    if (end < low.size() && low[end] == 's') ++end;
    if (end < low.size() && low[end] == '(') {
      size_t close = low.find(')', end);
      if (close != low.npos && close < end + 4) end = close + 1;
    }
    if (colon != low.npos && colon >= word && colon < word + 40) {
      // "For more information contact:", "Contact for investors:", "CONTACT:"
      return word < 60 ? colon + 1 : 0;
    }
    bool alone = end == s.size();
    if (alone && word < 32) return end;
    return 0;
  }
  if (colon != low.npos && colon < 34) {
    std::string_view head = std::string_view(low).substr(0, colon);
    static constexpr std::array<std::string_view, 9> kLabels = {"investors", "media", "press", "investor relations", "analysts", "media relations", "public relations", "investor inquiries", "media inquiries"};
    for (std::string_view l : kLabels)
      if (head == l || (head.starts_with(l) && head.size() < l.size() + 16 && head.find(" at") == head.npos)) return colon + 1;
  }
  return 0;
}

bool is_organisation(std::string_view s) {
  if (is_company(s)) return true;
  static constexpr std::array<std::string_view, 12> kWords = {"relations", "communications", "associates", "agency", "public", "consulting", "systems", "technologies", "technology", "bank", "financial", "international"};
  std::string low = ascii::to_lower(s);
  return s.size() < 60 && std::any_of(kWords.begin(), kWords.end(), [&](std::string_view w) { return low.find(w) != low.npos; });
}

auto find_email(std::string_view s) -> std::string_view {
  size_t at = s.find('@');
  if (at == s.npos || at == 0) return {};
  auto part = [](char c) { return ascii::is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+'; };
  size_t b = at, e = at + 1;
  while (b > 0 && part(s[b - 1])) --b;
  while (e < s.size() && part(s[e])) ++e;
  while (e > at && s[e - 1] == '.') --e;
  if (b == at || s.substr(at, e - at).find('.') == s.npos) return {};
  return s.substr(b, e - b);
}

class ContactReader {
 public:
  ContactReader(const Layout& layout, uint32_t first, uint32_t last, std::vector<Contact>& out) : layout_(layout), out_(out) {
    lines_ = display_lines(layout, first, last, 4000);
  }

  void run() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].rule || layout_.text.of(lines_[i].text).size() > 300) continue;
      std::vector<Segment> segments = segments_of(layout_, lines_[i]);
      std::vector<Column> labels;
      for (size_t k = 0; k < segments.size(); ++k) {
        std::string_view s = ascii::trim(layout_.text.of(segments[k].text));
        size_t n = label_length(s);
        if (!n) continue;
        // Running text that ends in "contact:" labels nothing on its own line.
        if (segments.size() == 1 && in_prose(i) && n + 4 < s.size() && s.size() > 70 && !find_phone(s)) continue;
        Column c;
        c.segment = segments[k];
        c.kind = kind_of(ascii::to_lower(s.substr(0, n)));
        auto rest = static_cast<uint32_t>(s.data() - layout_.text.chars().data() + static_cast<ptrdiff_t>(n));
        c.rest = trimmed(layout_, {rest, segments[k].text.end});
        labels.push_back(c);
      }
      if (labels.empty()) continue;
      i = std::max(i, block_of(i, labels, segments));
    }
  }

 private:
  struct Column {
    Segment segment;
    std::string kind;
    Range rest;       // what follows the label on its line
    Contact open;
    bool any = false;
  };

  bool in_prose(size_t i) const {
    const layout::Block& b = layout_.blocks[lines_[i].block];
    if (b.kind == layout::BlockKind::table || b.text.size() <= 200) return false;
    // Contacts side by side fill a block as well: their lines stand in columns.
    for (uint32_t l = b.first_line; l < b.first_line + std::min<uint32_t>(b.line_count, 4); ++l)
      if (layout_.lines[l].segment_count > 1) return false;
    return b.line_count < 4 || b.text.size() > 45 * b.line_count;
  }

  /// Reads the contacts under the labels of line i; returns the last line read.
  auto block_of(size_t i, std::vector<Column>& labels, const std::vector<Segment>& segments) -> size_t {
    for (Column& c : labels)
      if (!c.rest.empty()) take(c, c.rest);
    // Segments of the label's own line that are no labels belong to the label on their left.
    for (const Segment& s : segments) {
      Column* left = nullptr;
      bool is_label = false;
      for (Column& c : labels) {
        if (c.segment.text == s.text) is_label = true;
        if (c.segment.column_begin < s.column_begin) left = &c;
      }
      if (!is_label && left) take(*left, s.text);
    }
    size_t last = i;
    size_t since = 0;
    for (size_t j = i + 1; j < lines_.size() && j <= i + kLinesBelowLabel; ++j) {
      if (lines_[j].rule) continue;
      std::string_view t = ascii::trim(layout_.text.of(lines_[j].text));
      if (t.size() > 200 || in_prose(j)) break;
      if (t.size() < 40 && is_letterhead(t) && segments_of(layout_, lines_[j]).size() == 1) break;
      if (!t.empty() && (t[0] == '#' || layout_.blocks[lines_[j].block].kind == layout::BlockKind::table) && layout_.blocks[lines_[j].block].line_count > 20) break;
      std::vector<Segment> here = segments_of(layout_, lines_[j]);
      bool label = false, used = false;
      for (const Segment& s : here) label |= label_length(ascii::trim(layout_.text.of(s.text))) > 0;
      if (label) break;
      if (lines_[j].gap && complete(labels) && j > i + 1 && !contact_like(t)) break;
      for (const Segment& s : here) {
        Column* best = nullptr;
        int32_t best_distance = 1 << 30;
        for (Column& c : labels) {
          int32_t distance = std::abs(c.segment.column_begin - s.column_begin);
          if (distance < best_distance) {
            best_distance = distance;
            best = &c;
          }
        }
        if (best) used |= take(*best, s.text);
      }
      if (used) {
        last = j;
        since = 0;
      } else if (++since > 2) {
        break;
      }
    }
    for (Column& c : labels) close(c);
    return last;
  }

  static bool complete(const std::vector<Column>& labels) {
    return std::all_of(labels.begin(), labels.end(), [](const Column& c) { return c.any && (!c.open.phone.empty() || !c.open.email.empty()); });
  }

  static bool is_letterhead(std::string_view t) {
    return ascii::contains_ignoring_case(t, "news release") || ascii::contains_ignoring_case(t, "press release") || ascii::contains_ignoring_case(t, "immediate release");
  }

  static bool contact_like(std::string_view t) { return find_phone(t) || t.find('@') != t.npos; }

  /// Reads one piece of a contact; true where it was one.
  bool take(Column& c, Range range) {
    range = trimmed(layout_, range);
    std::string_view s = layout_.text.of(range);
    if (s.empty() || s.size() > 160 || is_letterhead(s)) return false;
    bool used = false;
    std::string_view email = find_email(s);
    auto phone = find_phone(s);
    auto extend = [&] {
      Span span = layout_.text.to_source(range);
      c.open.span = c.any ? join(c.open.span, span) : span;
      c.any = used = true;
    };
    // Commas and dashes part name, title, company and number on one line.
    for (size_t at = 0; at <= s.size();) {
      size_t comma = s.find(',', at);
      size_t stop = comma == s.npos ? s.size() : comma;
      std::string_view piece = ascii::trim(s.substr(at, stop - at));
      at = stop + 1;
      if (phone) {
        // The words before the number are a piece of their own.
        std::string_view number = s.substr(phone->begin, phone->size());
        size_t in = piece.find(number);
        if (in != piece.npos) piece = ascii::trim(piece.substr(0, in));
        while (!piece.empty() && (piece.back() == '-' || piece.back() == ':' || piece.back() == ';' || piece.back() == '/' || ascii::is_space(piece.back()))) piece.remove_suffix(1);
      }
      if (piece.empty() || piece.find('@') != piece.npos || piece.size() < 3) continue;
      std::string low = ascii::to_lower(piece);
      if (low.starts_with("inc") && piece.find(':') != piece.npos && !c.open.organisation.empty()) {
        // "Acme Paper, Inc.: Jane Roe"
        c.open.organisation += ", " + std::string(piece.substr(0, piece.find(':')));
        piece = ascii::trim(piece.substr(piece.find(':') + 1));
        low = ascii::to_lower(piece);
      }
      if (low == "inc" || low == "inc." || low == "llc" || low == "jr." || low == "ltd." || low == "l.p.") {
        if (!c.open.organisation.empty() && low != "jr.") c.open.organisation += ", " + std::string(piece);
        continue;
      }
      if (low.starts_with("phone") || low.starts_with("tel") || low.starts_with("fax") || low.starts_with("www") || low.starts_with("email") || low.starts_with("e-mail")) continue;
      bool titled = is_title(piece);
      // "San Jose, CA 95134" is a place.
      std::string_view behind = ascii::trim(s.substr(std::min(at, s.size())));
      if (behind.size() >= 8 && ascii::is_upper(behind[0]) && ascii::is_upper(behind[1]) && behind[2] == ' ' && ascii::is_digit(behind[3])) continue;
      if (!titled && is_organisation(piece)) {
        if (c.open.organisation.empty()) c.open.organisation = ascii::fold_space(piece);
        extend();
      } else if (!titled && is_name(piece)) {
        if (!c.open.name.empty() && (!c.open.phone.empty() || !c.open.email.empty())) close(c);
        if (c.open.name.empty()) c.open.name = ascii::fold_space(piece);
        extend();
      } else if (titled) {
        if (c.any) extend();
      }
      if (comma == s.npos) break;
    }
    if (!email.empty()) {
      if (c.open.email.empty()) c.open.email = std::string(email);
      extend();
    }
    if (phone && !ascii::contains_ignoring_case(s.substr(0, phone->begin), "fax")) {
      if (c.open.phone.empty()) c.open.phone = std::string(s.substr(phone->begin, phone->size()));
      extend();
    }
    return used;
  }

  void close(Column& c) {
    if (c.any && (!c.open.phone.empty() || !c.open.email.empty())) {
      c.open.kind = c.kind;
      out_.push_back(std::move(c.open));
    }
    c.open = Contact();
    c.any = false;
  }

  const Layout& layout_;
  std::vector<Contact>& out_;
  std::vector<DisplayLine> lines_;
};

}  // namespace

void find_contacts(const Layout& layout, uint32_t first, uint32_t last, std::vector<Contact>& out) { ContactReader(layout, first, last, out).run(); }

}  // namespace crossfoot::form
