#include "driver/extract.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>

#include "source/inputs.h"
#include "write/json.h"

namespace crossfoot::driver {
namespace {

std::atomic<bool> interrupted{false};

void on_interrupt(int) { interrupted = true; }

/// What became of one input: a line of output, the reason there is none, or both where part of it was passed over.
struct Outcome {
  std::string line;
  source::Skip skip;
  uint64_t bytes = 0;
};

/// A progress line that is rewritten in place on a terminal and absent in a log.
class Progress {
 public:
  explicit Progress(bool on) : on_(on && ::isatty(STDERR_FILENO)) {}
  void update(uint64_t files, uint64_t bytes) {
    if (!on_) return;
    auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    fmt::print(stderr, "\r{} filings, {:.1f} MB\x1b[K", files, static_cast<double>(bytes) / 1e6);
    std::fflush(stderr);
  }
  void clear() {
    if (on_) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  bool on_;
  std::chrono::steady_clock::time_point last_{};
};

/// Hands out inputs in order, takes outcomes back in any order, and lets no more than a few be at work or waiting.
class Queue {
 public:
  Queue(std::vector<std::string> paths, size_t window) : inputs_(std::move(paths)), window_(window) {}

  /// Takes the next input; false at the end or after stop().
  bool take(uint64_t& ticket, std::variant<source::SourceBuffer, source::Skip>& input) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || ended_ || taken_ - written_ < window_; });
    if (stopped_ || ended_) return false;
    auto n = inputs_.next();
    if (!n) {
      ended_ = true;
      room_.notify_all();
      ready_.notify_all();
      return false;
    }
    ticket = taken_++;
    input = std::move(*n);
    return true;
  }

  void give(uint64_t ticket, Outcome o) {
    std::lock_guard lock(mutex_);
    done_.emplace(ticket, std::move(o));
    if (ticket == written_) ready_.notify_one();
  }

  /// Waits for the next outcome in order; false when there are no more.
  bool next(Outcome& o) {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return stopped_ || done_.contains(written_) || (ended_ && written_ == taken_); });
    auto it = done_.find(written_);
    if (it == done_.end()) return false;
    o = std::move(it->second);
    done_.erase(it);
    ++written_;
    room_.notify_all();
    return true;
  }

  void stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    room_.notify_all();
    ready_.notify_all();
  }

 private:
  source::Inputs inputs_;
  size_t window_;
  std::mutex mutex_;
  std::condition_variable room_, ready_;
  std::map<uint64_t, Outcome> done_;
  uint64_t taken_ = 0, written_ = 0;
  bool ended_ = false, stopped_ = false;
};

auto process(std::variant<source::SourceBuffer, source::Skip> input, const write::JsonOptions& json) -> Outcome {
  Outcome o;
  if (auto* skip = std::get_if<source::Skip>(&input)) {
    o.skip = std::move(*skip);
    return o;
  }
  const auto& buffer = std::get<source::SourceBuffer>(input);
  Filing f = read_filing(buffer);
  o.bytes = buffer.bytes().size();
  if (is_binary(f)) {
    o.skip = {buffer.name(), "not a filing: binary content", true};
    return o;
  }
  // A document passed over for its size is a gap that the summary must not hide.
  for (const auto& d : f.diagnostics)
    if (d.rule == diag::Rule::skipped && d.severity == diag::Severity::warning) o.skip = {buffer.name(), d.message, true};
  write::write_json(f, o.line, json);
  return o;
}

void summarise(uint64_t filings, uint64_t bytes, double seconds, const std::map<std::string, std::vector<std::string>>& skipped) {
  fmt::print(stderr, "{} filing{}, {:.1f} MB in {:.2f} s ({:.0f} MB/s)", filings, filings == 1 ? "" : "s", static_cast<double>(bytes) / 1e6,
             seconds, static_cast<double>(bytes) / 1e6 / std::max(seconds, 1e-9));
  size_t n = 0;
  for (const auto& [reason, names] : skipped) n += names.size();
  if (n == 0) {
    fmt::print(stderr, ", nothing skipped\n");
    return;
  }
  fmt::print(stderr, ", {} skipped:\n", n);
  for (const auto& [reason, names] : skipped)
    fmt::print(stderr, "  {:4} {}: {}{}\n", names.size(), reason, names.front(), names.size() > 1 ? ", ..." : "");
}

}  // namespace

auto extract(const ExtractOptions& options) -> int {
  bool to_stdout = options.output.empty() || options.output == "-";
  std::FILE* out = to_stdout ? stdout : std::fopen(options.output.c_str(), "wb");
  if (!out) {
    fmt::print(stderr, "crossfoot: error: {}: {}\n", options.output, std::strerror(errno));
    return 2;
  }
  auto started = std::chrono::steady_clock::now();
  unsigned jobs = options.jobs ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  Queue queue(options.paths, jobs * 2 + 1);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, on_interrupt);

  write::JsonOptions json;
  json.numbers = options.numbers;
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < jobs; ++i) {
    workers.emplace_back([&] {
      uint64_t ticket = 0;
      std::variant<source::SourceBuffer, source::Skip> input;
      while (!interrupted && queue.take(ticket, input)) queue.give(ticket, process(std::move(input), json));
      if (interrupted) queue.stop();
    });
  }

  Progress progress(!options.quiet);
  uint64_t filings = 0, bytes = 0;
  bool skipped_any = false, write_failed = false;
  std::map<std::string, std::vector<std::string>> skipped;
  Outcome o;
  while (queue.next(o)) {
    if (!o.skip.reason.empty()) {
      if (o.skip.is_error) {
        skipped_any = true;
        progress.clear();
        fmt::print(stderr, "{}: {}\n", o.skip.name, o.skip.reason);
      }
      skipped[o.skip.reason].push_back(o.skip.name);
    }
    if (o.line.empty()) continue;
    if (std::fwrite(o.line.data(), 1, o.line.size(), out) != o.line.size()) {
      write_failed = true;
      break;
    }
    ++filings;
    bytes += o.bytes;
    progress.update(filings, bytes);
  }
  int write_error = errno;
  queue.stop();
  for (auto& w : workers) w.join();
  progress.clear();
  if (std::fflush(out) != 0 && !write_failed) write_failed = true, write_error = errno;
  if (!to_stdout) std::fclose(out);
  if (write_failed && write_error != EPIPE)
    fmt::print(stderr, "crossfoot: error: {}: {}\n", to_stdout ? "standard output" : options.output, std::strerror(write_error));
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (!options.quiet) summarise(filings, bytes, seconds, skipped);
  if (interrupted) {
    fmt::print(stderr, "interrupted: the lines written are whole, the rest was not read\n");
    return 130;
  }
  if (write_failed) return 2;
  if (filings == 0) return 2;
  return skipped_any ? 1 : 0;
}

}  // namespace crossfoot::driver
