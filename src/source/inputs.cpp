#include "source/inputs.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <deque>
#include <filesystem>

#include "base/ascii.h"

namespace crossfoot::source {
namespace {

namespace fs = std::filesystem;

/// A member is held in memory whole; what unpacks to more than this is refused, so that a small archive cannot fill the machine.
constexpr size_t kMaxMember = size_t{2} << 30;
constexpr size_t kChunk = 1 << 16;

/// Endings of files that lie beside filings and are none.
constexpr std::string_view kOtherEndings[] = {".json", ".jsonl", ".csv", ".tsv", ".xml", ".xsd", ".jpg", ".jpeg", ".gif", ".png", ".pdf", ".md",
                                              ".py",   ".xlsx",  ".xls", ".css", ".js",  ".idx", ".db",  ".log",  ".sh",  ".parquet"};

auto other_ending(const std::string& path) -> std::string_view {
  for (auto e : kOtherEndings)
    if (path.size() > e.size() && ascii::equals_ignoring_case(std::string_view(path).substr(path.size() - e.size()), e)) return e;
  return {};
}

bool is_archive(std::string_view b) {
  return b.starts_with("\x1f\x8b") || b.starts_with("PK\x03\x04") || b.starts_with("PK\x05\x06") || (b.size() > 262 && b.substr(257, 5) == "ustar");
}

bool leads_outside(const std::string& member) {
  return member.starts_with("/") || member.starts_with("../") || member.find("/../") != std::string::npos;
}

}  // namespace

struct Inputs::State {
  std::deque<std::string> paths;                          // still to be opened, arguments first
  std::deque<std::pair<std::string, bool>> in_folder;     // found in the folder at hand: path, is it read
  std::string folder;
  size_t folder_read = 0;
  // The archive at hand.
  SourceBuffer outer;
  ::archive* archive = nullptr;
  size_t members = 0;

  ~State() { close_archive(); }

  void close_archive() {
    if (archive) ::archive_read_free(archive);
    archive = nullptr;
    outer = {};
  }

  using Next = std::variant<SourceBuffer, Skip>;

  auto open_archive(SourceBuffer b) -> std::optional<Next> {
    outer = std::move(b);
    members = 0;
    archive = ::archive_read_new();
    ::archive_read_support_filter_gzip(archive);
    ::archive_read_support_format_tar(archive);
    ::archive_read_support_format_zip(archive);
    ::archive_read_support_format_raw(archive);
    if (::archive_read_open_memory(archive, outer.bytes().data(), outer.bytes().size()) != ARCHIVE_OK) {
      Skip s{outer.name(), std::string("cannot be read as an archive: ") + reason(), true};
      close_archive();
      return s;
    }
    return std::nullopt;
  }

  auto reason() const -> std::string {
    const char* s = ::archive_error_string(archive);
    return s ? s : "damaged";
  }

  auto next_member() -> std::optional<Next> {
    ::archive_entry* entry = nullptr;
    for (;;) {
      int r = ::archive_read_next_header(archive, &entry);
      if (r == ARCHIVE_EOF) {
        std::string name = outer.name();
        bool none = members == 0;
        close_archive();
        if (none) return Skip{name, "archive holds no files", true};
        return std::nullopt;
      }
      if (r < ARCHIVE_WARN) {
        Skip s{outer.name(), "archive is damaged or cut off: " + reason(), true};
        close_archive();
        return s;
      }
      bool raw = ::archive_format(archive) == ARCHIVE_FORMAT_RAW;
      if (!raw && ::archive_entry_filetype(entry) != AE_IFREG) continue;
      ++members;
      const char* path = ::archive_entry_pathname(entry);
      std::string member = path ? path : "member";
      std::string name = raw ? outer.name() : outer.name() + "!" + member;
      if (!raw && leads_outside(member)) return Skip{name, "member name leads outside the archive", true};
      if (!raw && !other_ending(member).empty())
        return Skip{name, "not a filing by its name (" + std::string(other_ending(member)) + ")", false};
      std::string bytes;
      if (!raw && ::archive_entry_size_is_set(entry) && ::archive_entry_size(entry) > 0)
        bytes.reserve(std::min<size_t>(static_cast<size_t>(::archive_entry_size(entry)), size_t{1} << 28));
      char chunk[kChunk];
      for (;;) {
        la_ssize_t n = ::archive_read_data(archive, chunk, sizeof chunk);
        if (n == 0) break;
        if (n < 0) {
          // What was unpacked so far is lost on purpose: half a filing must not pass for a whole one.
          Skip s{name, "archive is damaged or cut off: " + reason(), true};
          if (n == ARCHIVE_FATAL) close_archive();
          return s;
        }
        bytes.append(chunk, static_cast<size_t>(n));
        if (bytes.size() > kMaxMember) return Skip{name, "unpacks to more than 2 GiB", true};
      }
      if (bytes.empty()) return Skip{name, "empty file", true};
      return SourceBuffer(std::move(name), std::move(bytes));
    }
  }

  auto open_path(const std::string& path) -> std::optional<Next> {
    if (path == "-") {
      auto b = SourceBuffer::open("/dev/stdin");
      if (!b) return Skip{"standard input", b.error().message, true};
      return opened(SourceBuffer("<stdin>", std::string(b->bytes())));
    }
    std::error_code ec;
    if (fs::is_directory(path, ec)) return open_folder(path);
    auto b = SourceBuffer::open(path);
    if (!b) {
      std::string why = b.error().message;
      if (why.starts_with(path + ": ")) why.erase(0, path.size() + 2);
      return Skip{path, why, true};
    }
    return opened(std::move(*b));
  }

  auto opened(SourceBuffer b) -> std::optional<Next> {
    if (b.bytes().empty()) return Skip{b.name(), "empty file", true};
    if (!is_archive(b.bytes())) return b;
    return open_archive(std::move(b));
  }

  auto open_folder(const std::string& path) -> std::optional<Next> {
    std::vector<std::string> found;
    std::error_code ec;
    auto it = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, ec);
    if (ec) return Skip{path, ec.message(), true};
    for (auto end = fs::recursive_directory_iterator(); it != end; it.increment(ec)) {
      if (ec) break;
      std::error_code type_error;
      auto name = it->path().filename().string();
      if (name.starts_with(".")) {
        if (it->is_directory(type_error)) it.disable_recursion_pending();
        continue;
      }
      if (it->is_regular_file(type_error)) found.push_back(it->path().string());
    }
    std::sort(found.begin(), found.end());
    size_t filings = 0;
    for (auto& f : found) {
      bool read = other_ending(f).empty();
      filings += read;
      in_folder.emplace_back(std::move(f), read);
    }
    if (filings == 0) {
      in_folder.clear();
      return Skip{path, "no filings in this folder", true};
    }
    return std::nullopt;
  }
};

Inputs::Inputs(std::vector<std::string> paths) : state_(std::make_unique<State>()) {
  for (auto& p : paths) state_->paths.push_back(std::move(p));
}

Inputs::~Inputs() = default;

auto Inputs::next() -> std::optional<std::variant<SourceBuffer, Skip>> {
  for (;;) {
    if (state_->archive) {
      if (auto n = state_->next_member()) return n;
    } else if (!state_->in_folder.empty()) {
      auto [path, read] = std::move(state_->in_folder.front());
      state_->in_folder.pop_front();
      if (!read) return Skip{path, "not a filing by its name (" + std::string(other_ending(path)) + ")", false};
      if (auto n = state_->open_path(path)) return n;
    } else if (!state_->paths.empty()) {
      std::string path = std::move(state_->paths.front());
      state_->paths.pop_front();
      if (auto n = state_->open_path(path)) return n;
    } else {
      return std::nullopt;
    }
  }
}

}  // namespace crossfoot::source
