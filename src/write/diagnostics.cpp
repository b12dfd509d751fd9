#include "write/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "source/source_buffer.h"
#include "write/json_text.h"

namespace crossfoot::write {
namespace {

/// One line of a snippet: the text as shown, and which characters of it are marked.
struct Quoted {
  uint32_t line = 0;
  std::string text;
  size_t begin = 0, end = 0;  // in characters of `text`
  std::string note;
  bool primary = false;
};

constexpr size_t kMostColumns = 120;

/// Cuts a window of `text` around [begin, end), so that a file of one line shows no more than a screen's width.
auto window(std::string_view text, size_t begin, size_t end, Quoted& q) {
  size_t from = 0, to = text.size();
  if (to > kMostColumns) {
    end = std::min(end, begin + kMostColumns / 2);
    size_t margin = (kMostColumns - (end - begin)) / 2;
    from = begin > margin ? begin - margin : 0;
    to = std::min(text.size(), from + kMostColumns);
    while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xc0) == 0x80) --from;
    while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xc0) == 0x80) ++to;
  }
  std::string shown;
  size_t mark_begin = 0, mark_end = 0;
  auto put = [&](char c) {
    if (c == '\t') c = ' ';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    shown.push_back(c);
  };
  if (from > 0) shown += "...";
  for (size_t i = from; i < to; ++i) {
    if (i == begin) mark_begin = display_width(shown);
    if (text[i] == '\t') {
      do put(' ');
      while (shown.size() % 8 != 0);
    } else {
      put(text[i]);
    }
    if (i + 1 == end) mark_end = display_width(shown);
  }
  if (to < text.size()) shown += "...";
  q.text = std::move(shown);
  q.begin = mark_begin;
  q.end = std::max(mark_end, mark_begin + 1);
}

class Printer {
 public:
  Printer(const Filing& f, const Style& style, const DiagnosticOptions& options, std::string& out)
      : f_(f), style_(style), options_(options), out_(out), lines_(f.bytes) {}

  void print(const diag::Diagnostic& d) {
    head(d.span, d.severity, d.message, info(d.rule).name);
    if (!options_.snippets) return;
    std::vector<Quoted> quoted;
    quoted.push_back(quote(d.document, d.span));
    quoted.back().primary = true;
    for (const auto& r : d.related) {
      quoted.push_back(quote(d.document, r.span));
      quoted.back().note = r.message;
    }
    std::stable_sort(quoted.begin(), quoted.end(), [](const Quoted& a, const Quoted& b) { return a.line < b.line; });
    uint32_t last = 0;
    for (const auto& q : quoted) {
      if (last != 0 && q.line > last + 1) out_ += style_.paint("       ...\n", Ink::dim);
      snippet(q, q.line == last);
      last = q.line;
    }
  }

 private:
  void head(Span span, diag::Severity severity, std::string_view message, std::string_view rule) {
    auto at = lines_.position_of(span.begin);
    Ink ink = severity == diag::Severity::error ? Ink::red : severity == diag::Severity::warning ? Ink::yellow : Ink::cyan;
    fmt::format_to(std::back_inserter(out_), "{} {} {} [{}]\n",
                   style_.paint(fmt::format("{}:{}:{}:", f_.source, at.line, at.column), Ink::bold),
                   style_.paint(fmt::format("{}:", to_string(severity)), ink), message, rule);
  }

  auto quote(uint32_t document, Span span) -> Quoted {
    Quoted q;
    auto at = lines_.position_of(span.begin);
    q.line = at.line;
    // In HTML the source line is markup: show the line as it reads instead.
    if (document < f_.layouts.size() && f_.submission.documents[document].media == container::Media::html &&
        f_.submission.documents[document].span.covers(span)) {
      const auto& l = f_.layouts[document];
      Range r = l.text.to_text(span);
      if (!r.empty()) {
        auto block = std::partition_point(l.blocks.begin(), l.blocks.end(), [&](const layout::Block& b) { return b.text.end <= r.begin; });
        if (block != l.blocks.end() && block->text.begin <= r.begin) {
          Range shown = block->text;
          for (uint32_t i = block->first_line; i < block->first_line + block->line_count; ++i)
            if (l.lines[i].text.contains(r.begin)) shown = l.lines[i].text;
          window(l.text.of(shown), r.begin - shown.begin, std::min(r.end, shown.end) - shown.begin, q);
          return q;
        }
      }
    }
    Span line = lines_.line(at.line);
    uint32_t end = std::min(span.end, line.end);
    window(line.of(f_.bytes), span.begin - line.begin, std::max(end, span.begin) - line.begin, q);
    return q;
  }

  void snippet(const Quoted& q, bool same_line) {
    if (!same_line) fmt::format_to(std::back_inserter(out_), "{} {}\n", style_.paint(fmt::format("{:>6} |", q.line), Ink::dim), q.text);
    std::string mark(q.end - q.begin, q.primary ? '^' : '~');
    fmt::format_to(std::back_inserter(out_), "{} {}{}{}\n", style_.paint("       |", Ink::dim), std::string(q.begin, ' '),
                   style_.paint(mark, q.primary ? Ink::green : Ink::cyan), q.note.empty() ? "" : " " + q.note);
  }

  const Filing& f_;
  const Style& style_;
  const DiagnosticOptions& options_;
  std::string& out_;
  source::LineTable lines_;
};

}  // namespace

void print_diagnostics(const Filing& f, const Style& style, const DiagnosticOptions& options, std::string& out) {
  if (f.diagnostics.empty()) return;
  Printer p(f, style, options, out);
  for (const auto& d : f.diagnostics)
    if (options.notes || d.severity != diag::Severity::note) p.print(d);
}

void print_diagnostics_jsonl(const Filing& f, std::string& out) {
  if (f.diagnostics.empty()) return;
  source::LineTable lines(f.bytes);
  for (const auto& d : f.diagnostics) {
    JsonText j(out);
    j.open('{');
    j.field("source", f.source);
    write_diagnostic(j, d, lines);
    j.close('}');
    out.push_back('\n');
  }
}

}  // namespace crossfoot::write
