// Whatever is read can be written and read again as the same value; whatever is written is read.

#include <cstdint>
#include <cstdlib>

#include "platform/json/json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sluice;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto value = json::parse(text)) {
    const auto again = json::parse(json::print(*value));
    if (!again || *again != *value) std::abort();
  } else if (value.error().offset > size || value.error().message.empty()) {
    std::abort();
  }
  // As a string the same bytes may be anything, and still the text that holds them is well-formed.
  if (!json::parse(json::print(json::Value(std::string(text))), {.bytes_max = SIZE_MAX})) std::abort();
  return 0;
}
