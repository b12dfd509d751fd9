#include "source/source_buffer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace crossfoot::source {
namespace {

constexpr uint64_t kMaxBytes = 0xffffffffU;

/// A read-only private mapping, unmapped with its last owner.
struct Mapping {
  void* address;
  size_t size;
  Mapping(void* a, size_t n) : address(a), size(n) {}
  Mapping(const Mapping&) = delete;
  auto operator=(const Mapping&) -> Mapping& = delete;
  ~Mapping() { ::munmap(address, size); }
};

struct Descriptor {
  int fd;
  explicit Descriptor(int d) : fd(d) {}
  Descriptor(const Descriptor&) = delete;
  auto operator=(const Descriptor&) -> Descriptor& = delete;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

SourceBuffer::SourceBuffer(std::string name, std::string bytes) : name_(std::move(name)) {
  auto owned = std::make_shared<const std::string>(std::move(bytes));
  bytes_ = *owned;
  owner_ = std::move(owned);
}

auto SourceBuffer::open(const std::string& path) -> Result<SourceBuffer> {
  Descriptor d(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (d.fd < 0) return fail(path + ": " + (errno == ENOENT ? "no such file" : std::strerror(errno)));
  struct stat st{};
  if (::fstat(d.fd, &st) != 0) return fail(path + ": " + std::strerror(errno));
  if (S_ISDIR(st.st_mode)) return fail(path + ": is a directory");
  if (S_ISREG(st.st_mode) && static_cast<uint64_t>(st.st_size) > kMaxBytes)
    return fail(path + ": larger than 4 GiB; split the archive or give its members");
  SourceBuffer b;
  b.name_ = path;
  if (S_ISREG(st.st_mode) && st.st_size > 0) {
    auto size = static_cast<size_t>(st.st_size);
    void* p = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, d.fd, 0);
    if (p != MAP_FAILED) {
      b.owner_ = std::make_shared<const Mapping>(p, size);
      b.bytes_ = {static_cast<const char*>(p), size};
      return b;
    }
  }
  // Pipes and file systems that cannot map: read to the end.
  std::string all;
  char chunk[1 << 16];
  for (;;) {
    ssize_t n = ::read(d.fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(path + ": " + std::strerror(errno));
    if (n == 0) break;
    all.append(chunk, static_cast<size_t>(n));
    if (all.size() > kMaxBytes) return fail(path + ": larger than 4 GiB");
  }
  return SourceBuffer(path, std::move(all));
}

LineTable::LineTable(std::string_view bytes) : bytes_(bytes), starts_{0} {
  const char* data = bytes.data();
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (data[i] == '\n' || (data[i] == '\r' && (i + 1 == bytes.size() || data[i + 1] != '\n')))
      starts_.push_back(static_cast<uint32_t>(i + 1));
  }
}

auto LineTable::position_of(uint32_t offset) const -> Position {
  auto it = std::upper_bound(starts_.begin(), starts_.end(), offset);
  auto line = static_cast<uint32_t>(it - starts_.begin());
  return {line, offset - starts_[line - 1] + 1};
}

auto LineTable::line(uint32_t line) const -> Span {
  if (line == 0 || line > starts_.size()) return {};
  uint32_t begin = starts_[line - 1];
  uint32_t end = line < starts_.size() ? starts_[line] : static_cast<uint32_t>(bytes_.size());
  while (end > begin && (bytes_[end - 1] == '\n' || bytes_[end - 1] == '\r')) --end;
  return {begin, end};
}

}  // namespace crossfoot::source
