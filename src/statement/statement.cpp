#include "statement/statement.h"

#include <algorithm>

#include "base/ascii.h"
#include "statement/calendar.h"
#include "statement/columns.h"
#include "statement/facts.h"
#include "statement/figure.h"
#include "statement/kind.h"
#include "statement/rows.h"
#include "statement/scale.h"
#include "statement/tagged.h"

namespace crossfoot::statement {
namespace {

constexpr size_t kMaxTitles = 16;
constexpr size_t kTitleLength = 220;  // a longer block is running text, and ends the search for a title

/// Texts around a table that may name it, nearest first.
struct Titles {
  std::vector<std::string_view> texts;
  size_t inside = 0;       // how many of them stand within the table
  bool adjacent = false;   // nothing but furniture between this table and the one before
};

auto gather_titles(const layout::Layout& layout, const layout::Table& table, const std::vector<bool>& is_heading) -> Titles {
  Titles t;
  auto add = [&](std::string_view text) {
    text = ascii::trim(text);
    if (!text.empty() && t.texts.size() < kMaxTitles) t.texts.push_back(text);
  };
  // Within: headings that are no column's, captions above the figures, then the region's own title lines from the bottom up.
  for (size_t i = 0; i < table.rows.size() && i < 8; ++i) {
    const auto& row = table.rows[i];
    if (row.kind == layout::RowKind::data && !is_heading[i]) break;
    if (!row.label.empty()) add(layout.text.of(row.label));
    if (is_heading[i] && row.cell_count == 1) add(layout.text.of(table.cells[row.first_cell].text));
  }
  for (size_t i = table.titles.size(); i-- > 0;) add(layout.text.of(table.titles[i]));
  t.inside = t.texts.size();
  t.adjacent = true;
  size_t looked = 0;
  for (size_t b = table.block; b-- > 0 && looked < 12 && t.texts.size() < kMaxTitles;) {
    const auto& block = layout.blocks[b];
    if (block.kind == layout::BlockKind::rule) continue;
    auto text = layout.text.of(block.text);
    if (block.kind == layout::BlockKind::furniture) {
      if (read_title(text).kind != Kind::none) add(text);
      continue;
    }
    ++looked;
    if (block.kind == layout::BlockKind::table) {
      // A table of words alone is a title set as a table.
      if (block.table >= 0 && static_cast<size_t>(block.table) < layout.tables.size() && layout.tables[static_cast<size_t>(block.table)].rows.size() <= 4 && text.size() < kTitleLength &&
          text.find_first_of("0123456789") == std::string_view::npos) {
        add(text);
        continue;
      }
      break;
    }
    t.adjacent = false;
    if (text.size() > kTitleLength && block.kind != layout::BlockKind::heading) {
      // "The following table sets forth selected quarterly data:" names what it introduces.
      if (looked == 1 && text.size() < 600) add(text.substr(text.size() > 180 ? text.size() - 180 : 0));
      break;
    }
    if (block.line_count > 1 && block.line_count <= 8) {
      for (uint32_t k = block.line_count; k-- > 0;) add(layout.text.of(layout.lines[block.first_line + k].text));
    } else {
      add(text);
    }
  }
  return t;
}

/// The scale that holds for a table: stated in it, above it, or carried on from the table it continues.
auto find_scale(const layout::Layout& layout, const layout::Table& table, const std::vector<bool>& is_heading, const Titles& titles) -> Scale {
  Scale found;
  auto take = [&](std::string_view text) {
    auto s = read_scale(text);
    if (!found.power && s.power) {
      std::string currency = found.currency;
      auto share = found.share_power;
      found = s;
      if (found.currency.empty()) found.currency = currency;
      if (!found.share_power) found.share_power = share;
    }
    if (found.currency.empty()) found.currency = s.currency;
    if (!found.share_power) found.share_power = s.share_power;
    found.except_shares = found.except_shares || (s.except_shares && found.power);
    found.except_per_share = found.except_per_share || s.except_per_share;
  };
  for (size_t i = 0; i < table.rows.size(); ++i) {
    if (!is_heading[i]) continue;
    if (!table.rows[i].label.empty()) take(layout.text.of(table.rows[i].label));
    for (uint32_t k = 0; k < table.rows[i].cell_count; ++k) {
      const auto& cell = table.cells[table.rows[i].first_cell + k];
      // A column's own scale is the column's; one that spans them all is the table's.
      if (cell.column_span > 1 || table.rows[i].cell_count == 1) take(layout.text.of(cell.text));
    }
  }
  for (auto t : titles.texts) {
    if (found.power) break;
    take(t);
  }
  return found;
}

struct Previous {
  uint32_t document = 0;
  int32_t table = -1;      // in Statements.tables
  uint16_t width = 0;
  uint32_t block = 0;
  SectionState state;
  Scale scale;
  LabelVotes votes;
};

}  // namespace

auto to_string(Kind k) -> std::string_view {
  switch (k) {
    case Kind::none: return "";
    case Kind::balance_sheet: return "balance_sheet";
    case Kind::income_statement: return "income_statement";
    case Kind::cash_flow: return "cash_flow";
    case Kind::equity: return "equity";
    case Kind::comprehensive_income: return "comprehensive_income";
  }
  return "";
}

auto to_string(Tick t) -> std::string_view {
  switch (t) {
    case Tick::unverified: return "unverified";
    case Tick::footed: return "footed";
    case Tick::tied: return "tied";
    case Tick::broken: return "broken";
  }
  return "unverified";
}

auto read_statements(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form,
                     diag::Emitter&) -> Statements {
  Statements out;
  out.tagged = read_tagged(bytes, submission);
  bool any = false;
  for (const auto& l : layouts) any = any || !l.tables.empty();
  if (!any) return out;
  const Calendar calendar(submission, layouts, form);
  // A fact for every cell and a table for every grid, at most but for facts in labels: neither list is copied as it grows.
  size_t cells = 0, grids = 0;
  for (const auto& l : layouts) {
    grids += l.tables.size();
    for (const auto& t : l.tables) cells += t.cells.size();
  }
  out.facts.reserve(cells);
  out.tables.reserve(grids);
  for (size_t d = 0; d < layouts.size() && d < submission.documents.size(); ++d) {
    const layout::Layout& layout = layouts[d];
    // A Financial Data Schedule is no statement; the rule fds reads it as it stands.
    if (ascii::starts_with_ignoring_case(submission.documents[d].type, "EX-27")) continue;
    Previous previous;
    std::optional<Scale> document_scale;
    for (size_t g = 0; g < layout.tables.size(); ++g) {
      const layout::Table& grid = layout.tables[g];
      std::vector<bool> is_heading(grid.rows.size());
      std::vector<Label> labels(grid.rows.size());
      bool data_seen = false;
      for (size_t i = 0; i < grid.rows.size(); ++i) {
        is_heading[i] = looks_like_heading(layout, grid, grid.rows[i]);
        if (!is_heading[i]) labels[i] = grid.rows[i].label_rest.empty() ? normalise_label(layout.text.of(grid.rows[i].label)) : normalise_label(full_label(layout, grid.rows[i]));
        data_seen = data_seen || (!is_heading[i] && grid.rows[i].cell_count > 0);
      }
      if (!data_seen) continue;
      StatementTable table;
      table.index = static_cast<uint32_t>(out.tables.size());
      table.document = static_cast<uint32_t>(d);
      table.grid = static_cast<uint32_t>(g);
      table.span = grid.source;
      RowInput row_input{layout, grid, is_heading, labels};
      read_rows(row_input, table);
      if (table.figures.empty()) continue;

      auto titles = gather_titles(layout, grid, is_heading);
      auto votes = count_votes(labels);
      auto kind = find_kind(titles.texts, votes);
      table.kind = kind.kind;
      table.pro_forma = kind.pro_forma;
      bool near_previous = previous.table >= 0 && titles.adjacent;
      const StatementTable* before = previous.table >= 0 ? &out.tables[static_cast<size_t>(previous.table)] : nullptr;
      if (before && before->kind != Kind::none) {
        bool other_half = before->kind == Kind::balance_sheet && previous.votes.total_assets && !previous.votes.total_liabilities_and_equity && votes.total_liabilities_and_equity && !votes.total_assets;
        if (other_half && (table.kind == Kind::balance_sheet || (table.kind == Kind::none && !kind.secondary))) {
          table.kind = Kind::balance_sheet;
          table.continues_previous = true;
        } else if (table.kind == Kind::none && near_previous && grid.column_count == previous.width && kind.title < 0 && !kind.secondary) {
          // Cut by a page: no title and no heading of its own.
          bool headed = false;
          for (bool h : is_heading) headed = headed || h;
          if (!headed) {
            table.kind = before->kind;
            table.continues_previous = true;
          }
        } else if (kind.continued && before->kind == table.kind) {
          table.continues_previous = true;
        }
      }
      if (kind.title >= 0) table.title = ascii::fold_space(titles.texts[static_cast<size_t>(kind.title)]);
      else if (!titles.texts.empty()) table.title = ascii::fold_space(titles.texts[titles.inside < titles.texts.size() ? titles.inside : 0]);

      Scale scale = find_scale(layout, grid, is_heading, titles);
      if (!scale.power && table.continues_previous) scale = previous.scale;
      if (!scale.power && table.kind != Kind::none && document_scale) scale = *document_scale;
      if (scale.power) table.scale_power = *scale.power;
      if (!scale.currency.empty()) table.currency = scale.currency;
      if (scale.power) document_scale = scale;

      std::vector<ColumnCount> counts(grid.column_count);
      for (const Figure& f : table.figures) {
        if (f.column >= counts.size()) continue;
        ++counts[f.column].figures;
        counts[f.column].percents += f.percent;
        counts[f.column].decimals += f.printed.exponent() < 0;
      }
      auto set = read_columns({layout, grid, is_heading, counts, titles.texts, table.kind, calendar});
      table.columns = std::move(set.columns);
      if (!set.has_periods && table.continues_previous && before && before->columns.size() >= grid.column_count) {
        table.columns.assign(before->columns.begin(), before->columns.begin() + grid.column_count);
        set.groups = {{0, 0}};
      }
      if (set.groups.size() > 1) {
        size_t group = 0;
        for (StatementRow& r : table.rows) {
          while (group + 1 < set.groups.size() && set.groups[group + 1].first_row <= r.grid_row) ++group;
          for (uint32_t k = 0; k < r.figure_count; ++k) table.figures[r.first_figure + k].column = static_cast<uint16_t>(table.figures[r.first_figure + k].column + set.groups[group].base);
        }
      }
      SectionState state;
      if (table.continues_previous) {
        state = previous.state;
        if (before->kind == Kind::balance_sheet && previous.votes.total_assets) state.section = state.classified ? Section::current_liabilities : Section::liabilities;
      }
      std::vector<Section> sections;
      name_rows(row_input, table, state, sections);
      FactInput fact_input{layout, grid, labels, sections, scale};
      scale_figures(fact_input, table);
      size_t first_fact = out.facts.size();
      make_facts(fact_input, table, out.facts);
      make_label_facts(fact_input, table, out.facts, first_fact);
      previous = {static_cast<uint32_t>(d), static_cast<int32_t>(table.index), grid.column_count, grid.block, state, scale, votes};
      out.tables.push_back(std::move(table));
    }
  }
  return out;
}

}  // namespace crossfoot::statement
