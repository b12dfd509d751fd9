#include "prose/claim_reading.h"

#include <algorithm>

#include "base/ascii.h"

namespace crossfoot::prose {
namespace {

using namespace literals;

int direction_of(Stem w) {
  switch (w) {
    case "up"_w: case "increase"_w: case "increased"_w: case "increasing"_w: case "rose"_w: case "rise"_w: case "risen"_w: case "rising"_w: case "grew"_w: case "grow"_w:
    case "grown"_w: case "growth"_w: case "growing"_w: case "gain"_w: case "gained"_w: case "improve"_w: case "improved"_w: case "improvement"_w: case "higher"_w:
    case "jump"_w: case "jumped"_w: case "climb"_w: case "climbed"_w: case "soared"_w: case "surged"_w: case "surge"_w: case "advanced"_w: case "advance"_w: case "expanded"_w:
    case "expansion"_w: case "more"_w: case "greater"_w: case "raised"_w: case "strengthened"_w: case "accelerated"_w: case "above"_w: case "added"_w:
      return 1;
    case "down"_w: case "decrease"_w: case "decreased"_w: case "decreasing"_w: case "decline"_w: case "declined"_w: case "declining"_w: case "fell"_w: case "fall"_w:
    case "fallen"_w: case "drop"_w: case "dropped"_w: case "lower"_w: case "reduction"_w: case "reduced"_w: case "reduce"_w: case "reducing"_w: case "lowered"_w: case "slid"_w: case "shrank"_w:
    case "contracted"_w: case "contraction"_w: case "less"_w: case "fewer"_w: case "slipped"_w: case "dipped"_w: case "narrowed"_w: case "below"_w:
      return -1;
    default: return 0;
  }
}

bool is_comparator(Stem w) {
  switch (w) {
    case "compared"_w: case "compare"_w: case "comparison"_w: case "versus"_w: case "vs"_w: case "against"_w: case "from"_w: case "over"_w: case "than"_w: case "comparing"_w: case "compares"_w: case "relative"_w:
      return true;
    default: return false;
  }
}

/// Words that may stand before a measure without narrowing it.
bool is_neutral(const Word& w, std::string_view text) {
  if (w.number) return true;
  switch (w.stem) {
    case "total"_w: case "net"_w: case "consolidated"_w: case "overall"_w: case "quarterly"_w: case "annual"_w: case "record"_w: case "gaap"_w: case "nongaap"_w:
    case "proforma"_w: case "adjusted"_w: case "strong"_w: case "solid"_w: case "first"_w: case "second"_w: case "third"_w: case "fourth"_w: case "quarter"_w: case "fiscal"_w:
    case "year"_w: case "full"_w: case "company"_w: case "corporate"_w: case "higher"_w: case "lower"_w: case "increased"_w: case "decreased"_w: case "reduced"_w:
    case "actual"_w: case "quarterend"_w: case "improved"_w: case "ending"_w: case "month"_w: case "period"_w: case "current"_w: case "unaudited"_w: case "preliminary"_w: case "half"_w:
    case "diluted"_w: case "basic"_w: case "fully"_w: case "approximate"_w: case "healthy"_w: case "excellent"_w: case "outstanding"_w: case "robust"_w: case "combined"_w:
    case "primarily"_w: case "respective"_w: case "corresponding"_w: case "continued"_w: case "better"_w: case "highest"_w: case "lowest"_w: case "largest"_w: case "best"_w: case "sequential"_w:
    case "prior"_w: case "previous"_w: case "last"_w: case "same"_w: case "comparable"_w: case "significant"_w: case "significantly"_w: case "slight"_w: case "after"_w: case "aftertax"_w:
    case "accounting"_w: case "principle"_w: case "ago"_w: case "date"_w: case "twelve"_w: case "six"_w: case "nine"_w: case "three"_w: case "gross"_w: case "new"_w: case "today"_w:
    case "growing"_w: case "rising"_w: case "continuing"_w: case "ongoing"_w: case "improving"_w: case "organization"_w: case "bank"_w: case "corporation"_w: case "group"_w: case "inc"_w: case "co"_w: case "corp"_w: case "llc"_w: case "ltd"_w: case "plc"_w: case "holding"_w:
    case "week"_w: case "over"_w: case "earlier"_w: case "additional"_w: case "positive"_w: case "negative"_w: case "modest"_w: case "impressive"_w: case "stronger"_w: case "weaker"_w: case "greater"_w:
    case "ended"_w: case "january"_w: case "february"_w: case "march"_w: case "april"_w: case "june"_w: case "july"_w: case "august"_w: case "september"_w: case "october"_w: case "november"_w: case "december"_w: case "q1"_w: case "q2"_w: case "q3"_w: case "q4"_w:
      return true;
    default: break;
  }
  return text.size() > 4 && text.ends_with("ly");
}

/// Words where a phrase that names a measure begins at the latest.
bool is_boundary(Stem w) {
  if (direction_of(w) != 0 || is_comparator(w)) return true;
  switch (w) {
    case "the"_w: case "a"_w: case "an"_w: case "of"_w: case "in"_w: case "and"_w: case "or"_w: case "for"_w: case "to"_w: case "with"_w: case "by"_w: case "on"_w: case "at"_w: case "as"_w:
    case "our"_w: case "it"_w: case "their"_w: case "this"_w: case "these"_w: case "that"_w: case "which"_w: case "had"_w: case "ha"_w: case "has"_w: case "have"_w: case "was"_w: case "wa"_w: case "were"_w:
    case "is"_w: case "are"_w: case "be"_w: case "been"_w: case "posted"_w: case "reported"_w: case "reporting"_w: case "report"_w: case "earned"_w: case "recorded"_w: case "generated"_w: case "achieved"_w: case "announced"_w:
    case "while"_w: case "but"_w: case "when"_w: case "where"_w: case "if"_w: case "we"_w: case "he"_w: case "its"_w: case "including"_w: case "excluding"_w: case "into"_w: case "under"_w: case "both"_w:
    case "also"_w: case "included"_w: case "include"_w: case "represent"_w: case "represents"_w: case "representing"_w: case "percent"_w: case "million"_w: case "billion"_w: case "thousand"_w: case "per"_w: case "before"_w:
    case "expect"_w: case "anticipate"_w: case "project"_w: case "target"_w: case "forecast"_w: case "very"_w: case "so"_w:
    case "plus"_w: case "control"_w: case "helped"_w: case "help"_w: case "drive"_w: case "offset"_w: case "manage"_w: case "deliver"_w: case "achieve"_w: case "generate"_w:
    case "through"_w: case "due"_w: case "because"_w: case "since"_w: case "delivered"_w: case "produced"_w: case "drove"_w: case "driven"_w: case "point"_w: case "produce"_w: case "showed"_w: case "incurred"_w:
    case "i"_w: case "you"_w: case "they"_w: case "all"_w: case "each"_w: case "any"_w: case "such"_w: case "not"_w: case "no"_w: case "only"_w: case "s"_w: case "will"_w: case "would"_w: case "could"_w: case "basi"_w: case "yield"_w: case "resulting"_w: case "result"_w: case "versu"_w: case "reflecting"_w: case "reflect"_w: case "reflected"_w: case "realized"_w: case "experienced"_w: case "saw"_w: case "seen"_w: case "see"_w:
      return true;
    default: return false;
  }
}

/// What narrows a measure behind it: "revenue from services" does, "revenue for the quarter" does not.
bool narrows_behind(Stem w) { return w == "from"_w || w == "of"_w || w == "in"_w || w == "by"_w || w == "to"_w; }

bool is_copula(Stem w) {
  switch (w) {
    case "wa"_w: case "was"_w: case "were"_w: case "is"_w: case "are"_w: case "of"_w: case "totaled"_w: case "totalled"_w: case "to"_w: case "at"_w: case "reached"_w: case "totaling"_w: case "be"_w: case "by"_w:
    case "approximated"_w: case "amounted"_w: case "stood"_w: case "equaled"_w: case "approximately"_w: case "about"_w: case "nearly"_w:
      return true;
    default: return false;
  }
}

}  // namespace

/// A quantity among the words.
struct ClaimReader::Slot {
  const Quantity* q = nullptr;
  uint32_t first = 0, last = 0;  // words; first > last where it holds none (cannot be: a figure has digits or words)
  int group = 0;                 // 0: what is reported; 1, 2...: what it is compared with
  bool attached = false;         // "or $0.06 per share": belongs to the slot before
  bool relevant = true;
  int reading = -1;
  const PeriodPhrase* own = nullptr;  // the phrase behind it that gives its period
};

void ClaimReader::begin_paragraph() {
  paragraph_period_ = {};
  paragraph_subject_ = {};
  paragraph_has_subject_ = false;
  skipped_ = {};
}

/// Whether punctuation that ends a clause stands between two words.
bool ClaimReader::break_between(uint32_t a, uint32_t b) const {
  for (uint32_t i = a; i < b && i + 1 < words_.size(); ++i)
    for (uint32_t k = words_[i].text.end; k < words_[i + 1].text.begin; ++k)
      if (chars_[k] == ',' || chars_[k] == ';' || chars_[k] == ':' || chars_[k] == '(' || chars_[k] == ')' || chars_[k] == '.') return true;
  return false;
}

void ClaimReader::find_mentions() {
  const auto& standard = Measures::standard();
  size_t next_phrase = 0;
  for (size_t i = 0; i < words_.size();) {
    while (next_phrase < phrases_.size() && phrases_[next_phrase].last < i) ++next_phrase;
    if (words_[i].number) {
      ++i;
      continue;
    }
    // "five cents per diluted share": that belongs to the figure.
    bool of_figure = false;
    for (const auto& q : quantities_) of_figure = of_figure || (q.per_share && q.text.end <= words_[i].text.begin && words_[i].text.begin < q.noun.begin);
    if (of_figure) {
      ++i;
      continue;
    }
    auto measure = standard.match(words_, i);
    // "available for sale", "gain on the sale of": one sale is no revenue.
    for (size_t k = i; k < i + measure.length; ++k)
      if (words_[k].stem == "sale"_w && words_[k].text.size() == 4) measure = {};
    auto label = facts_.match_label(words_, i);
    uint32_t length = std::max(measure.length, label.length);
    if (length == 0) {
      ++i;
      continue;
    }
    Mention m;
    m.first = static_cast<uint32_t>(i);
    m.last = static_cast<uint32_t>(i + length - 1);
    if (measure.length == length || (label.length == length && measure.length + 1 >= length && measure.length > 1)) m.measures = measure.measures;
    if (label.length == length) m.rows = label.rows;
    // A word of a period phrase ("first quarter production") may be part of a label, but alone it is none.
    bool within = next_phrase < phrases_.size() && phrases_[next_phrase].first <= m.first && m.last <= phrases_[next_phrase].last;
    if (within) {
      ++i;
      continue;
    }
    for (uint16_t k : m.measures) (standard.all()[k].kind == ClaimKind::ratio ? m.ratio : m.amount) = true;
    if (!m.rows.empty()) m.amount = true;
    narrow(m);
    // "Residential energy sales", "commercial real estate loans": a row's label that narrows the measure behind it.
    uint32_t apart = mentions_.empty() ? 9 : m.first - mentions_.back().last - 1;
    if (apart <= 1 && (m.rows.empty() || (apart == 0 && m.first == m.last)) && !mentions_.back().rows.empty() && mentions_.back().measures.empty() && !break_between(mentions_.back().last, m.first) &&
        (apart == 0 || !(is_boundary(words_[m.first - 1].stem) || is_neutral(words_[m.first - 1], words_[m.first - 1].text.of(chars_))))) {
      Mention& before = mentions_.back();
      m.rows = before.rows;
      m.modifiers.clear();
      for (uint32_t k = before.first; k <= before.last; ++k)
        if (!is_small_word(words_[k].stem)) m.modifiers.push_back(words_[k].stem);
      m.first = before.first;
      m.labelled = true;
      mentions_.pop_back();
    }
    for (uint32_t k = m.first, n = 0; k-- > 0 && n < 4; ++n) {
      Stem w = words_[k].stem;
      if (break_between(k, k + 1)) break;
      if (w == "excluding"_w || w == "exclude"_w || w == "impact"_w || w == "effect"_w || w == "before"_w) m.excluded = true;
      if (w == "including"_w && n < 2 && !mentions_.empty()) m.excluded = true;
    }
    mentions_.push_back(std::move(m));
    i += length;
  }
}

void ClaimReader::narrow(Mention& m) const {
  uint32_t i = m.first;
  while (i > 0 && m.first - i < 5) {
    const Word& w = words_[i - 1];
    bool gap = false;
    for (uint32_t k = w.text.end; k < words_[i].text.begin; ++k) gap = gap || chars_[k] == ',' || chars_[k] == ';' || chars_[k] == ':' || chars_[k] == '"' || chars_[k] == '(' || chars_[k] == ')' || chars_[k] == '$' || chars_[k] == '%' || chars_[k] == '.';
    if (gap) break;
    if (is_boundary(w.stem) || w.text.size() == 1) break;
    if (!mentions_.empty() && mentions_.back().last >= i - 1 && mentions_.back().first <= i - 1) break;
    auto text = w.text.of(chars_);
    bool possessive = w.text.end < chars_.size() && (chars_[w.text.end] == '\'' || chars_[w.text.end] == '\xE2');
    if (possessive) break;  // "the Company's", "Buckle's"
    if (!is_neutral(w, text)) {
      if (text.ends_with("ed")) break;  // a verb before its object: "Brightwater recognized revenue"
      m.modifiers.push_back(w.stem);
    }
    --i;
  }
  // "revenue from services", "sales to retail customers", "sales of iPods"
  uint32_t j = m.last + 1;
  if (j + 1 < words_.size() && narrows_behind(words_[j].stem) && !break_between(m.last, j)) {
    uint32_t k = j + 1;
    bool article = false;
    while (k < words_.size() && (is_neutral(words_[k], words_[k].text.of(chars_)) || words_[k].stem == "the"_w || words_[k].stem == "our"_w || words_[k].stem == "its"_w)) {
      article = article || words_[k].stem == "the"_w;
      if (words_[k].number) break;
      ++k;
    }
    if (k < words_.size() && k - j < 5 && !words_[k].number && !is_boundary(words_[k].stem) && !break_between(j, k)) {
      bool period = false;
      for (const auto& p : phrases_) period = period || (p.first <= k && k <= p.last);
      char before = words_[k].text.begin > 0 ? chars_[words_[k].text.begin - 1] : ' ';
      bool line = words_[k].stem == "line"_w || words_[k].stem == "addition"_w || words_[k].stem == "range"_w || words_[k].stem == "account"_w || words_[k].stem == "excess"_w || words_[k].stem == "approximately"_w;
      if (!period && before != '$' && !line && (words_[j].stem != "in"_w || words_[k].upper || article)) m.modifiers.push_back(words_[k].stem);
    }
  }
}

auto ClaimReader::label_of(const Mention& m) const -> std::string {
  const auto& all = Measures::standard().all();
  if (!m.specific() && !m.measures.empty()) return (all[m.measures[0]].gaap ? "us-gaap:" : "") + all[m.measures[0]].name;
  if (m.last >= words_.size()) return {};
  uint32_t first = m.first;
  size_t n = m.modifiers.size();
  while (first > 0 && n > 0 && m.first - first < 5) {
    --first;
    if (std::find(m.modifiers.begin(), m.modifiers.end(), words_[first].stem) != m.modifiers.end()) --n;
  }
  if (n > 0) first = m.first;
  return ascii::fold_space(chars_.substr(words_[first].text.begin, words_[m.last].text.end - words_[first].text.begin));
}

void ClaimReader::place_quantities(std::vector<Slot>& slots) const {
  uint32_t w = 0;
  for (const auto& q : quantities_) {
    while (w < words_.size() && words_[w].text.end <= q.text.begin) ++w;
    Slot s;
    s.q = &q;
    s.first = w;
    uint32_t e = w;
    while (e < words_.size() && words_[e].text.begin < q.text.end) ++e;
    if (e == w) continue;
    s.last = e - 1;
    if (q.kind == QuantityKind::number && (q.dated || (!q.scaled && !q.grouped))) {
      // A bare number counts only what a table counts: "printers" right behind it.
      bool counts = false;
      for (const auto& m : mentions_) counts = counts || (m.first == s.last + 1 && !q.dated);
      if (!counts) continue;
    }
    bool in_phrase = false;
    for (const auto& p : phrases_) in_phrase = in_phrase || (p.first <= s.first && s.last <= p.last);
    if (in_phrase) continue;
    slots.push_back(s);
  }
  int group = 0;
  for (size_t k = 0; k < slots.size(); ++k) {
    uint32_t from = k == 0 ? 0 : slots[k - 1].last + 1;
    uint32_t to = slots[k].first;
    bool compare = false, mention_between = false, clause = false, joined = false;
    for (uint32_t i = from; i < to; ++i) {
      Stem s = words_[i].stem;
      bool in_phrase = false;
      for (const auto& p : phrases_) in_phrase = in_phrase || (p.first <= i && i <= p.last);
      if (in_phrase) continue;
      // "more than", "over" and "excess of" right before a figure hedge it; "from" in a measure's name does not compare.
      bool hedge = slots[k].q->hedge != Hedge::none && to - i <= 2 && (s == "than"_w || s == "over"_w);
      bool in_mention = false;
      for (const auto& m : mentions_) in_mention = in_mention || (m.first <= i && i <= m.last);
      if (is_comparator(s) && !hedge && !in_mention) {
        // "resulted from", "benefited from": only from a figure or a measure compares.
        compare = true;
        clause = false;
      }
      if ((s == "while"_w || s == "which"_w || s == "but"_w) && i + 1 < to) clause = true;
      // "and" goes on with the list unless a verb makes it a clause of its own.
      if (s == "and"_w && i + 1 < to) joined = true;
      if (joined && (s == "was"_w || s == "were"_w || s == "is"_w || s == "had"_w || s == "totaled"_w || s == "reached"_w || (direction_of(s) != 0 && s != "more"_w && s != "less"_w))) clause = true;
    }
    for (const auto& m : mentions_) mention_between = mention_between || (m.first >= from && m.last < to);
    bool semicolon = false;
    if (k > 0)
      for (uint32_t c = slots[k - 1].q->text.end; c < slots[k].q->text.begin; ++c) semicolon = semicolon || chars_[c] == ';';
    bool attached = false;
    if (k > 0 && to >= from && to - from <= 5) {
      Stem first = at(from);
      std::string_view gap = chars_.substr(slots[k - 1].q->text.end, slots[k].q->text.begin - slots[k - 1].q->text.end);
      bool linked = (to > from && (first == "or"_w || first == "equal"_w || first == "equivalent"_w)) || gap.find('(') != std::string_view::npos;
      if (slots[k].q->per_share && !slots[k - 1].q->per_share && slots[k - 1].q->kind == QuantityKind::money) attached = linked || (to - from <= 2 && !compare);
      if (slots[k].q->per_share && slots[k - 1].q->per_share && gap.find('(') != std::string_view::npos) attached = true;
      if (slots[k].q->kind == QuantityKind::percent && ((first == "or"_w && to - from <= 2) || (to == from && gap.find('(') != std::string_view::npos))) attached = true;
    }
    if (k == 0) {
      // "These results compare to revenue of...": compared with what the sentence before said.
      bool opens = false;
      for (uint32_t i = 0; i < to && i < 8; ++i) opens = opens || words_[i].stem == "compare"_w || words_[i].stem == "compares"_w || words_[i].stem == "compared"_w;
      // "Compared to the second quarter of 2003, revenue rose": a verb behind it says that this one is reported.
      for (uint32_t i = 1; i < to && opens; ++i) opens = direction_of(words_[i].stem) == 0 && words_[i].stem != "was"_w && words_[i].stem != "were"_w;
      group = opens && compare ? 1 : 0;
    } else if (attached) {
      slots[k].attached = true;
    } else if (compare) {
      ++group;
    } else if (semicolon || (clause && mention_between && group > 0)) {
      group = 0;
    }
    // "from $2.1 million to $3.0 million": the second is what is reported.
    if (k > 0 && !attached && group > 0 && to == from + 1 && at(from) == "to"_w && from > 0) group = 0;
    slots[k].group = group;
  }
}

bool ClaimReader::is_forward(const Slot& slot, const Surroundings& around) const {
  bool past = false;
  for (uint32_t i = 0; i < words_.size(); ++i) {
    Stem s = words_[i].stem;
    Stem before = i > 0 ? words_[i - 1].stem : 0;
    switch (s) {
      case "will"_w: case "expect"_w: case "anticipate"_w: case "forecast"_w: case "outlook"_w: case "guidance"_w: case "target"_w: case "targeting"_w: case "projected"_w: case "anticipated"_w:
      case "anticipating"_w: case "expecting"_w: case "estimated"_w: case "expected"_w: case "estimate"_w: case "projecting"_w: case "should"_w: case "project"_w: case "forecasting"_w: case "expectation"_w: case "intend"_w: case "assume"_w: case "assuming"_w: {
        if (before == "than"_w || before == "as"_w || before == "exceed"_w || before == "exceeded"_w || before == "exceeding"_w || before == "our"_w || before == "previou"_w || before == "previously"_w || before == "prior"_w ||
            before == "analyst"_w || before == "consensu"_w || before == "street"_w || before == "above"_w || before == "beat"_w || before == "with"_w || before == "previous"_w || before == "earlier"_w || before == "original"_w)
          if (s != "will"_w && s != "expect"_w && s != "anticipate"_w) break;
        if (s == "estimated"_w || s == "expected"_w || s == "estimate"_w || s == "project"_w || s == "assuming"_w) {
          // "estimated" and "expected" count before the figure only.
          if (i > slot.last) break;
          if (s == "assuming"_w || s == "project"_w) break;
          if (s == "estimated"_w && before == "an"_w) break;
        }
        if (s == "should"_w && at(i + 1) == "be"_w && at(i + 2) == "read"_w) break;
        if (i > slot.last + 14) break;
        if (s == "guidance"_w || s == "outlook"_w || s == "forecast"_w || s == "expectation"_w || s == "target"_w || s == "estimate"_w || s == "expected"_w || s == "anticipated"_w) {
          // "revenue of $12.5 million exceeded our guidance": what came true is no forecast.
          bool met = false;
          for (uint32_t k = slot.last + 1; k < i; ++k) switch (words_[k].stem) {
              case "exceeded"_w: case "exceeding"_w: case "exceed"_w: case "surpassed"_w: case "beat"_w: case "beating"_w: case "above"_w: case "was"_w: case "were"_w: case "compared"_w: case "versus"_w: case "line"_w: case "met"_w:
                met = true;
                break;
              default: break;
            }
          if (met) break;
        }
        return true;
      }
      case "looking"_w:
        if (at(i + 1) == "ahead"_w || at(i + 1) == "forward"_w) return true;
        break;
      case "was"_w: case "wa"_w: case "were"_w: case "reported"_w: case "increased"_w: case "grew"_w: case "totaled"_w: case "declined"_w: case "decreased"_w: case "rose"_w: case "compared"_w: case "had"_w:
        if (!(at(i + 1) == "to"_w && s != "compared"_w)) past = true;
        break;
      default: break;
    }
  }
  if (around.outlook && !past) return true;
  return false;
}

void ClaimReader::set_subject(Reading& r, std::vector<Slot>& slots, size_t k) {
  const Slot& s = slots[k];
  const Mention* before = nullptr;
  const Mention* after = nullptr;
  uint32_t floor = 0;  // behind the last quantity before it that is not attached
  for (size_t j = 0; j < k; ++j) floor = slots[j].last + 1;
  uint32_t ceiling = k + 1 < slots.size() ? slots[k + 1].first : static_cast<uint32_t>(words_.size());
  bool unnamed = false;
  for (const auto& m : mentions_) {
    if (m.first > s.last && after == nullptr) after = &m;
    if (m.last >= s.first) continue;
    bool taken = m.excluded && !(m.last + 2 == s.first && at(m.last + 1) == "of"_w);  // "including a charge of $640,000"
    for (const auto& r0 : readings_) taken = taken || (r0.share_of && r0.whole.first == m.first && r0.whole.last == m.last);
    if (taken) continue;
    // What stands in parentheses explains: "Net revenue (net interest income plus other income) was".
    int depth = 0;
    bool closed = false;
    for (uint32_t c = words_[m.last].text.end; c < words_[s.first].text.begin; ++c) {
      if (chars_[c] == '(') ++depth;
      if (chars_[c] == ')' && depth-- == 0) closed = true;
    }
    if (closed && before != nullptr) continue;
    before = &m;
  }
  // What is included or due to something is not the subject of the clause: "net income included a $1.0 million gain".
  if (before != nullptr && r.quantity.kind == QuantityKind::money && !r.quantity.per_share)
    for (uint32_t i = before->last + 1; i < s.first; ++i) switch (words_[i].stem) {
        case "included"_w: case "include"_w: case "including"_w: case "reflect"_w: case "reflecting"_w: case "reflected"_w: case "excluding"_w: case "offset"_w: case "because"_w: case "despite"_w:
        case "following"_w: case "due"_w: case "after"_w: case "excluded"_w: case "exclude"_w: case "contributed"_w: case "benefited"_w: case "impacted"_w: case "benefit"_w:
          unnamed = true;
          break;
        default: break;
      }
  auto say = [&](const Mention& m, Source source) {
    r.subject = m;
    r.subject_source = source;
    r.subject_label = label_of(m);
  };
  // Behind it: "$10.0 million provision for loan losses", "$10.3 million in net charge-offs", "30 percent growth in Macs".
  bool after_ok = false;
  if (after != nullptr && after->first < ceiling && !break_between(s.last, after->first)) {
    uint32_t gap = after->first - s.last - 1;
    after_ok = true;
    bool linked = gap == 0, directed = false;
    for (uint32_t i = s.last + 1; i < after->first; ++i) {
      Stem w = words_[i].stem;
      if (w == "in"_w || w == "of"_w) linked = true;
      else if (w == "the"_w || w == "our"_w || w == "its"_w || w == "a"_w || w == "it"_w) {}
      else if (direction_of(w) != 0) directed = true;
      else if (is_neutral(words_[i], words_[i].text.of(chars_)) || std::find(after->modifiers.begin(), after->modifiers.end(), w) != after->modifiers.end()) linked = linked || i == s.last + 1;
      else if (w == "unit"_w || w == "worth"_w) {}
      else after_ok = false;
    }
    if (gap > 6) after_ok = false;
    // "increased $5 million to" ... "in": a money figure takes what is behind it only if linked at once.
    if (r.quantity.kind == QuantityKind::money && !linked) after_ok = false;
    if (r.quantity.kind == QuantityKind::percent && !(linked || directed)) after_ok = false;
    if (r.quantity.kind == QuantityKind::percent && !directed && at(s.last + 1) == "of"_w) after_ok = false;  // the whole, not the subject
    if (r.quantity.per_share) after_ok = false;
    // "revenue was $5 million in ...": what is before it and tied by a copula goes first.
    if (after_ok && before != nullptr && before->last >= floor && !(gap == 0)) {
      bool copula = s.first > 0 && is_copula(words_[s.first - 1].stem) && s.first - before->last <= 3;
      bool directed_before = s.first > 0 && direction_of(words_[s.first - 1].stem) != 0 && !directed;
      if (copula || (directed_before && at(s.last + 1) != "in"_w)) after_ok = false;
    }
    if (after_ok && gap == 0 && before != nullptr && before->last + 2 >= s.first && before->last >= floor && s.first > 0 && is_copula(words_[s.first - 1].stem) && r.quantity.kind == QuantityKind::money &&
        after->measures.empty())
      after_ok = false;
  }
  if (after_ok) {
    say(*after, Source::said);
    r.behind = true;
    return;
  }
  if (s.attached && k > 0 && slots[k - 1].reading >= 0) {
    // Its pair's subject.
    const Reading& p = readings_[static_cast<size_t>(slots[k - 1].reading)];
    r.subject = p.subject;
    r.subject_source = p.subject_source;
    r.subject_label = p.subject_label;
    r.pair = slots[k - 1].reading;
    return;
  }
  if (unnamed) return;
  if (before != nullptr && before->last >= floor) {
    // "reserves increased as a percentage of net loans to 1.84%": a share of what is named last.
    if (r.quantity.kind == QuantityKind::percent && before->first >= 2 && at(before->first - 1) == "of"_w && (at(before->first - 2) == "percentage"_w || at(before->first - 2) == "percent"_w)) {
      const Mention* part = nullptr;
      for (const auto& m : mentions_)
        if (m.last < before->first && !m.excluded) part = &m;
      if (part != nullptr) {
        say(*part, Source::said);
        r.share_of = true;
        r.whole = *before;
        return;
      }
    }
    say(*before, Source::said);
    // "Online sales were $46.6 million, compared to net sales of $46.1 million": the same part of them.
    if (s.group > 0 && !r.subject.specific())
      for (size_t j = k; j-- > 0;) {
        if (slots[j].reading < 0 || slots[j].group != 0) continue;
        const Reading& p = readings_[static_cast<size_t>(slots[j].reading)];
        if (p.subject.specific() && !p.subject.measures.empty() && p.subject.measures == r.subject.measures) r.subject.modifiers = p.subject.modifiers, r.subject_label = p.subject_label;
        break;
      }
    return;
  }
  // Compared with, or listed behind, the figure of its kind before it.
  for (size_t j = k; j-- > 0;) {
    if (slots[j].reading < 0) continue;
    const Reading& p = readings_[static_cast<size_t>(slots[j].reading)];
    bool same = p.quantity.kind == r.quantity.kind && p.quantity.per_share == r.quantity.per_share;
    bool change = r.quantity.kind == QuantityKind::percent && p.quantity.kind == QuantityKind::money;
    bool base = r.quantity.kind == QuantityKind::money && !r.quantity.per_share && p.quantity.kind == QuantityKind::percent && p.kind == ClaimKind::change;
    if (same || change || base) {
      r.subject = p.subject;
      r.subject_source = p.subject_source == Source::said ? Source::sentence : p.subject_source;
      r.subject_label = p.subject_label;
      if (s.group > 0 && p.share_of && r.quantity.kind == QuantityKind::percent && at(s.last + 1) != "of"_w) r.share_of = true, r.whole = p.whole;
      return;
    }
  }
  if (before != nullptr) {
    say(*before, Source::sentence);
    return;
  }
  if (paragraph_has_subject_) {
    r.subject = paragraph_subject_;
    r.subject_source = Source::earlier;
  }
}

void ClaimReader::set_kind(Reading& r, const std::vector<Slot>& slots, size_t k) const {
  const Slot& s = slots[k];
  const auto& q = r.quantity;
  uint32_t floor = k > 0 ? slots[k - 1].last + 1 : 0;
  uint32_t ceiling = k + 1 < slots.size() ? slots[k + 1].first : static_cast<uint32_t>(words_.size());
  // The nearest word of direction before it, up to six words back, and behind it, up to four.
  int before = 0, after = 0;
  uint32_t distance = 0;
  for (uint32_t i = s.first; i > floor && s.first - i < 6; --i) {
    Stem w = words_[i - 1].stem;
    bool hedge = q.hedge != Hedge::none && s.first - i < 2 && (w == "more"_w || w == "less"_w || w == "greater"_w || w == "higher"_w || w == "fewer"_w || w == "above"_w || w == "below"_w || w == "than"_w);
    if (hedge) continue;
    if (int d = direction_of(w); d != 0) {
      before = d;
      distance = s.first - i;
      break;
    }
    if (is_copula(w) && w != "of"_w && w != "by"_w && w != "approximately"_w && w != "about"_w && w != "nearly"_w && w != "to"_w) break;
  }
  bool of_whole = false;
  uint32_t reach = 5;
  for (uint32_t i = s.last + 1; i < ceiling && i - s.last <= reach + 3 * (reach - 5); ++i) {
    Stem w = words_[i].stem;
    if (i == s.last + 1 && w == "of"_w) {
      of_whole = true;
      break;
    }
    const PeriodPhrase* adverb = nullptr;
    for (const auto& p : phrases_)
      if (p.adverb && p.first == i) adverb = &p;
    if (break_between(i - 1, i)) break;
    if (adverb != nullptr) {
      i = adverb->last;
      ++reach;
      continue;
    }
    if (is_comparator(w) || w == "to"_w) break;
    if ((w == "up"_w || w == "down"_w) && is_comparator(at(i + 1))) break;  // "was 6.14% down from 8.46%"
    if (int d = direction_of(w); d != 0) {
      after = d;
      break;
    }
  }
  Stem just_before = s.first > 0 ? words_[s.first - 1].stem : 0;
  bool to = just_before == "to"_w || just_before == "at"_w || (s.first > 1 && q.hedge != Hedge::none && (words_[s.first - 2].stem == "to"_w));
  bool from = just_before == "from"_w || just_before == "with"_w || just_before == "versus"_w || (just_before == "than"_w && q.hedge == Hedge::none);
  if (q.per_share) {
    r.kind = ClaimKind::per_share;
    if (before != 0 && distance <= 1 && !to && !from) r.kind = ClaimKind::change, r.direction = before;
    return;
  }
  bool per_share_subject = !r.subject.measures.empty() && r.subject.rows.empty();
  for (uint16_t m : r.subject.measures) per_share_subject = per_share_subject && Measures::standard().all()[m].kind == ClaimKind::per_share;
  if (!per_share_subject && q.kind == QuantityKind::money && !q.scaled && q.value.abs() < Decimal(1000))
    for (uint16_t m : r.subject.measures) per_share_subject = per_share_subject || Measures::standard().all()[m].kind == ClaimKind::per_share;
  switch (q.kind) {
    case QuantityKind::money:
      r.kind = per_share_subject && !q.scaled ? ClaimKind::per_share : ClaimKind::amount;
      // "decreases in net interest income of $43 million": the decrease, not the income.
      if (r.subject_source == Source::said && r.subject.last < s.first && just_before == "of"_w)
        for (uint32_t i = r.subject.first, n = 0; i-- > floor && n < 3; ++n) {
          if (int d = direction_of(words_[i].stem); d != 0) {
            r.kind = ClaimKind::change;
            r.direction = d;
            r.loose = true;
            return;
          }
        }
      // "increased $447 million compared with the first quarter and $591 million compared with": two changes.
      if (just_before == "and"_w && k > 0 && slots[k - 1].reading >= 0 && r.subject_source == Source::sentence) {
        const Reading& p = readings_[static_cast<size_t>(slots[k - 1].reading)];
        bool compared = false;
        for (uint32_t i = slots[k - 1].last + 1; i < s.first; ++i) compared = compared || is_comparator(words_[i].stem);
        if (p.kind == ClaimKind::change && p.quantity.kind == QuantityKind::money && compared) {
          r.kind = ClaimKind::change, r.direction = p.direction;
          return;
        }
      }
      if (just_before == "by"_w && before != 0 && !from) {
        r.kind = ClaimKind::change, r.direction = before;
        return;
      }
      // "$25.1 billion (5.0 percent) higher"
      if (after == 0 && k + 1 < slots.size() && slots[k + 1].attached && slots[k + 1].q->kind == QuantityKind::percent) {
        if (int d = direction_of(at(slots[k + 1].last + 1)); d != 0) {
          r.kind = ClaimKind::change, r.direction = d;
          return;
        }
      }
      if (before != 0 && distance == 0) r.kind = ClaimKind::change, r.direction = before;
      else if (before != 0 && distance <= 2 && (just_before == "of"_w || just_before == "by"_w || q.hedge != Hedge::none) && !to && !from) {
        // "an increase of $5 million", "increased by approximately $5 million"
        bool noun_of = just_before == "of"_w || just_before == "by"_w || distance <= 1 || (s.first > 1 && (words_[s.first - 2].stem == "of"_w || words_[s.first - 2].stem == "by"_w));
        if (noun_of) r.kind = ClaimKind::change, r.direction = before;
      } else if (after != 0 && (at(s.last + 1) == "increase"_w || at(s.last + 1) == "decrease"_w || at(s.last + 1) == "decline"_w || at(s.last + 1) == "higher"_w || at(s.last + 1) == "lower"_w ||
                                at(s.last + 1) == "reduction"_w || at(s.last + 1) == "improvement"_w)) {
        r.kind = ClaimKind::change, r.direction = after;
      }
      return;
    case QuantityKind::number: r.kind = ClaimKind::count; return;
    case QuantityKind::basis_points:
      r.kind = ClaimKind::change;
      r.direction = before != 0 ? before : after;
      return;
    case QuantityKind::percent: break;
  }
  if (q.points) {
    r.kind = ClaimKind::change;
    r.direction = before != 0 ? before : after;
    return;
  }
  if (r.share_of) {
    r.kind = ClaimKind::ratio;
    return;
  }
  if (s.attached && r.pair >= 0 && readings_[static_cast<size_t>(r.pair)].kind == ClaimKind::change) {
    r.kind = ClaimKind::change;
    r.direction = readings_[static_cast<size_t>(r.pair)].direction;
    return;
  }
  if (of_whole) {
    for (const auto& m : mentions_)
      if (m.first > s.last && m.first <= s.last + 4) {
        r.whole = m;
        r.share_of = true;
        break;
      }
  }
  bool ratio_subject = r.subject_source != Source::none && r.subject.ratio;
  if (after != 0 && !of_whole) {
    r.kind = ClaimKind::change;
    r.direction = after;
  } else if (before != 0 && !to && !(from) && !(ratio_subject && distance > 2)) {
    r.kind = ClaimKind::change;
    r.direction = before;
  } else if (of_whole || ratio_subject) {
    r.kind = ClaimKind::ratio;
  } else if (before != 0 && from) {
    r.kind = ClaimKind::ratio;
  } else {
    r.kind = ClaimKind::ratio;
    // "36% and 49%, respectively" and the like go with the one before.
    if (k > 0 && slots[k - 1].reading >= 0 && !to) {
      const Reading& p = readings_[static_cast<size_t>(slots[k - 1].reading)];
      if (p.quantity.kind == QuantityKind::percent && p.kind == ClaimKind::change && s.first - slots[k - 1].last <= 8 && !from) r.kind = ClaimKind::change, r.direction = p.direction;
    }
  }
  if (r.share_of && r.kind == ClaimKind::change && before == 0) r.kind = ClaimKind::ratio;
  if (!r.share_of) r.whole = {};
}

/// Resolves a phrase in the sentence: "for the six-month period, from $20 million in 2003 to $24 million in 2004" means six months of either year.
auto ClaimReader::resolve_here(const PeriodPhrase& p) const -> Target {
  if (!p.bare || !own_main_ || sentence_main_.months <= 0 || sentence_main_.months >= 12 || !sentence_main_.known()) return resolve(p, anchor_, sentence_main_);
  const Date end = sentence_main_.end;
  int years = p.year - end.year;
  if (anchor_.year != 0 && anchor_.end.is_valid()) years = p.year - (anchor_.year + end.year - anchor_.end.year);
  if (years > 0 || years < -6) return resolve(p, anchor_, sentence_main_);
  Target t = sentence_main_;
  t.end = end.plus_months(12 * years);
  return t;
}

void ClaimReader::set_period(Reading& r, std::vector<Slot>& slots, size_t k) {
  const Slot& s = slots[k];
  bool change = r.kind == ClaimKind::change;
  auto clear = [&](const PeriodPhrase& p) { return !p.adverb; };
  // Behind it, up to the next figure that is not attached to it, or the next comparison.
  size_t next = k + 1;
  while (next < slots.size() && slots[next].attached) ++next;
  uint32_t ceiling = next < slots.size() ? slots[next].first : static_cast<uint32_t>(words_.size());
  const PeriodPhrase* found = nullptr;
  bool compared = false;
  uint32_t scan = s.last + 1;
  for (const auto& p : phrases_) {
    if (p.first <= s.last) continue;
    if (p.first >= ceiling || found != nullptr) break;
    for (; scan < p.first; ++scan) {
      bool in_mention = false;
      for (const auto& m : mentions_) in_mention = in_mention || (m.first <= scan && scan <= m.last);
      if (is_comparator(words_[scan].stem) && !in_mention) compared = true;
    }
    // "compared to $2.8 million from the previous quarter": the base's own period.
    if (compared && !(s.group > 0 && !change && p.first == s.last + 2)) break;
    if (clear(p)) found = &p;
  }
  slots[k].own = found;
  Source source = Source::said;
  if (found == nullptr) {
    // Before it, back to the last figure that is not attached. What follows a comparison there is that figure's base.
    uint32_t floor = 0;
    size_t j = k;
    while (j > 0 && slots[j].attached) --j;
    if (j > 0) floor = slots[j - 1].last + 1;
    // A change that follows what was compared with goes back to what is reported.
    bool behind_base = change && j > 0 && slots[j - 1].group > 0;
    for (const auto& p : phrases_) {
      if (!clear(p) || p.first < floor || p.last >= slots[j].first || behind_base) continue;
      bool owned = false;
      for (const auto& other : slots) owned = owned || other.own == &p;
      if (owned) continue;
      bool base = false;
      for (uint32_t i = floor; i < p.first; ++i) {
        bool in_mention = false;
        for (const auto& m : mentions_) in_mention = in_mention || (m.first <= i && i <= m.last);
        base = base || (is_comparator(words_[i].stem) && !in_mention);
      }
      // Of a base, what stands behind the comparison; of what is reported, what does not.
      if (base == (s.group > 0 && !change)) found = &p;
    }
  }
  if (found == nullptr && s.attached && k > 0 && slots[k - 1].reading >= 0) {
    const Reading& p = readings_[static_cast<size_t>(slots[k - 1].reading)];
    r.period = p.period;
    r.period_source = p.period_source;
    return;
  }
  if (found == nullptr && (s.group == 0 || change)) {
    // What the sentence opened with.
    source = Source::sentence;
    for (const auto& p : phrases_)
    {
      // "Compared to the second quarter of 2003, revenue rose": that is the base.
      bool base = false;
      for (uint32_t i = p.first, n = 0; i-- > 0 && n < 3; ++n) base = base || is_comparator(words_[i].stem);
      if (clear(p) && found == nullptr && (slots.empty() || p.last < slots[0].first) && !base) found = &p;
    }
    // A change takes the period of the figure of its group.
    if (found == nullptr || change) {
      for (size_t j = k; j-- > 0;)
        if (slots[j].reading >= 0 && slots[j].group == 0 && readings_[static_cast<size_t>(slots[j].reading)].period.known()) {
          r.period = readings_[static_cast<size_t>(slots[j].reading)].period;
          r.period_source = std::min(Source::sentence, readings_[static_cast<size_t>(slots[j].reading)].period_source);
          return;
        }
    }
  }
  if (found != nullptr) {
    r.period = resolve_here(*found);
    r.period_source = r.period.known() ? source : Source::none;
    return;  // named, though perhaps not to be told which it is
  }
  if (s.group > 0) return;  // compared with an unnamed period
  if (sentence_main_.known()) {
    r.period = sentence_main_;
    r.period_source = Source::sentence;
  } else if (paragraph_period_.known()) {
    r.period = paragraph_period_;
    r.period_source = Source::earlier;
  } else {
    r.period.months = anchor_.months;
    r.period.end = anchor_.end;
    r.period_source = r.period.known() ? Source::assumed : Source::none;
  }
}

void ClaimReader::set_bases(Reading& r, const std::vector<Slot>& slots, size_t k) const {
  const Slot& s = slots[k];
  // Phrases behind a comparison after it, adverbs anywhere near, then the other groups' periods.
  auto add = [&](const Target& t, bool said) {
    if (!t.known()) return;
    for (const auto& b : r.bases)
      if (b.end == t.end && b.months == t.months) return;
    r.bases.push_back(t);
    r.base_said = r.base_said || said;
  };
  Target main = r.period.known() ? r.period : sentence_main_;
  bool compared = false;
  uint32_t scan = s.last + 1;
  size_t next = k + 1;
  while (next < slots.size() && slots[next].group == s.group) ++next;
  // The next change's own comparison is not this one's.
  uint32_t ceiling = static_cast<uint32_t>(words_.size());
  bool passed = false;
  for (size_t j = k + 1; j < slots.size(); ++j) {
    if (slots[j].q->kind == r.quantity.kind && (passed || slots[j].q->kind != QuantityKind::money) && j > k) {
      ceiling = slots[j].first;
      break;
    }
    passed = true;
  }
  for (const auto& p : phrases_) {
    if (p.first <= s.last || p.first >= ceiling) continue;
    for (; scan < p.first; ++scan)
      if (is_comparator(words_[scan].stem)) compared = true;
    if (p.adverb || compared) add(p.bare ? resolve_here(p) : resolve(p, anchor_, main), true);
  }
  // An adverb, or a comparison, right before it: "year-over-year revenue growth of 17 percent".
  uint32_t floor = k > 0 ? slots[k - 1].last + 1 : 0;
  for (const auto& p : phrases_)
    if (p.adverb && p.first >= floor && p.last < s.first) add(resolve(p, anchor_, main), true);
  // The sentence compared with something before: "compared with $3.29 billion a year earlier, a decrease of 4.2 percent".
  for (size_t j = k; j-- > 0;)
    if (slots[j].reading >= 0 && slots[j].group > 0) add(readings_[static_cast<size_t>(slots[j].reading)].period, true);
  bool said = r.base_said;
  // "from 2005": phrases before it that follow a comparison.
  if (!said)
    for (const auto& p : phrases_) {
      if (p.last >= s.first) break;
      if (p.first > 0 && is_comparator(words_[p.first - 1].stem)) add(resolve(p, anchor_, main), true);
    }
  if (!r.base_said && main.known()) {
    PeriodPhrase year;
    year.shift_years = -1;
    year.same_length = true;
    add(resolve(year, anchor_, main), false);
    if (main.months == 3 || main.instant || main.months == 0) {
      PeriodPhrase quarter;
      quarter.shift_quarters = -1;
      quarter.months = 3;
      Target t = resolve(quarter, anchor_, main);
      t.months = main.months;
      add(t, false);
    }
  }
}

/// Words between a subject and its figure that a plain statement ("revenue for the quarter rose 5% to $2 million") does not have.
int ClaimReader::strays_between(const Reading& r, const Slot& s, const std::vector<Slot>& slots) const {
  if (r.subject.last >= words_.size()) return 0;
  uint32_t from = r.subject.last + 1, to = s.first;
  if (r.subject.first > s.last) from = s.last + 1, to = r.subject.first;
  int strays = 0;
  for (uint32_t i = from; i < to; ++i) {
    Stem w = words_[i].stem;
    bool known = words_[i].number || is_copula(w) || direction_of(w) != 0 || is_comparator(w) || is_boundary(w) || is_neutral(words_[i], words_[i].text.of(chars_));
    for (const auto& p : phrases_) known = known || (p.first <= i && i <= p.last);
    for (const auto& o : slots) known = known || (o.first <= i && i <= o.last + 3 && o.q->per_share) || (o.first <= i && i <= o.last);
    for (const auto& m : mentions_) known = known || (m.first <= i && i <= m.last);
    if (!known) ++strays;
  }
  return strays;
}

auto ClaimReader::read(Range sentence, const Surroundings& around) -> const std::vector<Reading>& {
  words_.clear();
  quantities_.clear();
  phrases_.clear();
  mentions_.clear();
  readings_.clear();
  sentence_main_ = {};
  find_quantities(chars_, sentence, quantities_);
  bool any = false;
  for (const auto& q : quantities_) any = any || q.kind != QuantityKind::number || q.scaled || q.grouped || !q.dated;
  if (!any) {
    skipped_ = sentence;  // its period may matter to what follows; read then
    return readings_;
  }
  if (!skipped_.empty()) {
    const Range skipped = skipped_;
    skipped_ = {};
    find_words(chars_, {skipped.begin, std::min(skipped.end, skipped.begin + 3000)}, words_);
    find_period_phrases(chars_, words_, phrases_);
    for (const auto& p : phrases_) {
      if (p.adverb || p.instant || p.months <= 0 || p.shift_years != 0 || p.shift_quarters != 0) continue;
      Target t = resolve(p, anchor_, paragraph_period_);
      if (t.known() && !t.future) paragraph_period_ = t;
      break;
    }
    words_.clear();
    phrases_.clear();
  }
  find_words(chars_, sentence, words_);
  if (words_.size() > 400) return readings_;  // no sentence: a table or a list that layout took for one
  find_period_phrases(chars_, words_, phrases_);
  find_mentions();
  std::vector<Slot> slots;
  place_quantities(slots);
  bool speaks = !mentions_.empty() || (around.release && (paragraph_has_subject_ || !facts_.empty()));
  if (!speaks) {
    for (const auto& p : phrases_)
      if (!p.adverb && !p.instant && p.months > 0) {
        Target t = resolve(p, anchor_, paragraph_period_);
        if (t.known()) paragraph_period_ = t;
        break;
      }
    return readings_;
  }
  // The sentence's own period, for what is relative to it.
  own_main_ = false;
  for (const auto& p : phrases_) {
    if (p.adverb || p.shift_years != 0 || p.shift_quarters != 0 || p.same_length) continue;
    bool compared = false;
    for (uint32_t i = 0; i < p.first && !compared; ++i) {
      bool in_mention = false;
      for (const auto& m : mentions_) in_mention = in_mention || (m.first <= i && i <= m.last);
      bool hedge = words_[i].stem == "than"_w && i > 0 && (words_[i - 1].stem == "more"_w || words_[i - 1].stem == "less"_w);
      compared = is_comparator(words_[i].stem) && !in_mention && !hedge;
    }
    if (compared) continue;
    Target t = resolve(p, anchor_, {});
    if (t.known() && !t.instant) {
      sentence_main_ = t;
      own_main_ = !t.future;
      break;
    }
  }
  if (!sentence_main_.known() && paragraph_period_.known()) {
    sentence_main_ = paragraph_period_;
    // "earned $2.10, up from $2.03 in 2005", after a sentence on 2005, speaks of the report's own period again.
    for (const auto& p : phrases_) {
      if (p.adverb) continue;
      Target t = resolve(p, anchor_, sentence_main_);
      if (t.known() && t.end == sentence_main_.end && t.months == sentence_main_.months && !(anchor_.end == t.end)) {
        PeriodPhrase own;
        own.months = t.months;
        own.current = true;
        sentence_main_ = resolve(own, anchor_, {});
        break;
      }
    }
  } else if (!sentence_main_.known()) {
    sentence_main_.months = anchor_.months;
    sentence_main_.end = anchor_.end;
  }
  bool respectively = false, hypothetical = false;
  for (size_t i = 0; i < words_.size(); ++i) {
    respectively = respectively || words_[i].stem == "respectively"_w;
    hypothetical = hypothetical || (words_[i].stem == "would"_w && at(i + 1) == "have"_w);
  }
  for (size_t k = 0; k < slots.size(); ++k) {
    Slot& s = slots[k];
    Reading r;
    r.respectively = respectively;
    r.hypothetical = hypothetical;
    r.quantity = *s.q;
    set_subject(r, slots, k);
    set_kind(r, slots, k);
    if (r.subject_source == Source::none && !around.release) continue;
    if (s.q->kind == QuantityKind::number && r.subject_source != Source::said) {
      // A count says itself what it counts: "5.3 million Macs".
      auto noun = s.q->noun.of(chars_);
      if (!around.release || noun.size() < 3 || (!s.q->scaled && !s.q->grouped)) continue;
      r.subject = {};
      r.subject.first = r.subject.last = UINT32_MAX;
      r.subject_source = Source::none;
      r.subject_label = ascii::to_lower(noun);
    }
    set_period(r, slots, k);
    if (r.kind == ClaimKind::change) set_bases(r, slots, k);
    r.strays = strays_between(r, s, slots);
    r.loose = r.loose || around.segment;
    // Part of something, or reckoned in another way: never certain.
    for (uint32_t i = s.first, n = 0; i-- > 0 && n < 4; ++n) r.loose = r.loose || words_[i].stem == "including"_w || (words_[i].stem == "which"_w && i > 0 && words_[i - 1].stem == "of"_w) || words_[i].stem == "includes"_w || words_[i].stem == "include"_w;
    for (uint32_t i = s.last + 1; i + 1 < words_.size() && i <= s.last + 7; ++i) {
      if (at(i) != "basis"_w || at(i + 1) == "point"_w) continue;
      Stem w = at(i - 1);
      if (w != "gaap"_w && w != "nongaap"_w && w != "proforma"_w && w != "adjusted"_w && w != "diluted"_w && w != "basic"_w && w != "quarter"_w && w != "sequential"_w && w != "reported"_w) r.loose = true;
      break;
    }
    if (r.kind == ClaimKind::change && r.subject.last < words_.size() && r.subject.first < s.first && r.subject.first > 0)
      for (uint32_t i = r.subject.first, n = 0; i-- > 0 && n < 3; ++n) r.loose = r.loose || (direction_of(words_[i].stem) != 0 && !break_between(i, r.subject.first));
    if (r.quantity.range_low || r.quantity.range_high) r.loose = true;
    // GAAP or adjusted: the nearest word before it, or "on a non-GAAP basis" behind it.
    uint32_t ceiling = k + 1 < slots.size() ? slots[k + 1].first : static_cast<uint32_t>(words_.size());
    bool set = false;
    for (uint32_t i = s.last + 1; i < std::min(ceiling, s.last + 8) && !set; ++i) {
      Stem w = words_[i].stem;
      if ((w == "nongaap"_w || w == "proforma"_w || w == "adjusted"_w || w == "gaap"_w) && at(i + 1) == "basis"_w) r.adjusted = w != "gaap"_w, r.gaap = w == "gaap"_w, set = true;
    }
    for (uint32_t i = s.first; i-- > 0 && !set;) {
      Stem w = words_[i].stem;
      if (w == "nongaap"_w || w == "proforma"_w || w == "adjusted"_w || w == "excluding"_w || w == "exclude"_w) r.adjusted = set = true;
      if (w == "gaap"_w) r.gaap = set = true;
    }
    if (!set && around.adjusted) r.adjusted = true;
    uint32_t floor = 0;
    for (size_t j = 0; j < k; ++j)
      if (!slots[j].attached) floor = slots[j].last + 1;
    if (s.attached || r.subject_source == Source::sentence) floor = 0;
    for (uint32_t i = floor; i < std::min<uint32_t>(ceiling, s.last + 7); ++i)
      if (!is_generic_word(words_[i].stem) && !words_[i].number) r.near.push_back(words_[i].stem);
    for (uint32_t i = s.first >= 6 ? s.first - 6 : 0; i < std::min<uint32_t>(ceiling, s.last + 6); ++i) {
      if (words_[i].stem == "diluted"_w || words_[i].stem == "dilution"_w) r.diluted = true;
      if (words_[i].stem == "basic"_w || words_[i].stem == "primary"_w) r.basic = true;
    }
    r.forward = is_forward(s, around) || (r.period.future && r.period_source >= Source::sentence);
    // "expects revenue of $13 million, compared with $12.5 million in the second quarter": the base has been.
    if (s.group > 0 && r.period_source == Source::said && r.period.known() && !r.period.future && !around.outlook) r.forward = false;
    if (around.outlook && (r.quantity.range_low || r.quantity.range_high)) r.forward = true;
    s.reading = static_cast<int>(readings_.size());
    readings_.push_back(std::move(r));
  }
  // "compared to revenue of $3.68 billion and net profit of $430 million in the year-ago quarter": one period for the group.
  for (size_t k = slots.size(); k-- > 0;) {
    if (slots[k].reading < 0 || k + 1 >= slots.size() || slots[k + 1].reading < 0) continue;
    Reading& r = readings_[static_cast<size_t>(slots[k].reading)];
    const Reading& next = readings_[static_cast<size_t>(slots[k + 1].reading)];
    if (r.period_source != Source::none || slots[k].group == 0 || slots[k].group != slots[k + 1].group || next.period_source == Source::none || next.kind == ClaimKind::change) continue;
    r.period = next.period;
    r.period_source = std::min(next.period_source, Source::sentence);
  }
  // What the next sentences may lean on.
  for (const auto& r : readings_) {
    if (r.subject_source == Source::said && !r.share_of) {
      paragraph_subject_ = r.subject;
      paragraph_subject_.first = paragraph_subject_.last = UINT32_MAX;
      paragraph_has_subject_ = true;
      break;
    }
  }
  if (own_main_) paragraph_period_ = sentence_main_;
  return readings_;
}

}  // namespace crossfoot::prose
