// Names in the text: persons, organisations, trade-marked products, exchanges with ticker symbols, places of datelines.
#include <algorithm>
#include <map>
#include <set>

#include "base/ascii.h"
#include "prose/narrative.h"
#include "prose/prose.h"

namespace crossfoot::prose {
namespace {

const WordId kOpen = take_word("("), kClose = take_word(")"), kColon = take_word(":"), kReg = take_word("\xC2\xAE"),
    kTrade = take_word("\xE2\x84\xA2"), kService = take_word("\xE2\x84\xA0"), kR = take_word("r"), kTm = take_word("tm"),
    kSm = take_word("sm"),
             kDash = take_word("-"), kSymbol = take_word("symbol"), kSymbols = take_word("symbols"), kQuote = take_word("\"");
const Phrases kExchanges{"nasdaq", "nyse", "amex", "new york stock exchange", "american stock exchange", "nasdaq national market",
    "nasdaq global select market", "nasdaq global market", "nasdaq capital market", "nasdaq smallcap market", "nasdaq stock market",
    "otc bulletin board", "otcbb", "otc bb", "otcqb", "otcqx",
                         "toronto stock exchange", "tsx", "london stock exchange", "nyse american", "nyse arca", "nyse mkt", "nasd",
                         "nasdaq nm", "nasdaq gs", "pink sheets", "chicago stock exchange", "tokyo stock exchange",
                         "hong kong stock exchange", "euronext", "nasdaqgs", "nasdaqgm", "nasdaqcm"};
const Phrases kTrademark{"- registered trademark -", "- trademark -", "-registered trademark-", "-trademark-"};
const Phrases kProductGoesOn{"system", "systems", "technology", "platform", "software", "suite", "family", "series", "server", "power",
    "battery", "batteries", "solution", "solutions", "module", "modules", "network", "processor", "drive", "pro", "edition"};
const Phrases kNoProduct{"the", "our", "its", "a", "an", "of", "in", "and", "with", "for", "by", "on", "company's"};

class EntityFinder {
 public:
  EntityFinder(std::string_view bytes, const Narrative& narrative, std::vector<Entity>& entities) : bytes_(bytes), r_(narrative), entities_(entities) {}

  void run() {
    for (const ReadSentence& s : r_.sentences) {
      for (size_t i = s.mention_first; i < s.mention_last; ++i) {
        const Naming& m = r_.mentions[i];
        if (m.kind == NamingKind::person && m.index >= 0) {
          add("person", r_.person_name(s, m), s, m.begin, m.end);
        } else if (m.kind == NamingKind::organisation) {
          for (int o : r_.groups[static_cast<size_t>(m.index)]) add("organisation", r_.organisations.name(o), s, m.begin, m.end);
        }
      }
      products(s);
      tickers(s);
    }
    for (const auto& release : r_.form->releases)
      if (release.place) entities_.push_back({"place", release.place->text, release.document, release.place->span});
  }

 private:
  void add(const char* kind, std::string name, const ReadSentence& s, size_t begin, size_t end) {
    Span span = r_.span(s, begin, end);
    // Names in columns side by side are no one name.
    if (span.of(bytes_).find("    ") != std::string_view::npos) return;
    entities_.push_back({kind, std::move(name), r_.passages[s.passage].document, span});
  }

  /// "Flo-Gauge(TM) Meter System", "Tarnex(R)": the capitals before the mark, and behind it the words that go on with the name.
  void products(const ReadSentence& s) {
    const Tokens& w = r_.words;
    for (size_t i = s.first; i < s.last; ++i) {
      size_t end = 0;
      if (w[i].id != 0 && (w[i].id == kReg || w[i].id == kTrade || w[i].id == kService)) end = i + 1;
      else if (w[i].id == kOpen && i + 2 < s.last && w[i + 2].id == kClose && (w[i + 1].id == kR || w[i + 1].id == kTm || w[i + 1].id == kSm) && w[i].tight && w[i + 1].all_capitals + (w[i + 1].id == kR) > 0) end = i + 3;
      else if (auto m = kTrademark.match(w, i, s.last)) end = m.end;
      // "Flo-GaugeTM": the mark has lost its place above the line
      std::string_view word = w[i].of(r_.text(s));
      bool stuck = word.size() > 4 && w[i].capital && word.substr(word.size() - 2) == "TM" && ascii::is_lower(word[word.size() - 3]);
      if (stuck) {
        size_t e = i + 1;
        while (e < s.last && e < i + 4 && w[e].capital && !w[e].mark && kProductGoesOn.begins_with(w[e].id)) ++e;
        std::string name(word.substr(0, word.size() - 2));
        if (e > i + 1) name += " " + ascii::fold_space(r_.chars(s, i + 1, e));
        add("product", std::move(name), s, i, e);
        i = e - 1;
        continue;
      }
      if (end == 0 || i == s.first) continue;
      size_t b = i;
      while (b > s.first && i - b < 4 && (w[b - 1].capital || (w[b - 1].id == kDash && w[b - 1].tight)) && !kNoProduct.begins_with(w[b - 1].id) && !w[b - 1].possessive) --b;
      if (b == i) --b;
      if (w[b].mark) continue;
      size_t e = end;
      while (e < s.last && e < end + 3 && w[e].capital && !w[e].mark && kProductGoesOn.begins_with(w[e].id)) ++e;
      std::string name = ascii::fold_space(r_.chars(s, b, i));
      if (e > end) name += " " + ascii::fold_space(r_.chars(s, end, e));
      add("product", std::move(name), s, b, std::max(e, end));
      i = e - 1;
    }
  }

  /// "(Nasdaq: ACME)", "the New York Stock Exchange under the symbol "ACM""
  void tickers(const ReadSentence& s) {
    const Tokens& w = r_.words;
    for (size_t i = s.first; i < s.last; ++i) {
      if (auto m = kExchanges.match(w, i, s.last); m && w[i].capital) {
        add("exchange", ascii::fold_space(r_.chars(s, m.begin, m.end)), s, m.begin, m.end);
        if (m.end + 1 < s.last && w[m.end].id == kColon && symbol(w[m.end + 1])) add("ticker", std::string(w[m.end + 1].of(r_.text(s))), s, m.end + 1, m.end + 2);
        i = m.end - 1;
        continue;
      }
      if ((w[i].id == kSymbol || w[i].id == kSymbols) && i + 1 < s.last) {
        size_t k = i + 1;
        if (w[k].id == kQuote || w[k].id == kColon) ++k;
        if (k < s.last && symbol(w[k])) add("ticker", std::string(w[k].of(r_.text(s))), s, k, k + 1);
      }
    }
  }

  static bool symbol(const Token& t) { return (t.all_capitals || (t.capital && t.end - t.begin == 1)) && t.end - t.begin <= 5; }

  std::string_view bytes_;
  const Narrative& r_;
  std::vector<Entity>& entities_;
};

}  // namespace

auto find_entities(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form) -> std::vector<Entity> {
  std::vector<Entity> entities;
  if (!holds_events(submission, form)) return entities;
  Narrative r = read_passages(submission, layouts, form);
  EntityFinder(bytes, r, entities).run();
  std::stable_sort(entities.begin(), entities.end(), [](const Entity& a, const Entity& b) { return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.kind < b.kind; });
  // Items over one body are read once each.
  entities.erase(std::unique(entities.begin(), entities.end(), [](const Entity& a, const Entity& b) { return a.span == b.span && a.kind == b.kind && a.name == b.name; }), entities.end());
  return entities;
}

}  // namespace crossfoot::prose
