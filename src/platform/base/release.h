#pragma once

#include <string>

namespace sluice::base {

// Empties a text and gives its memory back. Assigning an empty one instead may keep all of it: a short string
// is copied into the storage that is there.
inline void release(std::string& text) {
  std::string().swap(text);
}

}  // namespace sluice::base
