#include "write/show.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/ascii.h"
#include "write/field_text.h"

namespace crossfoot::write {
namespace {

constexpr size_t kMostLabel = 46;
constexpr size_t kItemPreview = 240;

auto iso(const std::optional<Date>& d) -> std::string { return d && d->is_valid() ? d->to_string() : ""; }

class Page {
 public:
  Page(const Filing& f, const Style& style, const ShowOptions& options, std::string& out) : f_(f), style_(style), options_(options), out_(out) {}

  void print() {
    header();
    cover();
    items();
    exhibits();
    signatures();
    releases();
    statements();
    claims();
    events();
    verdict();
  }

 private:
  template <typename... Args>
  void put(fmt::format_string<Args...> f, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), f, std::forward<Args>(args)...);
  }

  void section(std::string_view title) { put("\n{}\n", style_.paint(title, Ink::bold)); }

  void line(std::string_view name, std::string_view value) {
    if (!value.empty()) put("  {} {}\n", style_.paint(fit(name, 15), Ink::dim), value);
  }

  // ---- form -------------------------------------------------------------------------------------------------

  void header() {
    const auto& s = f_.submission;
    std::string who;
    if (!s.registrants.empty()) who = s.registrants.front().name;
    else if (f_.form.cover && f_.form.cover->registrant) who = f_.form.cover->registrant->text;
    std::string form = f_.form.form.empty() ? std::string(s.form) : f_.form.form;
    if (form.empty() && !f_.form.releases.empty()) form = "press release";
    if (form.empty()) form = "document";
    put("{}{}{}\n", style_.paint(form, Ink::bold), who.empty() ? "" : "  ", style_.paint(who, Ink::bold));
    line("file", f_.source);
    line("accession", s.accession);
    line("filed", iso(s.filed));
    line("period", iso(s.period ? s.period : f_.form.cover ? f_.form.cover->report_date : std::nullopt));
    for (const auto& r : s.registrants) {
      std::string about = fmt::format("{} (CIK {}", r.name, r.cik.empty() ? "unknown" : r.cik);
      if (!r.state.empty()) about += fmt::format(", {}", r.state);
      if (!r.sic.empty()) about += fmt::format(", SIC {}", r.sic);
      if (!r.file_number.empty()) about += fmt::format(", file {}", r.file_number);
      line(r.role.empty() ? "registrant" : ascii::to_lower(r.role), about + ")");
      for (const auto& n : r.former_names) line("formerly", fmt::format("{}{}{}", n.name, n.changed ? " until " : "", iso(n.changed)));
    }
    if (s.documents.size() > 1 || !s.documents.empty())
      for (const auto& d : s.documents) {
        if (d.type.empty() && s.documents.size() == 1) continue;
        line(d.index == 0 ? "documents" : "",
             fmt::format("{:<10} {}{}{}{}", d.type, to_string(d.media), d.filename.empty() ? "" : "  ", d.filename,
                         d.description.empty() || d.description == d.type ? "" : fmt::format("  ({})", d.description)));
      }
  }

  void cover() {
    if (!f_.form.cover) return;
    const auto& c = *f_.form.cover;
    section("Cover");
    auto found = [&](std::string_view name, const std::optional<form::Found>& x) {
      if (x) line(name, ascii::fold_space(x->text));
    };
    found("registrant", c.registrant);
    found("state", c.state);
    found("file number", c.file_number);
    found("IRS number", c.irs_number);
    found("address", c.address);
    found("telephone", c.telephone);
    found("former name", c.former_name);
    line("report date", iso(c.report_date));
    for (const auto& b : c.checkboxes) line(&b == &c.checkboxes.front() ? "boxes" : "", fmt::format("[{}] {}", b.ticked ? "x" : " ", fit(b.text, 78)));
  }

  void items() {
    if (f_.form.items.empty()) return;
    section("Items");
    for (const auto& i : f_.form.items) {
      std::string canonical = i.canonical.empty() || i.canonical == i.number ? "" : fmt::format(" (now {})", i.canonical);
      put("  {}{}  {}\n", style_.paint(fmt::format("Item {}", i.number), Ink::cyan), canonical, ascii::fold_space(i.title.empty() ? i.official : i.title));
      if (i.text.empty()) continue;
      std::string_view t = i.text;
      bool cut = !options_.item_text && t.size() > kItemPreview;
      if (cut) {
        size_t end = t.rfind(' ', kItemPreview);
        t = t.substr(0, end == t.npos ? kItemPreview : end);
      }
      out_ += wrap(std::string(t) + (cut ? " ..." : ""), style_.width, 6);
    }
  }

  void exhibits() {
    if (f_.form.exhibits.empty()) return;
    section("Exhibits");
    for (const auto& e : f_.form.exhibits) {
      std::string where = e.document       ? fmt::format("document {}", *e.document)
                          : e.incorporated ? std::string("by reference")
                                           : std::string("not attached");
      put("  {} {} {}\n", style_.paint(fit(e.number, 8), Ink::cyan), fit(ascii::fold_space(e.description), 68), style_.paint(where, Ink::dim));
    }
  }

  void signatures() {
    if (f_.form.signatures.empty()) return;
    section("Signatures");
    for (const auto& s : f_.form.signatures)
      put("  {}{}{}{}{}\n", s.name, s.title.empty() ? "" : ", ", ascii::fold_space(s.title), s.registrant.empty() ? "" : fmt::format(", for {}", s.registrant),
          s.date ? fmt::format("  {}", iso(s.date)) : "");
  }

  void releases() {
    for (const auto& r : f_.form.releases) {
      section(f_.submission.documents.size() > 1 ? fmt::format("Press release (document {})", r.document) : "Press release");
      if (r.headline) line("headline", ascii::fold_space(r.headline->text));
      for (const auto& s : r.subheads) line("", ascii::fold_space(s.text));
      std::string place = r.place ? ascii::fold_space(r.place->text) : "";
      line("dateline", place + (place.empty() || !r.date ? "" : ", ") + iso(r.date));
      for (const auto& q : r.quotations) {
        std::string text = fit(q.text, std::min<size_t>(display_width(q.text), 70));
        line("quotation", fmt::format("{}: {}", q.speaker.empty() ? "unattributed" : q.speaker, text));
      }
      for (const auto& c : r.contacts) {
        std::string who;
        for (const auto& x : {c.name, c.organisation, c.phone, c.email})
          if (!x.empty()) who += (who.empty() ? "" : ", ") + x;
        line("contact", fmt::format("{}{}{}", c.kind, c.kind.empty() ? "" : ": ", who));
      }
    }
  }

  // ---- statements -------------------------------------------------------------------------------------------

  static auto tick_mark(statement::Tick t) -> std::string_view {
    switch (t) {
      case statement::Tick::footed: return "✓";
      case statement::Tick::tied: return "=";
      case statement::Tick::broken: return "✗";
      case statement::Tick::unverified: return " ";
    }
    return " ";
  }

  static auto tick_ink(statement::Tick t) -> Ink {
    return t == statement::Tick::broken ? Ink::red : t == statement::Tick::unverified ? Ink::plain : Ink::green;
  }

  void statements() {
    bool any = false;
    size_t others = 0;
    for (const auto& t : f_.statements.tables) {
      if (t.figures.empty()) continue;
      if (t.kind == statement::Kind::none && !options_.all_tables) {
        ++others;
        continue;
      }
      table(t);
      any = true;
    }
    if (any) put("\n  {}\n", style_.paint("✓ adds up   = agrees with another place   ✗ contradicts one", Ink::dim));
    if (others) put("  {}\n", style_.paint(fmt::format("{} other table{} with figures: --tables shows {}", others, others == 1 ? "" : "s", others == 1 ? "it" : "them"), Ink::dim));
  }

  static auto kind_name(statement::Kind k) -> std::string_view {
    switch (k) {
      case statement::Kind::balance_sheet: return "Balance sheet";
      case statement::Kind::income_statement: return "Income statement";
      case statement::Kind::cash_flow: return "Cash flow statement";
      case statement::Kind::equity: return "Statement of equity";
      case statement::Kind::comprehensive_income: return "Comprehensive income";
      case statement::Kind::none: return "Table";
    }
    return "Table";
  }

  auto scale_words(const statement::StatementTable& t) const -> std::string {
    switch (t.scale_power) {
      case 0: return t.currency;
      case 3: return t.currency + " thousands";
      case 6: return t.currency + " millions";
      case 9: return t.currency + " billions";
      default: return fmt::format("{} x 10^{}", t.currency, t.scale_power);
    }
  }

  static auto heading(const statement::Column& c) -> std::pair<std::string, std::string> {
    if (!c.period.end) return {"", c.label};
    std::string top = c.member;
    if (c.period.start) {
      int days = c.period.end->to_days() - c.period.start->to_days() + 1;
      int months = (days * 12 + 182) / 365;
      std::string span = days % 7 == 0 && months * 365 / 12 != days && (days == 91 || days == 182 || days == 273 || days == 364 || days == 371)
                             ? fmt::format("{} weeks to", days / 7)
                             : months == 12 ? "year to" : fmt::format("{} month{} to", months, months == 1 ? "" : "s");
      top = top.empty() ? span : top;
    }
    return {top, c.period.end->to_string()};
  }

  void table(const statement::StatementTable& t) {
    const auto& text = f_.layouts[t.document].text;
    section(fmt::format("{}  {}", kind_name(t.kind), style_.paint(fit(ascii::fold_space(t.title), std::min<size_t>(display_width(t.title), 60)), Ink::plain)));
    put("  {}\n", style_.paint(fmt::format("{}, bytes {}-{}", scale_words(t), t.span.begin, t.span.end), Ink::dim));

    // Widths: the widest figure or heading of each column; the label takes what is left.
    std::vector<size_t> widths(t.columns.size(), 4);
    for (size_t c = 0; c < t.columns.size(); ++c) {
      auto [top, bottom] = heading(t.columns[c]);
      widths[c] = std::clamp<size_t>(std::max(display_width(top), display_width(bottom)), 4, 16);
    }
    auto figure_text = [&](const statement::Figure& g) { return ascii::fold_space(text.of(g.text)); };
    for (const auto& g : t.figures)
      if (g.column < widths.size()) widths[g.column] = std::clamp<size_t>(display_width(figure_text(g)), widths[g.column], 22);
    size_t label = 24;
    for (const auto& r : t.rows) label = std::max(label, std::min(kMostLabel, display_width(r.label) + size_t{2} * r.depth));

    for (int k = 0; k < 2; ++k) {
      std::string s = "  " + std::string(label, ' ');
      for (size_t c = 0; c < t.columns.size(); ++c) {
        auto [top, bottom] = heading(t.columns[c]);
        s += "  " + fit_right(k == 0 ? top : bottom, widths[c]) + " ";
      }
      while (!s.empty() && s.back() == ' ') s.pop_back();
      if (!s.empty()) put("{}\n", style_.paint(s, Ink::dim));
    }
    for (const auto& r : t.rows) {
      std::string s = fit(std::string(size_t{2} * r.depth, ' ') + r.label, label);
      std::string cells;
      uint16_t at = 0;
      for (uint32_t i = r.first_figure; i < r.first_figure + r.figure_count; ++i) {
        const auto& g = t.figures[i];
        if (g.column >= widths.size()) continue;
        for (; at < g.column; ++at) cells += "  " + std::string(widths[at], ' ') + " ";
        auto tick = g.fact >= 0 ? f_.statements.facts[static_cast<size_t>(g.fact)].tick : statement::Tick::unverified;
        cells += "  " + fit_right(figure_text(g), widths[g.column]) + style_.paint(tick_mark(tick), tick_ink(tick));
        at = static_cast<uint16_t>(g.column + 1);
      }
      bool total = r.total_label && r.figure_count > 0;
      if (cells.empty()) s.erase(s.find_last_not_of(' ') + 1);
      put("  {}{}\n", total ? style_.paint(s, Ink::bold) : s, cells);
    }
    for (const auto& c : f_.checks.tables) {
      if (c.table != t.index || c.totals == 0) continue;
      size_t columns = static_cast<size_t>(std::count_if(t.columns.begin(), t.columns.end(), [](const auto& x) { return x.kind == statement::ColumnKind::value; }));
      put("  {}\n", style_.paint(fmt::format("{} of {} totals foot in {} column{}", c.totals_footed, c.totals, columns, columns == 1 ? "" : "s"),
                                 c.totals_footed == c.totals ? Ink::green : Ink::yellow));
    }
  }

  // ---- prose ------------------------------------------------------------------------------------------------

  void claims() {
    if (f_.prose.claims.empty()) return;
    section("Claims");
    for (const auto& c : f_.prose.claims) {
      Ink ink = c.tick == prose::Verdict::tied ? Ink::green : c.tick == prose::Verdict::broken ? Ink::red : Ink::dim;
      std::string_view subject = c.subject;
      if (auto colon = subject.find(':'); colon != subject.npos && subject.starts_with("us-gaap")) subject.remove_prefix(colon + 1);
      std::string to = c.period.end ? c.period.end->to_string() : "";
      put("  {} {} {} {}  {}\n", style_.paint(fit(to_string(c.tick), 11), ink), fit_right(ascii::fold_space(c.text), 16), fit(subject, 34), fit(to, 10),
          style_.paint(fit(c.why, std::min<size_t>(display_width(c.why), 60)), Ink::dim));
    }
  }

  void events() {
    if (f_.prose.events.empty()) return;
    section("Events");
    for (const auto& e : f_.prose.events) {
      put("  {}{}{}\n", style_.paint(e.type, Ink::cyan), e.date ? "  " + iso(e.date) : "", e.item.empty() ? "" : fmt::format("  (item {})", e.item));
      for (const auto& x : e.fields) {
        if (std::holds_alternative<std::monostate>(x.value.value)) continue;
        std::string text = to_text(x.value);
        if (text.empty() || text == "[]") continue;
        put("    {} {}\n", style_.paint(fit(x.name, 14), Ink::dim), fit(text, std::min<size_t>(display_width(text), 110)));
      }
    }
  }

  void verdict() {
    std::map<diag::Severity, size_t> n;
    for (const auto& d : f_.diagnostics) ++n[d.severity];
    size_t errors = n[diag::Severity::error], warnings = n[diag::Severity::warning], notes = n[diag::Severity::note];
    std::map<statement::Tick, size_t> ticks;
    for (const auto& x : f_.statements.facts) ++ticks[x.tick];
    section("Verdict");
    size_t facts = f_.statements.facts.size();
    if (facts)
      put("  {} facts: {} footed, {} tied, {} broken, {} unverified\n", facts, ticks[statement::Tick::footed], ticks[statement::Tick::tied],
          ticks[statement::Tick::broken], ticks[statement::Tick::unverified]);
    if (errors + warnings + notes == 0) {
      put("  {}\n", style_.paint("found nothing that contradicts itself", Ink::green));
      return;
    }
    auto count = [&](size_t k, std::string_view word, Ink ink) {
      return style_.paint(fmt::format("{} {}{}", k, word, k == 1 ? "" : "s"), k ? ink : Ink::dim);
    };
    put("  {}, {}, {}: crossfoot check {}\n", count(errors, "error", Ink::red), count(warnings, "warning", Ink::yellow), count(notes, "note", Ink::cyan), f_.source);
  }

  const Filing& f_;
  const Style& style_;
  const ShowOptions& options_;
  std::string& out_;
};

}  // namespace

void show(const Filing& f, const Style& style, const ShowOptions& options, std::string& out) { Page(f, style, options, out).print(); }

}  // namespace crossfoot::write
