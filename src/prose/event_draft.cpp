#include "prose/event_draft.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const WordId kWordOn = take_word("on");
const WordId kWordEffective = take_word("effective");

struct CallTable {
  std::array<uint16_t, kMostWords> of{};
};
auto calls() -> CallTable& {
  static CallTable t;
  return t;
}

const Phrases kOpeners{"on", "effective", "as of", "effective as of", "effective on", "dated", "at", "in"};
const Phrases kEffective{"effective", "effective as of", "effective on", "effective upon", "commencing", "commencing as of",
    "commencing on", "as of", "beginning", "beginning on", "starting", "until", "to be effective",
                         "will be effective", "becomes effective on", "effective date of", "with effect from", "takes effect on",
                         "become effective on", "will become effective on", "effective from"};
const Phrases kImmediately{"effective immediately", "with immediate effect", "immediately effective", "effective upon",
    "effective the same day", "effective as of that date", "effective as of such date",
                           "effective as of the same date", "effective on that date", "effective on such date", "effective today"};
const Phrases kPast{"previously served", "prior to joining", "served as", "was employed", "had served", "began his career",
    "began her career", "has served as", "held various", "held a variety", "has been employed",
                    "prior to that", "prior thereto", "previously held", "held positions", "spent", "holds a", "received his",
                    "received her", "earned", "graduated", "prior to his", "prior to her", "has over",
                    "most recently", "from 19", "served on the board", "serves on the board", "also serves", "currently serves",
                    "was previously", "formerly", "has been a director", "has been a member",
                    "co-founded", "founded", "career at", "years of experience"};
const Phrases kCondition{"if", "in the event", "unless", "without cause", "for good reason", "upon termination", "should", "may resign",
    "in the case of", "in case of", "upon a change", "upon his termination",
                         "upon her termination", "following termination", "disability", "provided that", "whether",
                         "upon any termination", "good reason"};
const WordId kFrom = take_word("from"), kTo = take_word("to"), kSince = take_word("since"), kIn = take_word("in"),
    kUntil = take_word("until"), kThrough = take_word("through"), kBetween = take_word("between"), kOf = take_word("of"),
             kComma = take_word(","), kPar = take_word("par"), kPer = take_word("per");
const Phrases kShareNouns{"shares", "share", "units", "warrants", "warrant", "options", "ordinary", "common", "restricted", "newly",
    "additional", "class", "series", "preferred", "unregistered", "incentive", "stock",
                          "nonqualified", "non-qualified", "american", "adss", "ads", "rsus", "convertible", "of its", "of the",
                          "performance-based", "time-based", "nuance", "unvested", "new", "fully", "validly"};
const Phrases kCounted{"shares", "share", "units", "warrants", "options", "adss", "rsus"};

}  // namespace

Trigger::Trigger(Family family, std::string_view words) {
  size_t i = 0;
  while (i < words.size()) {
    size_t j = words.find(' ', i);
    if (j == std::string_view::npos) j = words.size();
    if (j > i) calls().of[take_word(words.substr(i, j - i))] |= family;
    i = j + 1;
  }
}

auto called_by(WordId id) -> uint16_t { return id < kMostWords ? calls().of[id] : uint16_t{0}; }

auto Draft::field(std::string_view name) const -> const Field* {
  for (const Field& f : fields)
    if (f.name == name) return &f;
  return nullptr;
}

auto Draft::text(std::string_view name) const -> std::string {
  const Field* f = field(name);
  if (f == nullptr) return {};
  const auto* s = std::get_if<std::string>(&f->value.value);
  return s != nullptr ? *s : std::string{};
}

void Draft::set(std::string_view name, FieldValue value, Span evidence) {
  for (Field& f : fields)
    if (f.name == name) {
      f.value = std::move(value);
      f.evidence = evidence;
      return;
    }
  fields.push_back({std::string(name), std::move(value), evidence});
}

auto date_of(const Narrative& r, const Naming& m) -> Date { return r.dates[static_cast<size_t>(m.index)].date; }
auto amount_of(const Narrative& r, const Naming& m) -> const NamedAmount& { return r.amounts[static_cast<size_t>(m.index)]; }

auto opening_date(const Narrative& r, const ReadSentence& s) -> const Naming* {
  const Naming* first = nullptr;
  for (size_t i = s.mention_first; i < s.mention_last; ++i) {
    const Naming& m = r.mentions[i];
    if (m.kind != NamingKind::date || !r.dates[static_cast<size_t>(m.index)].day) continue;
    if (m.begin <= s.first + 8) {
      if (m.begin == s.first || m.begin > s.first + 1 || kOpeners.begins_with(r.words[m.begin - 1].id)) return &m;
    }
    if (first == nullptr && m.begin > s.first) {
      // "… announced on October 3, 2008 that", "was completed on August 1, 2000"; not "dated as of", "ended"
      WordId before = r.words[m.begin - 1].id;
      if (before == kWordOn || before == kWordEffective) first = &m;
    }
  }
  return first;
}

auto effective_date(const Narrative& r, const ReadSentence& s, size_t from, std::optional<Date> own, Span* evidence) -> std::optional<Date> {
  for (size_t i = from; i < s.last; ++i) {
    auto m = kEffective.match(r.words, i, s.last);
    if (!m) continue;
    const Naming* d = r.next(s, NamingKind::date, m.end, m.end + 3);
    if (d != nullptr && r.dates[static_cast<size_t>(d->index)].day) {
      if (evidence != nullptr) *evidence = r.span(s, d->begin, d->end);
      return date_of(r, *d);
    }
  }
  if (auto m = kImmediately.find(r.words, s.first, s.last); m && own) {
    if (evidence != nullptr) *evidence = r.span(s, m.begin, m.end);
    return own;
  }
  return std::nullopt;
}

bool is_news(const Narrative& r, Date date, int days) {
  if (!r.reference || !date.is_valid()) return true;
  return date.to_days() >= r.reference->to_days() - days;
}

bool is_history(const Narrative& r, const ReadSentence& s) {
  const Tokens& w = r.words;
  if (kPast.in(w, s.first, s.last)) return true;
  int now = r.reference ? r.reference->year : 0;
  for (size_t i = s.first; i < s.last; ++i) {
    // "since 1998", "from January 2002 through June 2002", "in 1996"
    if (w[i].id == kSince && i > s.first) {
      const Naming* d = r.next(s, NamingKind::date, i + 1, i + 4);
      if (d != nullptr && !is_news(r, date_of(r, *d), 60)) return true;
    }
    if ((w[i].id == kFrom || w[i].id == kBetween) && i + 1 < s.last) {
      const Naming* d = r.next(s, NamingKind::date, i + 1, i + 3);
      if (d != nullptr && !is_news(r, date_of(r, *d), 200)) return true;
    }
    if (w[i].number && now != 0 && w[i].end - w[i].begin == 4 && i > s.first && (w[i - 1].id == kIn || w[i - 1].id == kSince || w[i - 1].id == kFrom || w[i - 1].id == kTo || w[i - 1].id == kUntil)) {
      const Naming* m = r.at(s, i);
      if (m == nullptr || m->kind != NamingKind::amount) continue;
      std::string_view digits = r.chars(s, i, i + 1);
      int y = 0;
      for (char c : digits) y = ascii::is_digit(c) ? y * 10 + (c - '0') : 0;
      if (y >= 1930 && y < now) return true;
    }
  }
  return false;
}

bool is_conditional(const Narrative& r, const ReadSentence& s, size_t before) { return kCondition.in(r.words, s.first, std::min<size_t>(before, s.last)); }

auto next_shares(const Narrative& r, const ReadSentence& s, size_t from, size_t to) -> ShareCount {
  for (size_t i = s.mention_first; i < s.mention_last; ++i) {
    const Naming& m = r.mentions[i];
    if (m.kind != NamingKind::amount || m.begin < from || m.begin >= to) continue;
    const NamedAmount& a = amount_of(r, m);
    if (a.money || a.percent || a.value <= Decimal(0)) continue;
    // Up to six words of description between the number and "shares".
    for (size_t k = m.end; k < std::min<size_t>(s.last, m.end + 9u); ++k) {
      if (kCounted.begins_with(r.words[k].id)) return {&m, static_cast<uint32_t>(k)};
      const Naming* other = r.at(s, k);
      if (r.words[k].mark || r.words[k].number || (other != nullptr && other->kind != NamingKind::organisation && other->kind != NamingKind::role)) break;
    }
  }
  return {};
}

auto next_money(const Narrative& r, const ReadSentence& s, size_t from, size_t to) -> const Naming* {
  for (size_t i = s.mention_first; i < s.mention_last; ++i) {
    const Naming& m = r.mentions[i];
    if (m.kind == NamingKind::amount && m.begin >= from && m.begin < to && amount_of(r, m).money) return &m;
  }
  return nullptr;
}

}  // namespace crossfoot::prose
