// Envelope: any bytes give documents whose spans lie in the file, in order, without overlap.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "container/submission.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  crossfoot::diag::Emitter emitter;
  auto s = crossfoot::container::parse_submission(bytes, emitter);
  uint32_t last = 0;
  for (const auto& d : s.documents) {
    if (d.span.begin < last || d.span.end > size || d.span.end < d.span.begin) std::abort();
    if (d.text.begin < d.span.begin || d.text.end > d.span.end || d.text.end < d.text.begin) std::abort();
    last = d.span.end;
  }
  for (const auto& f : s.fields)
    if (f.span.end > size || f.span.begin > f.span.end) std::abort();
  return 0;
}
