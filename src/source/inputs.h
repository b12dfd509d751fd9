// The filings that a list of paths stands for, one after the other: files, folders, standard input, archives.
//
// In: paths as a person gives them. Out: SourceBuffers in a stable order (arguments in order, folders by name, members as
// they lie in the archive), one at a time, so that no more than the filings at work are in memory. What cannot be read
// becomes a Skip with its reason; the rest goes on. Archives are read, never unpacked: member names are only labels.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "source/source_buffer.h"

namespace crossfoot::source {

/// Something that was asked for, or found in a folder or an archive, and is not read.
struct Skip {
  std::string name;
  std::string reason;    // "no such file", "empty file", "not a filing by its name (.json)"
  bool is_error = true;  // false: found in a folder and passed over by its kind
};

class Inputs {
 public:
  /// "-" is standard input.
  explicit Inputs(std::vector<std::string> paths);
  ~Inputs();
  Inputs(const Inputs&) = delete;
  auto operator=(const Inputs&) -> Inputs& = delete;

  /// Returns the next filing, or the next thing passed over; empty at the end. Not for several threads at once.
  [[nodiscard]] auto next() -> std::optional<std::variant<SourceBuffer, Skip>>;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace crossfoot::source
