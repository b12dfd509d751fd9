#include "check/ledger.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/date.h"

namespace crossfoot::check {
namespace {

struct Claimed {
  Span span;
  ReadAs read_as;
};

/// What each phase took, by document, in the order that a token asks: the nearest reading first.
class Readings {
 public:
  explicit Readings(size_t documents) : by_document_(documents) {}

  void add(uint32_t document, Span span, ReadAs r) {
    if (document < by_document_.size() && !span.empty()) by_document_[document].push_back({span, r});
  }

  void sort() {
    for (auto& list : by_document_)
      std::stable_sort(list.begin(), list.end(), [](const Claimed& a, const Claimed& b) { return a.span.begin < b.span.begin; });
  }

  [[nodiscard]] auto of(uint32_t document) const -> const std::vector<Claimed>& { return by_document_[document]; }

 private:
  std::vector<std::vector<Claimed>> by_document_;
};

/// Lower is nearer: a figure in a cell that also lies inside an event's sentence is a cell.
auto rank(ReadAs r) -> int {
  switch (r) {
    case ReadAs::cell: return 0;
    case ReadAs::claim: return 1;
    case ReadAs::event: return 2;
    case ReadAs::date: return 3;
    case ReadAs::exhibit: return 4;
    case ReadAs::item: return 5;
    case ReadAs::cover: return 6;
    case ReadAs::signature: return 7;
    case ReadAs::heading: return 8;
    case ReadAs::label: return 9;
    case ReadAs::page: return 10;
    case ReadAs::unread: return 99;
  }
  return 99;
}

auto collect(const std::vector<layout::Layout>& layouts, const form::Form& form, const statement::Statements& statements, const prose::Prose& prose)
    -> Readings {
  Readings r(layouts.size());
  for (const auto& t : statements.tables)
    for (const auto& g : t.figures) r.add(t.document, g.span, ReadAs::cell);
  for (const auto& l : layouts) {
    for (const auto& b : l.blocks)
      if (b.kind == layout::BlockKind::furniture) r.add(l.document, b.source, ReadAs::page);
    for (const auto& t : l.tables) {
      for (const auto& row : t.rows) {
        if (!row.label.empty()) r.add(l.document, row.label_source.empty() ? l.text.to_source(row.label) : row.label_source, ReadAs::label);
        for (uint32_t i = row.first_cell; i < row.first_cell + row.cell_count; ++i)
          r.add(l.document, t.cells[i].source, row.kind == layout::RowKind::data ? ReadAs::cell : ReadAs::heading);
      }
      for (auto title : t.titles) r.add(l.document, l.text.to_source(title), ReadAs::heading);
    }
    for (auto d = find_date(l.text.chars()); d; d = find_date(l.text.chars(), d->end)) r.add(l.document, l.text.to_source({d->begin, d->end}), ReadAs::date);
  }
  for (const auto& c : prose.claims) r.add(c.document, c.span, ReadAs::claim);
  for (const auto& e : prose.events)
    for (const auto& f : e.fields) r.add(e.document, f.evidence, ReadAs::event);
  for (const auto& i : form.items) r.add(i.document, i.heading, ReadAs::item);
  for (const auto& e : form.exhibits) r.add(0, e.span, ReadAs::exhibit);
  for (const auto& e : form.exhibit_references) r.add(e.document, e.span, ReadAs::exhibit);
  for (const auto& s : form.signatures) r.add(s.document, s.span, ReadAs::signature);
  if (form.cover) r.add(form.cover->document, form.cover->span, ReadAs::cover);
  r.sort();
  return r;
}

}  // namespace

auto to_string(ReadAs r) -> std::string_view {
  constexpr std::string_view kNames[] = {"unread", "cell", "label", "heading", "claim", "event", "item", "exhibit", "cover", "signature", "page", "date"};
  return kNames[static_cast<size_t>(r)];
}

auto make_ledger(const std::vector<layout::Layout>& layouts, const form::Form& form, const statement::Statements& statements, const prose::Prose& prose)
    -> std::vector<LedgerEntry> {
  std::vector<LedgerEntry> ledger;
  Readings readings = collect(layouts, form, statements, prose);
  for (uint32_t document = 0; document < layouts.size(); ++document) {
    const auto& text = layouts[document].text;
    std::string_view t = text.chars();
    const auto& list = readings.of(document);
    // A sweep: `open` holds the readings that began before the token and may still cover it.
    size_t next = 0;
    std::vector<Claimed> open;
    for (size_t i = 0; i < t.size();) {
      bool starts = ascii::is_digit(t[i]) || (t[i] == '.' && i + 1 < t.size() && ascii::is_digit(t[i + 1]));
      if (!starts) {
        ++i;
        continue;
      }
      size_t j = i + 1;
      while (j < t.size() && (ascii::is_digit(t[j]) || ((t[j] == ',' || t[j] == '.') && j + 1 < t.size() && ascii::is_digit(t[j + 1])))) ++j;
      LedgerEntry e{text.to_source({static_cast<uint32_t>(i), static_cast<uint32_t>(j)}), document, ReadAs::unread};
      while (next < list.size() && list[next].span.begin < e.span.end) open.push_back(list[next++]);
      std::erase_if(open, [&](const Claimed& c) { return c.span.end <= e.span.begin; });
      for (const auto& c : open)
        if (c.span.overlaps(e.span) && rank(c.read_as) < rank(e.read_as)) e.read_as = c.read_as;
      ledger.push_back(e);
      i = j;
    }
  }
  return ledger;
}

}  // namespace crossfoot::check
