#pragma once
// Numbers that whoever runs the tests may choose.

#include <cstdint>
#include <cstdlib>

namespace sluice::crash {

inline uint64_t from_environment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace sluice::crash
