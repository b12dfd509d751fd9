#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "prose/claim_reading.h"
#include "prose/prose.h"
#include "prose/sentence.h"
#include "prose/tie.h"

namespace crossfoot::prose {
namespace {

using namespace literals;
using layout::BlockKind;
using std::string_view;

/// Whether a document's prose is a release or a current report's body: what claims are looked for in.
enum class Reach : uint8_t { none, body, release };

auto reach_of(const container::Submission& submission, const form::Form& form, const container::Document& d) -> Reach {
  if (d.media == container::Media::binary) return Reach::none;
  auto starts = [&](string_view p) { return ascii::starts_with_ignoring_case(d.type, p); };
  string_view type = submission.form.empty() ? string_view(form.form) : submission.form;
  bool current = ascii::starts_with_ignoring_case(type, "8-K") || ascii::starts_with_ignoring_case(type, "6-K");
  if (starts("EX-99") || starts("EX-13")) return starts("EX-99") ? Reach::release : Reach::none;
  if (d.type.empty() && !current && (type.empty() || type == "EX-99")) return Reach::release;
  if (current && (d.type.empty() || starts("8-K") || starts("6-K"))) return Reach::body;
  return Reach::none;
}

/// A cheap look before any work: a digit, or "percent" and its like in words.
bool may_claim(string_view s) {
  for (size_t i = 0; i < s.size(); ++i) {
    if (ascii::is_digit(s[i])) return true;
    if ((s[i] == 'p' || s[i] == 'P') && i + 7 <= s.size() && ascii::starts_with_ignoring_case(s.substr(i), "percent")) return true;
  }
  return false;
}

bool contains_word(string_view s, string_view word) { return ascii::contains_ignoring_case(s, word); }

/// Whether a text may name a period at all.
bool may_name_period(string_view s) {
  for (string_view part : {"uarter", "UARTER", "onth", "ONTH", "year", "Year", "YEAR", "week", "Week", "WEEK", "Q1", "Q2", "Q3", "Q4", "1Q", "2Q", "3Q", "4Q", "iscal"})
    if (s.find(part) != string_view::npos) return true;
  return false;
}

/// A heading, or a short line that ends without a stop and so introduces what follows.
bool introduces(const layout::Block& b, string_view text) {
  if (b.kind == BlockKind::heading) return true;
  return b.kind == BlockKind::paragraph && text.size() < 90 && !text.empty() && text.back() != '.' && text.back() != ';' && text.back() != ',';
}

/// The report's own quarter, from its first words about it and, failing that, from its tables.
class AnchorFinder {
 public:
  AnchorFinder(const FactIndex& facts, const container::Submission& submission, const form::Form& form) : facts_(facts), filed_(submission.filed) {
    for (const auto& r : form.releases)
      if (!filed_ && r.date) filed_ = r.date;
    if (!filed_ && form.cover && form.cover->report_date) filed_ = form.cover->report_date;
  }

  void see(string_view chars, Range sentence) {
    if (seen_ > 60) return;
    words_.clear();
    phrases_.clear();
    find_words(chars, sentence, words_);
    if (words_.size() > 300) return;
    find_period_phrases(chars, words_, phrases_);
    if (!phrases_.empty()) ++seen_;
    for (const auto& p : phrases_) {
      if (p.adverb || p.shift_years != 0 || p.shift_quarters != 0 || p.same_length || p.future) continue;
      if (p.months != 3 && p.months != 12) continue;
      if (p.quarter == 0 && p.months == 3 && !p.end && p.month == 0) continue;
      if (p.months == 3) {
        // The first quarter named is the report's; the latest year it is named with is its year.
        if (quarter_ == 0 && p.quarter != 0) quarter_ = p.quarter, year_ = p.year;
        else if (quarter_ == p.quarter && p.quarter != 0 && p.year > year_) year_ = p.year;
        if (p.end && plausible(*p.end) && (!quarter_end_ || *p.end > *quarter_end_)) quarter_end_ = p.end;
        said_quarter_ = true;
      } else {
        if (p.end && plausible(*p.end) && (!year_end_ || *p.end > *year_end_)) year_end_ = p.end;
        if (!said_quarter_ && year_only_ == 0 && p.year != 0) year_only_ = p.year;
      }
    }
  }

  [[nodiscard]] auto anchor() const -> Anchor {
    Anchor a;
    a.quarter = quarter_;
    a.year = year_;
    // The later of what the text and what most figures say: the text may name a compared period first.
    Date tables = facts_.latest_end(3);
    if (!tables.is_valid()) tables = facts_.latest_end(12);
    if (!tables.is_valid()) tables = facts_.latest_end(0);
    a.end = std::max(quarter_end_.value_or(Date{}), year_end_.value_or(Date{}));
    if (!a.end.is_valid() || (tables.is_valid() && tables.to_days() > a.end.to_days() + 20 && (!filed_ || tables.to_days() <= filed_->to_days() + 3))) a.end = tables;
    if (!said_quarter_ && (year_end_ || year_only_ != 0)) {
      a.months = 12;
      a.quarter = 4;
      if (a.year == 0) a.year = year_only_;
      if (a.year == 0 && a.end.is_valid()) a.year = a.end.month == 1 ? a.end.year - 1 : a.end.year;
    }
    // Whether the tables know that quarter at all; a release of a year's results has no quarter's columns.
    // A fiscal year is named for the calendar year it ends in; one that ends in January, often for the one before.
    if (a.quarter != 0 && a.end.is_valid()) {
      int months = a.end.year * 12 + a.end.month - 1 + 3 * (4 - a.quarter);
      if (a.end.day <= 7) months -= 1;
      int named = months / 12;
      bool early = months % 12 <= 1;
      if (a.year == 0) a.year = early ? named - 1 : named;
      else if (!early) a.year = named;
    }
    return a;
  }

 private:
  /// A period that has ended when the report was filed, or, where that is unknown, one that the tables reach.
  [[nodiscard]] bool plausible(Date d) const {
    if (filed_) return d.to_days() <= filed_->to_days() + 3 && d.to_days() > filed_->to_days() - 200;
    Date latest = facts_.latest_end(0);
    return !latest.is_valid() || d.to_days() <= latest.to_days() + 20;
  }

  const FactIndex& facts_;
  std::optional<Date> filed_;
  std::vector<Word> words_;
  std::vector<PeriodPhrase> phrases_;
  int seen_ = 0, quarter_ = 0, year_ = 0, year_only_ = 0;
  bool said_quarter_ = false;
  std::optional<Date> quarter_end_, year_end_;
};

/// How sure subject and period are, from 0 to 6; a contradiction needs six with what stands around it.
int certainty(const Reading& r, const Holding& h, bool sibling) {
  int n = 0;
  switch (r.subject_source) {
    case Source::said: n += 3; break;
    case Source::sentence: n += 2; break;
    case Source::earlier: n += 1; break;
    default: break;
  }
  switch (r.period_source) {
    case Source::said: n += 3; break;
    case Source::sentence: n += 2; break;
    case Source::earlier: n += 2; break;
    case Source::assumed: n += 1; break;
    default: break;
  }
  if (sibling) n += 2;
  // A bare label is weaker than a measure, and a change whose base is not named weaker than one that names it.
  if (r.subject.measures.empty() || r.subject.labelled) n -= 2;
  if (r.kind == ClaimKind::change && !r.base_said) n -= 3;
  if (r.behind && r.kind != ClaimKind::count) n -= 2;
  n -= std::min(r.strays, 3) * 2;
  if (h.near_miss) n += h.digits >= 3 ? 3 : 1;
  if (r.quantity.hedge != Hedge::none) n -= 1;
  return n;
}

class ClaimFinder {
 public:
  ClaimFinder(string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form, const statement::Statements& statements)
      : submission_(submission), layouts_(layouts), form_(form), facts_(statements) {
    (void)bytes;
  }

  auto run() -> std::vector<Claim> {
    AnchorFinder finder(facts_, submission_, form_);
    std::vector<std::pair<size_t, Reach>> documents;
    for (size_t d = 0; d < layouts_.size() && d < submission_.documents.size(); ++d) {
      Reach reach = reach_of(submission_, form_, submission_.documents[d]);
      if (reach == Reach::none || layouts_[d].blocks.empty()) continue;
      // The body of a report without statements speaks of measures only where it announces results.
      if (reach == Reach::body && facts_.empty() && !announces_results(static_cast<uint32_t>(d))) continue;
      documents.emplace_back(d, reach);
    }
    // Releases first: their opening says what is reported.
    std::stable_sort(documents.begin(), documents.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (auto [d, reach] : documents) {
      int sentences = 0;
      for (const auto& b : layouts_[d].blocks) {
        if (sentences > 200) break;
        if (b.kind != BlockKind::heading && b.kind != BlockKind::paragraph && b.kind != BlockKind::list_item) continue;
        ++sentences;
        const Range text{b.text.begin, std::min(b.text.end, b.text.begin + 2000)};
        if (may_name_period(text.of(layouts_[d].text.chars()))) finder.see(layouts_[d].text.chars(), text);
      }
    }
    if (documents.empty()) return {};
    anchor_ = finder.anchor();
    facts_.date_columns(anchor_);
    std::sort(documents.begin(), documents.end());
    for (auto [d, reach] : documents) document(d, reach);
    return std::move(claims_);
  }

 private:
  bool announces_results(uint32_t document) const {
    for (const auto& item : form_.items)
      if (item.document == document && (item.canonical == "2.02" || item.canonical == "7.01")) return true;
    return false;
  }

  void document(size_t d, Reach reach) {
    const auto& layout = layouts_[d];
    ClaimReader reader(layout.text.chars(), facts_, anchor_);
    Surroundings around;
    around.release = reach == Reach::release;
    bool boilerplate = false;
    std::vector<Sentence> sentences;
    for (size_t b = 0; b < layout.blocks.size(); ++b) {
      const auto& block = layout.blocks[b];
      if (block.kind == BlockKind::table) {
        around.adjusted = false;
        continue;
      }
      if (block.kind != BlockKind::paragraph && block.kind != BlockKind::list_item && block.kind != BlockKind::heading) continue;
      string_view text = layout.text.of(block.text);
      if (introduces(block, text)) {
        bool guidance = contains_word(text, "outlook") || contains_word(text, "guidance") || contains_word(text, "forecast") || (contains_word(text, "targets") && text.size() < 60);
        // A running head with an address or a date does not end a section.
        if (guidance || (block.kind == BlockKind::heading && text.find_first_of("0123456789") == string_view::npos)) around.outlook = guidance;
        around.segment = names_segment(text);
        boilerplate = ascii::starts_with_ignoring_case(text, "about ") || contains_word(text, "forward-looking") || contains_word(text, "forward looking") || contains_word(text, "safe harbor") ||
                      contains_word(text, "webcast") || contains_word(text, "conference call");
      }
      if (boilerplate && !introduces(block, text)) continue;
      if (text.size() > 400 && contains_word(text.substr(0, 400), "forward-looking statement")) continue;
      if (!may_claim(text)) {
        reader.begin_paragraph();
        continue;
      }
      reader.begin_paragraph();
      sentences.clear();
      split_sentences(layout.text.chars(), block.text, static_cast<uint32_t>(b), sentences);
      // "Commercial Banking contributed $337 million of net income": the paragraph speaks of a part.
      bool part = false;
      if (!sentences.empty()) {
        string_view opening = layout.text.of(sentences[0].text);
        part = opening.size() < 1000 && (contains_word(opening, " contributed ") || contains_word(opening, " segment") || contains_word(opening, " subsidiary ") || contains_word(opening, " division"));
      }
      const bool under_segment = around.segment;
      around.segment = under_segment || part;
      for (const auto& s : sentences) {
        // "Highlights for the second quarter include:" speaks for what follows; the reader keeps it.
        if (s.text.size() > 4000) continue;
        weigh(layout, static_cast<uint32_t>(d), s, reader.read(s.text, around));
      }
      around.segment = under_segment;
    }
  }

  /// Whether a heading is the name of a row that is no measure: what follows speaks of a part of the entity.
  bool names_segment(string_view heading) const {
    if (heading.size() > 60) return false;
    std::vector<Word> words;
    find_words(heading, {0, static_cast<uint32_t>(heading.size())}, words);
    if (words.empty()) return false;
    if (Measures::standard().match(words, 0).length > 0) return false;
    for (const auto& w : words)
      if (w.stem == "segment"_w || w.stem == "division"_w) return true;
    auto label = facts_.match_label(words, 0);
    return label.length == words.size();
  }

  void weigh(const layout::Layout& layout, uint32_t d, const Sentence& sentence, const std::vector<Reading>& readings) {
    std::vector<Holding> held(readings.size());
    for (size_t i = 0; i < readings.size(); ++i)
      if (!readings[i].forward && held_ < kMostHeld) ++held_, held[i] = hold(readings[i], readings, held, facts_);
    for (size_t i = 0; i < readings.size(); ++i) {
      const Reading& r = readings[i];
      Holding& h = held[i];
      Claim c;
      c.document = d;
      c.span = layout.text.to_source(r.quantity.text);
      c.sentence = layout.text.to_source(sentence.text);
      c.text = std::string(layout.text.of(r.quantity.text));
      c.kind = r.kind;
      c.subject = subject_of(r, h);
      c.value = r.quantity.value;
      c.interval = r.quantity.interval;
      Target p = h.verdict == Verdict::tied && h.period.known() ? h.period : r.period;
      set_period(c, p);
      if (r.forward) {
        c.tick = Verdict::forward;
        claims_.push_back(std::move(c));
        continue;
      }
      c.tick = h.verdict;
      if (h.verdict == Verdict::tied) {
        c.facts = h.facts;
        c.why = h.why;
      } else if (h.compared) {
        bool sibling = false;
        for (size_t j = 0; j < readings.size(); ++j) sibling = sibling || (j != i && held[j].verdict == Verdict::tied && held[j].exact_period && kindred(r, readings[j], h, held[j]));
        const bool label_only = r.subject.measures.empty() || r.subject.labelled;
        // A measure that a release prints for parts too, or a bare label, needs more.
        bool telling = (!h.ambiguous && !label_only) || (h.near_miss && (h.digits >= 3 || (sibling && !label_only))) || (sibling && label_only && r.kind != ClaimKind::change);
        bool certain = telling && !r.respectively && !r.hypothetical && !r.loose && (sibling || h.near_miss) && comparable(r.quantity.value, h.expected) && r.subject_source >= Source::sentence && r.period_source != Source::none && (r.kind != ClaimKind::count || sibling || h.near_miss) &&
                       !(r.kind == ClaimKind::per_share && r.subject.measures.empty() && r.subject_source != Source::none && !r.subject.rows.empty());
        if (certain && certainty(r, h, sibling) >= 6) {
          c.tick = Verdict::broken;
          c.facts = h.facts;
          c.why = h.why;
        }
      }
      claims_.push_back(std::move(c));
    }
  }

  /// The measure of the figure's own kind: earnings per share of "net loss of $0.36 per share", the ratio of "gross margin was 34 percent".
  auto subject_of(const Reading& r, const Holding& h) const -> std::string {
    const auto& all = Measures::standard().all();
    auto named = [&](const Measure& m) { return (m.gaap ? "us-gaap:" : "") + m.name; };
    if (r.subject.specific()) return r.subject_label;
    if (r.kind == ClaimKind::per_share || r.kind == ClaimKind::ratio) {
      for (uint16_t m : r.subject.measures)
        if (all[m].kind == r.kind && all[m].name != "EarningsPerShare") return named(all[m]);
      bool earnings = false;
      for (uint16_t m : r.subject.measures) earnings = earnings || all[m].name.starts_with("NetIncomeLoss") || all[m].name == "EarningsPerShare";
      if (r.kind == ClaimKind::per_share && earnings) {
        for (uint32_t f : h.facts)
          if (f < facts_.statements().facts.size() && facts_.statements().facts[f].concept_name.find("PerShare") != std::string::npos) return facts_.statements().facts[f].concept_name;
        return r.diluted ? "us-gaap:EarningsPerShareDiluted" : r.basic ? "us-gaap:EarningsPerShareBasic" : "us-gaap:EarningsPerShareBasicAndDiluted";
      }
    }
    return r.subject_label;
  }

  /// A figure ten times another is no slip of it but another thing.
  static bool comparable(const Decimal& claim, const Decimal& expected) {
    if (!expected.is_valid()) return false;
    Decimal a = claim.abs(), b = expected.abs();
    return a < b * Decimal(10) && b < a * Decimal(10);
  }

  /// Whether a tied figure of the sentence speaks for this one: of the same rows, or its pair.
  static bool kindred(const Reading& a, const Reading& b, const Holding& ha, const Holding& hb) {
    for (uint32_t x : ha.rows)
      if (std::find(hb.rows.begin(), hb.rows.end(), x) != hb.rows.end()) return true;
    for (uint16_t m : a.subject.measures)
      if (std::find(b.subject.measures.begin(), b.subject.measures.end(), m) != b.subject.measures.end()) return true;
    return false;
  }

  static void set_period(Claim& c, const Target& p) {
    if (!p.known()) return;
    c.period.end = p.end;
    if (p.instant || p.months == 0) return;
    c.period.start = p.end.plus_days(1).plus_months(-p.months);
  }

  const container::Submission& submission_;
  const std::vector<layout::Layout>& layouts_;
  const form::Form& form_;
  static constexpr size_t kMostHeld = 5000;  // claims of one filing held against its facts; a hostile one has more

  FactIndex facts_;
  Anchor anchor_;
  size_t held_ = 0;
  std::vector<Claim> claims_;
};

}  // namespace

auto find_claims(string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form,
                 const statement::Statements& statements) -> std::vector<Claim> {
  bool any = false;
  for (const auto& d : submission.documents) any = any || reach_of(submission, form, d) != Reach::none;
  if (!any) return {};
  return ClaimFinder(bytes, submission, layouts, form, statements).run();
}

}  // namespace crossfoot::prose
