// Speed and memory of each phase on real filings, one core, beside two references over the same bytes: memchr for line
// ends in this program, and `wc -l` as a command. What is timed is checked first: documents partition their files,
// HTML tokens partition their documents, figures hold the digits they claim.
//
// usage: crossfoot_bench [CORPUS]      default: ../shared/corpus beside the repository, else samples/
#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "driver/pipeline.h"
#include "markup/html_tokenizer.h"
#include "source/inputs.h"
#include "write/json.h"

namespace fs = std::filesystem;
using namespace crossfoot;

namespace {

constexpr int kRounds = 3;

/// Seconds that this thread has had on a core: what others do on the machine meanwhile is not counted.
auto core_seconds() -> double {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

auto wall_seconds() -> double {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The shortest of a few runs: noise only ever adds.
auto best_of(int rounds, const std::function<void()>& f, double (*clock)() = core_seconds) -> double {
  double best = 1e9;
  for (int i = 0; i < rounds; ++i) {
    double start = clock();
    f();
    best = std::min(best, clock() - start);
  }
  return best;
}

struct Corpus {
  std::string name;
  std::vector<std::string> paths;
  std::vector<source::SourceBuffer> buffers;
  uint64_t bytes = 0;
};

auto load(std::string name, const std::vector<std::string>& folders) -> Corpus {
  Corpus c;
  c.name = std::move(name);
  source::Inputs inputs(folders);
  while (auto n = inputs.next()) {
    if (auto* b = std::get_if<source::SourceBuffer>(&*n)) {
      // Copied, so that page faults of the mapping are not timed.
      c.paths.push_back(b->name());
      c.bytes += b->bytes().size();
      c.buffers.emplace_back(b->name(), std::string(b->bytes()));
    }
  }
  return c;
}

void row(std::string_view what, double seconds, uint64_t bytes, double whole, std::string_view more = {}) {
  fmt::print("  {:<34} {:>9.1f} MB/s", what, static_cast<double>(bytes) / 1e6 / seconds);
  if (whole > 0) fmt::print("  {:>5.1f} % of the pipeline", 100 * seconds / whole);
  fmt::print("{}{}\n", more.empty() ? "" : "  ", more);
}

/// Peak resident memory of this process, in bytes.
auto peak_memory() -> long {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6)) * 1024;
  return 0;
}

/// Peak memory of a fresh process that reads one file, less that of one that reads none, in bytes.
auto memory_of_reading(const std::string& path) -> long {
  auto run = [](const std::string& file) {
    std::string command = fmt::format("'{}' --one '{}'", fs::read_symlink("/proc/self/exe").string(), file);
    std::FILE* p = ::popen(command.c_str(), "r");
    long n = 0;
    if (!p || std::fscanf(p, "%ld", &n) != 1) n = 0;
    if (p) ::pclose(p);
    return n;
  };
  return run(path) - run("/dev/null");
}

int check_output(const Corpus& c) {
  int bad = 0;
  for (const auto& b : c.buffers) {
    diag::Emitter e;
    auto s = container::parse_submission(b.bytes(), e);
    uint32_t last = 0;
    for (const auto& d : s.documents) {
      bad += d.span.begin < last || d.span.end > b.bytes().size();
      last = d.span.end;
      if (d.media == container::Media::html) {
        auto tokens = markup::tokenize_html(b.bytes(), d.text);
        uint32_t at = d.text.begin;
        for (size_t i = 0; i < tokens.tokens.size(); ++i) {
          bad += tokens.span(i).begin != at || tokens.span(i).empty();
          at = tokens.span(i).end;
        }
        bad += at != d.text.end;
      }
    }
    bad += s.documents.empty() && !b.bytes().empty() && s.envelope == container::Envelope::none;
  }
  return bad;
}

void bench(const Corpus& c) {
  if (c.buffers.empty()) return;
  fmt::print("\n{}: {} filings, {:.1f} MB\n", c.name, c.buffers.size(), static_cast<double>(c.bytes) / 1e6);
  if (int bad = check_output(c)) {
    fmt::print("  output is wrong in {} places: not timed\n", bad);
    return;
  }

  size_t sink = 0;
  double memchr_s = best_of(kRounds * 3, [&] {
    for (const auto& b : c.buffers) {
      const char* p = b.bytes().data();
      const char* end = p + b.bytes().size();
      while (p < end && (p = static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(end - p))))) ++p, ++sink;
    }
  });
  row("memchr for line ends", memchr_s, c.bytes, 0);
  std::string list = (fs::temp_directory_path() / fmt::format("crossfoot-bench-{}", getpid())).string();
  {
    std::ofstream f(list, std::ios::binary);
    for (const auto& p : c.paths) f << p << '\0';
  }
  double wc_s = best_of(kRounds, [&] {
    std::string command = "wc -l --files0-from=" + list + " >/dev/null";
    if (std::system(command.c_str()) != 0) ++sink;
  }, wall_seconds);
  fs::remove(list);
  row("wc -l, with its start", wc_s, c.bytes, 0);

  double container_s = best_of(kRounds * 3, [&] {
    for (const auto& b : c.buffers) {
      diag::Emitter e;
      sink += container::parse_submission(b.bytes(), e).documents.size();
    }
  });

  // Each phase over all filings, its inputs ready.
  std::vector<Filing> filings(c.buffers.size());
  std::vector<diag::Emitter> emitters(c.buffers.size());
  for (size_t i = 0; i < filings.size(); ++i) {
    filings[i].source = c.buffers[i].name();
    filings[i].bytes = c.buffers[i].bytes();
    filings[i].submission = container::parse_submission(filings[i].bytes, emitters[i]);
  }
  struct Phase {
    std::string_view name;
    std::function<void(Filing&, diag::Emitter&)> run;
    double seconds = 0;
  };
  std::string json;
  std::vector<Phase> phases = {
      {"markup and layout", [](Filing& f, diag::Emitter& e) {
         f.layouts.clear();
         for (const auto& d : f.submission.documents) f.layouts.push_back(layout::lay_out(f.bytes, d, e));
       }},
      {"form", [](Filing& f, diag::Emitter& e) { f.form = form::read_form(f.bytes, f.submission, f.layouts, e); }},
      {"statement", [](Filing& f, diag::Emitter& e) { f.statements = statement::read_statements(f.bytes, f.submission, f.layouts, f.form, e); }},
      {"check, tables", [](Filing& f, diag::Emitter& e) { f.checks = check::check_statements(f.bytes, f.submission, f.layouts, f.statements, e); }},
      {"prose", [](Filing& f, diag::Emitter&) {
         f.prose.claims = prose::find_claims(f.bytes, f.submission, f.layouts, f.form, f.statements);
         f.prose.events = prose::find_events(f.bytes, f.submission, f.layouts, f.form, f.statements);
         f.prose.entities = prose::find_entities(f.bytes, f.submission, f.layouts, f.form);
       }},
      {"check, prose", [](Filing& f, diag::Emitter& e) { check::check_prose({f.bytes, f.submission, f.layouts, f.form, f.statements, f.prose}, e); }},
      {"write JSON Lines", [&](Filing& f, diag::Emitter&) {
         json.clear();
         write::write_json(f, json);
         sink += json.size();
       }},
  };
  double whole = container_s;
  for (auto& p : phases) {
    p.seconds = best_of(kRounds, [&] {
      for (size_t i = 0; i < filings.size(); ++i) {
        diag::Emitter e;
        p.run(filings[i], e);
      }
    });
    whole += p.seconds;
  }
  row("container", container_s, c.bytes, whole, fmt::format("{:.2f} of memchr, {:.1f} of wc -l", memchr_s / container_s, wc_s / container_s));
  uint64_t html_bytes = 0;
  for (const auto& f : filings)
    for (const auto& d : f.submission.documents)
      if (d.media == container::Media::html) html_bytes += d.text.size();
  if (html_bytes * 2 > c.bytes) {
    double s = best_of(kRounds, [&] {
      for (const auto& f : filings)
        for (const auto& d : f.submission.documents)
          if (d.media == container::Media::html) sink += markup::tokenize_html(f.bytes, d.text).tokens.size();
    });
    row("  HTML tokens alone", s, html_bytes, 0);
  }
  for (const auto& p : phases) row(p.name, p.seconds, c.bytes, whole);
  row("up to form", container_s + phases[0].seconds + phases[1].seconds, c.bytes, 0);
  uint64_t facts = 0;
  for (const auto& f : filings) facts += f.statements.facts.size();
  row("whole pipeline", whole, c.bytes, 0, fmt::format("{:.0f} facts/s", static_cast<double>(facts) / whole));

  auto largest = std::max_element(c.buffers.begin(), c.buffers.end(), [](const auto& a, const auto& b) { return a.bytes().size() < b.bytes().size(); });
  long memory = memory_of_reading(largest->name());
  fmt::print("  {:<34} {:>9.1f} MB for a filing of {:.1f} MB: {:.1f} times\n", "peak memory, the largest alone", static_cast<double>(memory) / 1e6,
             static_cast<double>(largest->bytes().size()) / 1e6, static_cast<double>(memory) / static_cast<double>(largest->bytes().size()));
  if (sink == 0) fmt::print("  nothing was read\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--one") {
    auto b = source::SourceBuffer::open(argv[2]);
    if (b) {
      Filing f = driver::read_filing(*b);
      std::string out;
      write::write_json(f, out);
    }
    fmt::print("{}\n", peak_memory());
    return 0;
  }
  fs::path root = CROSSFOOT_SOURCE_DIR;
  fs::path corpus = argc > 1 ? fs::path(argv[1]) : root / ".." / "shared" / "corpus";
  std::string cpu = "unknown CPU";
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) {
      cpu = line.substr(line.find(':') + 2);
      break;
    }
  fmt::print("crossfoot bench, {}, {}, one core\n", cpu, CROSSFOOT_COMPILER);
  if (!fs::exists(corpus)) {
    fmt::print("{} is not there: the samples are timed instead; they are too small to mean much\n", corpus.string());
    bench(load("samples", {(root / "samples").string()}));
    return 0;
  }
  auto in = [&](std::initializer_list<const char*> names) {
    std::vector<std::string> v;
    for (auto n : names)
      if (fs::exists(corpus / n)) v.push_back((corpus / n).string());
    return v;
  };
  bench(load("typewriter text", in({"8k-text", "10kq-text"})));
  bench(load("HTML", in({"8k-html", "10kq-html", "press-releases", "html-truth"})));
  return 0;
}
