#include "write/dump.h"

#include <fmt/format.h>

#include <iterator>

#include "base/ascii.h"
#include "markup/html_tree.h"
#include "markup/typewriter_lines.h"
#include "write/field_text.h"

namespace crossfoot::write {
namespace {

template <typename... Args>
void print(std::string& out, fmt::format_string<Args...> f, Args&&... args) {
  fmt::format_to(std::back_inserter(out), f, std::forward<Args>(args)...);
}

auto at(Span s) -> std::string { return fmt::format("[{},{})", s.begin, s.end); }

auto date(const std::optional<Date>& d) -> std::string { return d ? d->to_string() : "-"; }

auto quoted(std::string_view s, size_t most = 100) -> std::string {
  std::string t = ascii::fold_space(s.substr(0, most));
  return '"' + t + (s.size() > most ? "...\"" : "\"");
}

void dump_container(const Filing& f, std::string& out) {
  const auto& s = f.submission;
  print(out, "envelope {}\naccession {}\nform {}\nfiled {}\nperiod {}\n", to_string(s.envelope), s.accession, s.form, date(s.filed),
        date(s.period));
  for (const auto& i : s.items) print(out, "item {} {}\n", quoted(i.value), at(i.span));
  for (const auto& r : s.registrants) {
    print(out, "registrant {} {} cik={} sic={} state={} file={} irs={} fye={}\n", quoted(r.role), quoted(r.name), r.cik, r.sic, r.state,
          r.file_number, r.irs_number, r.fiscal_year_end);
    for (const auto& n : r.former_names) print(out, "  former {} until {}\n", quoted(n.name), date(n.changed));
  }
  for (const auto& d : s.documents)
    print(out, "document {} type={} sequence={} filename={} description={} media={} {} text {}\n", d.index, d.type, d.sequence.value_or(0),
          d.filename, quoted(d.description), to_string(d.media), at(d.span), at(d.text));
}

/// The name of a tag as written, or "#text".
auto node_name(const Filing& f, const markup::Node& n) -> std::string {
  if (n.is_text) return "#text " + quoted(n.span().of(f.bytes), 60);
  return n.span().empty() ? std::string("(implied)") : std::string(markup::tag_name(n.span().of(f.bytes)));
}

void dump_markup(const Filing& f, bool tree, std::string& out) {
  for (const auto& d : f.submission.documents) {
    print(out, "document {} {}\n", d.index, to_string(d.media));
    if (d.media == container::Media::html && tree) {
      auto t = markup::build_html_tree(f.bytes, d.text);
      std::vector<uint32_t> open;  // ends of the subtrees that hold the node
      for (uint32_t i = 0; i < t.nodes.size(); ++i) {
        while (!open.empty() && open.back() <= i) open.pop_back();
        print(out, "{:{}}{} {}\n", "", 2 * open.size(), node_name(f, t.nodes[i]), at(t.nodes[i].span()));
        if (t.nodes[i].subtree_end > i + 1) open.push_back(t.nodes[i].subtree_end);
      }
    } else if (d.media == container::Media::html) {
      auto t = markup::tokenize_html(f.bytes, d.text);
      for (size_t i = 0; i < t.tokens.size(); ++i) print(out, "{} {} {}\n", markup::to_string(t.tokens[i].kind), at(t.span(i)), quoted(t.span(i).of(f.bytes), 60));
    } else if (d.media == container::Media::text) {
      // Typewriter text has no tree: its lines are its tokens.
      for (const auto& l : markup::scan_typewriter(f.bytes, d.text).lines)
        print(out, "line [{},{}) page={} columns {}-{} figures={} {}\n", l.begin, l.end, l.page, l.indent, l.right, l.figures, quoted(Span{l.begin, l.end}.of(f.bytes), 60));
    }
  }
}

void dump_table(const layout::Layout& l, const layout::Table& t, std::string& out) {
  print(out, "  table columns={} rows={}{}\n", t.column_count, t.rows.size(), t.recovered ? " recovered" : "");
  for (auto r : t.titles) print(out, "    title {}\n", quoted(l.text.of(r)));
  for (const auto& row : t.rows) {
    constexpr std::string_view kKinds[] = {"heading", "caption", "data"};
    print(out, "    {:7} {:>3} {}", kKinds[static_cast<size_t>(row.kind)], row.indent, quoted(l.text.of(row.label)));
    for (uint32_t i = row.first_cell; i < row.first_cell + row.cell_count; ++i) {
      const auto& c = t.cells[i];
      print(out, " | {}", c.column);
      if (c.column_span > 1) print(out, "-{}", c.column + c.column_span - 1);
      print(out, ":{}", ascii::fold_space(l.text.of(c.text)));
      if (c.above != layout::Ruling::none) print(out, "{}", c.above == layout::Ruling::single ? " ^-" : " ^=");
      if (c.below != layout::Ruling::none) print(out, "{}", c.below == layout::Ruling::single ? " _-" : " _=");
    }
    print(out, "{}\n", row.recovered ? " recovered" : "");
  }
}

void dump_blocks(const Filing& f, std::string& out) {
  for (const auto& l : f.layouts) {
    print(out, "document {} pages={}\n", l.document, l.page_count);
    for (const auto& b : l.blocks) {
      print(out, "{} {} page={} indent={}{}{}{}{}{}{} {}\n", to_string(b.kind), at(b.source), b.page, b.indent, b.centred ? " centred" : "",
            b.bold ? " bold" : "", b.underlined ? " underlined" : "", b.capitals ? " capitals" : "", b.in_table ? " in_table" : "",
            b.blank_before ? " blank" : "", quoted(l.text.of(b.text), 160));
      if (b.table >= 0) dump_table(l, l.tables[static_cast<size_t>(b.table)], out);
      else if (b.line_count > 1 || (b.line_count == 1 && l.lines[b.first_line].segment_count > 1))
        for (uint32_t i = b.first_line; i < b.first_line + b.line_count; ++i) {
          print(out, "    line indent={}", l.lines[i].indent);
          for (uint32_t k = 0; k < l.lines[i].segment_count; ++k) {
            const auto& s = l.segments[l.lines[i].first_segment + k];
            print(out, " |{}-{} {}", s.column_begin, s.column_end, quoted(l.text.of(s.text), 60));
          }
          out += '\n';
        }
    }
  }
}

void dump_found(std::string_view name, const std::optional<form::Found>& x, std::string& out) {
  if (x) print(out, "  {} {} {}\n", name, quoted(x->text, 200), at(x->span));
}

void dump_form(const Filing& f, std::string& out) {
  print(out, "form {}\n", f.form.form);
  if (f.form.cover) {
    const auto& c = *f.form.cover;
    print(out, "cover {}\n", at(c.span));
    dump_found("form", c.form, out);
    dump_found("registrant", c.registrant, out);
    dump_found("state", c.state, out);
    dump_found("file_number", c.file_number, out);
    dump_found("irs_number", c.irs_number, out);
    dump_found("address", c.address, out);
    dump_found("telephone", c.telephone, out);
    dump_found("former_name", c.former_name, out);
    if (c.report_date) print(out, "  report_date {}\n", date(c.report_date));
    for (const auto& b : c.checkboxes) print(out, "  checkbox [{}] {}\n", b.ticked ? 'x' : ' ', quoted(b.text));
  }
  for (const auto& i : f.form.items)
    print(out, "item {} -> {} {} heading {} span {} body {} characters{}\n", i.number, i.canonical, quoted(i.title, 160), at(i.heading), at(i.span),
          i.text.size(), i.recovered ? " recovered" : "");
  for (const auto& e : f.form.exhibits)
    print(out, "exhibit {} {} document={}{} {}\n", e.number, quoted(e.description), e.document ? std::to_string(*e.document) : "-",
          e.incorporated ? " incorporated" : "", at(e.span));
  for (const auto& e : f.form.exhibit_references) print(out, "reference {} document={} {}\n", e.number, e.document, at(e.span));
  for (const auto& s : f.form.signatures)
    print(out, "signature {} title={} registrant={} date={}{} {}\n", quoted(s.name), quoted(s.title), quoted(s.registrant), date(s.date),
          s.conformed ? " conformed" : "", at(s.span));
  for (const auto& r : f.form.releases) {
    print(out, "release document={} date={}\n", r.document, date(r.date));
    dump_found("headline", r.headline, out);
    for (const auto& s : r.subheads) print(out, "  subhead {}\n", quoted(s.text));
    dump_found("place", r.place, out);
    for (const auto& q : r.quotations) print(out, "  quotation by {} {}\n", quoted(q.speaker), quoted(q.text));
    dump_found("about", r.about, out);
    dump_found("safe_harbor", r.safe_harbor, out);
    for (const auto& c : r.contacts)
      print(out, "  contact {} {} {} {} {}\n", c.kind, quoted(c.name), quoted(c.organisation), c.phone, c.email);
    dump_found("end_mark", r.end_mark, out);
  }
}

void dump_facts(const Filing& f, std::string& out) {
  for (const auto& t : f.statements.tables) {
    print(out, "table {} document={} {} {} scale={} {}{}\n", t.index, t.document, t.kind == statement::Kind::none ? "-" : to_string(t.kind),
          quoted(t.title), Decimal(1).shifted(t.scale_power).to_string(), at(t.span), t.continues_previous ? " continues" : "");
    for (size_t c = 0; c < t.columns.size(); ++c) {
      constexpr std::string_view kKinds[] = {"value", "percent", "change", "note", "text"};
      print(out, "  column {} {} {} {}..{} {}\n", c, kKinds[static_cast<size_t>(t.columns[c].kind)], quoted(t.columns[c].label),
            date(t.columns[c].period.start), date(t.columns[c].period.end), t.columns[c].member);
    }
    for (const auto& r : t.rows) {
      print(out, "  {:{}}{} {}{}", "", r.depth * 2, quoted(r.label), r.concept_name, r.sign < 0 ? " negated" : "");
      for (uint32_t i = r.first_figure; i < r.first_figure + r.figure_count; ++i) {
        const auto& g = t.figures[i];
        print(out, " | {}:{}", g.column, g.value.to_string());
        if (g.fact >= 0) print(out, " {}", to_string(f.statements.facts[static_cast<size_t>(g.fact)].tick));
      }
      out += '\n';
    }
  }
}

void dump_prose(const Filing& f, std::string& out) {
  for (const auto& c : f.prose.claims)
    print(out, "claim {} {} {} {} in [{}, {}] {}..{} {} {} {}\n", quoted(c.text), to_string(c.kind), c.subject, c.value.to_string(),
          c.interval.low.to_string(), c.interval.high.to_string(), date(c.period.start), date(c.period.end), to_string(c.tick), quoted(c.why),
          at(c.span));
  for (const auto& e : f.prose.events) {
    print(out, "event {} item={} date={} {}\n", e.type, e.item, date(e.date), at(e.span));
    for (const auto& x : e.fields) print(out, "  {} = {} {}\n", x.name, to_text(x.value), at(x.evidence));
  }
  for (const auto& e : f.prose.entities) print(out, "entity {} {} {}\n", e.kind, quoted(e.name), at(e.span));
}

}  // namespace

bool parse_stage(std::string_view name, Stage& stage) {
  constexpr std::string_view kNames[] = {"container", "tokens", "tree", "blocks", "form", "facts", "prose"};
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) {
      stage = static_cast<Stage>(i);
      return true;
    }
  }
  return false;
}

void dump(const Filing& f, Stage stage, std::string& out) {
  switch (stage) {
    case Stage::container: return dump_container(f, out);
    case Stage::tokens:
    case Stage::tree: return dump_markup(f, stage == Stage::tree, out);
    case Stage::blocks: return dump_blocks(f, out);
    case Stage::form: return dump_form(f, out);
    case Stage::facts: return dump_facts(f, out);
    case Stage::prose: return dump_prose(f, out);
  }
}

}  // namespace crossfoot::write
