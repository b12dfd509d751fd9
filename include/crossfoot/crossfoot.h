// Crossfoot as a library: the bytes of one filing in, what they say and where they contradict themselves out.
//
// In: the whole of a submission, or a bare document, as EDGAR has it. Out: values that own all they hold. Any bytes are
// safe; nothing is printed, thrown or kept between calls, and calls on different threads do not meet.
//
//   #include <crossfoot/crossfoot.h>
//   auto line = crossfoot::extract_json(bytes, "filing.txt");        // one JSON object, see docs/contract.md
//   for (const auto& f : crossfoot::check_filing(bytes, "filing.txt")) ...  // findings, as `crossfoot check` prints them
//
// CMake: add_subdirectory(crossfoot) and link crossfoot::crossfoot.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// A place in the bytes given: offsets [begin, end), and for display line and column from 1 (the column counts bytes).
struct Place {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t line = 1;
  uint32_t column = 1;
  std::string message;  // what stands there, for the related places of a finding
};

struct Finding {
  std::string rule;      // "footing"; `crossfoot rules` lists them
  std::string severity;  // "error", "warning" or "note"
  std::string message;
  Place place;
  std::vector<Place> related;
};

/// Reads a filing of less than 4 GiB and returns it as one line of JSON without line end; `name` becomes its "source".
[[nodiscard]] auto extract_json(std::string_view bytes, std::string_view name) -> std::string;

/// Reads a filing and returns what contradicts itself in it, in order of place.
[[nodiscard]] auto check_filing(std::string_view bytes, std::string_view name) -> std::vector<Finding>;

/// The version of the library, "0.1.0".
[[nodiscard]] auto version() -> std::string_view;

}  // namespace crossfoot
