// Another parser as oracle: the characters of every HTML document of the corpus, as gumbo's tree has them and as ours.
// Both see the same bytes; white space is left out, and what gumbo moves (text between the cells of a table goes before
// the table) is compared as a multiset. Skipped where gumbo or the corpus is absent.
#include <gtest/gtest.h>

#if __has_include(<gumbo.h>) && defined(CROSSFOOT_HAVE_GUMBO)
#include <gumbo.h>
#endif

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "container/submission.h"
#include "markup/html_entities.h"
#include "markup/html_tree.h"

namespace crossfoot::markup {
namespace {

#if __has_include(<gumbo.h>) && defined(CROSSFOOT_HAVE_GUMBO)

namespace fs = std::filesystem;

bool is_white(uint32_t c) { return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0; }

auto our_text(std::string_view bytes, Span within) -> std::string {
  HtmlTree tree = build_html_tree(bytes, within);
  Encoding encoding = find_encoding(within.of(bytes));
  std::string out;
  char utf8[4];
  for (const Node& n : tree.nodes) {
    if (!n.is_text) continue;
    for (uint32_t i = n.begin; i < n.end;) {
      Reference r;
      std::string_view rest = bytes.substr(i, std::min<uint32_t>(n.end - i, 64));
      if (bytes[i] == '&') r = parse_reference(rest);
      else if (static_cast<unsigned char>(bytes[i]) >= 0x80) r = parse_high_byte(rest, encoding);
      if (r.length == 0) r = {static_cast<unsigned char>(bytes[i]), 1};
      if (!is_white(r.code)) out.append(utf8, to_utf8(r.code, utf8));
      i += r.length;
    }
  }
  return out;
}

auto gumbo_text(const std::string& utf8) -> std::string {
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput* output = gumbo_parse_with_options(&options, utf8.data(), utf8.size());
  std::string out;
  std::vector<const GumboNode*> stack{output->document};
  while (!stack.empty()) {
    const GumboNode* n = stack.back();
    stack.pop_back();
    const GumboVector* children = nullptr;
    if (n->type == GUMBO_NODE_DOCUMENT) children = &n->v.document.children;
    else if (n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE) {
      GumboTag t = n->v.element.tag;
      if (t != GUMBO_TAG_SCRIPT && t != GUMBO_TAG_STYLE && t != GUMBO_TAG_TITLE) children = &n->v.element.children;
    } else if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA) {
      std::string_view text = n->v.text.text;
      for (size_t i = 0; i < text.size();) {
        Reference r = static_cast<unsigned char>(text[i]) < 0x80 ? Reference{static_cast<unsigned char>(text[i]), 1}
                                                                  : parse_high_byte(text.substr(i, 4), Encoding::utf8);
        char c[4];
        if (!is_white(r.code)) out.append(c, to_utf8(r.code, c));
        i += r.length;
      }
    }
    if (children)
      for (unsigned k = children->length; k-- > 0;) stack.push_back(static_cast<const GumboNode*>(children->data[k]));
  }
  gumbo_destroy_output(&options, output);
  return out;
}

auto to_utf8_text(std::string_view bytes) -> std::string {
  if (find_encoding(bytes) == Encoding::utf8) return std::string(bytes);
  std::string out;
  char c[4];
  for (char x : bytes) {
    Reference r = static_cast<unsigned char>(x) < 0x80 ? Reference{static_cast<unsigned char>(x), 1}
                                                       : parse_high_byte({&x, 1}, Encoding::windows_1252);
    out.append(c, to_utf8(r.code, c));
  }
  return out;
}

auto histogram(const std::string& s) {
  std::array<size_t, 256> h{};
  for (char c : s) ++h[static_cast<unsigned char>(c)];
  return h;
}

TEST(HtmlOracle, TextOfTheCorpusIsWhatGumboReads) {
  fs::path corpus = fs::path(CROSSFOOT_SOURCE_DIR) / "../shared/corpus";
  if (!fs::exists(corpus)) GTEST_SKIP() << "no corpus at " << corpus;
  size_t files = 0, same_order = 0, same_characters = 0;
  for (const char* folder : {"8k-html", "10kq-html", "press-releases", "html-truth"}) {
    if (!fs::exists(corpus / folder)) continue;
    for (const auto& entry : fs::directory_iterator(corpus / folder)) {
      if (entry.path().extension() == ".json") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::stringstream whole;
      whole << in.rdbuf();
      std::string bytes = whole.str();
      diag::Emitter emitter;
      auto submission = container::parse_submission(bytes, emitter);
      bool order = true, characters = true;
      for (const auto& d : submission.documents) {
        if (d.media != container::Media::html) continue;
        std::string ours = our_text(bytes, d.text);
        std::string theirs = gumbo_text(to_utf8_text(d.text.of(bytes)));
        if (ours == theirs) continue;
        order = false;
        if (histogram(ours) == histogram(theirs)) continue;
        characters = false;
        size_t i = 0;
        while (i < std::min(ours.size(), theirs.size()) && ours[i] == theirs[i]) ++i;
        std::cout << entry.path().filename().string() << " document " << d.index << " differs at character " << i << ": ours \"" << ours.substr(i, 60)
                  << "\", gumbo \"" << theirs.substr(i, 60) << "\"\n";
      }
      ++files;
      same_order += order;
      same_characters += characters;
    }
  }
  std::cout << files << " files, " << same_order << " with the same characters in the same order, " << same_characters
            << " with the same characters\n";
  EXPECT_GE(static_cast<double>(same_characters), 0.999 * static_cast<double>(files));
}

#else
TEST(HtmlOracle, TextOfTheCorpusIsWhatGumboReads) { GTEST_SKIP() << "built without gumbo (libgumbo-dev)"; }
#endif

}  // namespace
}  // namespace crossfoot::markup
