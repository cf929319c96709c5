#pragma once
// Changing a message head inside the buffer it was received in.
//
// The bytes behind the head (the body) stay where they are, so the rewritten head ends where the old one
// ended and begins earlier or later. A message of which nothing changes is not moved at all, and head and
// body leave in one send.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace sluice::l7 {

struct HeadEdit {
  size_t at = 0;              // offset in the head
  size_t removed_bytes = 0;   // taken out there
  std::string_view inserted;  // put in their place; must not point into the head
};

// Applies the edits, ascending and not overlapping, to the head [begin, end) and returns where it begins now.
// There must be room for what it grows by before `begin`. Reorders nothing and keeps every other byte.
char* apply_edits(char* begin, char* end, std::span<const HeadEdit> edits);

// How much longer the head becomes; negative if shorter.
ptrdiff_t growth_of(std::span<const HeadEdit> edits);

}  // namespace sluice::l7
