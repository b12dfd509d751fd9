// The outcome of something the environment can refuse: a value or an Error that says what and where.
#pragma once
#include <string>
#include <tl/expected.hpp>

namespace crossfoot {

/// A failure of the environment (file, disk, arguments), never of a filing's content.
struct Error {
  std::string message;  // lower case, no full stop: "missing.txt: no such file"
};

template <typename T>
using Result = tl::expected<T, Error>;

inline auto fail(std::string message) { return tl::unexpected(Error{std::move(message)}); }

}  // namespace crossfoot
