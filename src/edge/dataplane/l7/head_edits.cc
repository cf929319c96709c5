#include "edge/dataplane/l7/head_edits.h"

#include <algorithm>
#include <cstring>

namespace sluice::l7 {
namespace {

ptrdiff_t growth_of(const HeadEdit& edit) {
  return static_cast<ptrdiff_t>(edit.inserted.size()) - static_cast<ptrdiff_t>(edit.removed_bytes);
}

}  // namespace

ptrdiff_t growth_of(std::span<const HeadEdit> edits) {
  ptrdiff_t growth = 0;
  for (const HeadEdit& edit : edits) growth += growth_of(edit);
  return growth;
}

// The edits cut the head into pieces that stay as they are. A piece moves towards the front by what the edits
// behind it grow by, or towards the end by what they shrink by. Pieces that move to the front are moved first
// to last, the others last to first: then no piece is overwritten before it was moved. The inserted texts go
// into the gaps.
char* apply_edits(char* begin, char* end, std::span<const HeadEdit> edits) {
  const ptrdiff_t growth = growth_of(edits);
  const auto piece_begin = [&](size_t i) {
    return i == 0 ? begin : begin + edits[i - 1].at + edits[i - 1].removed_bytes;
  };
  const auto piece_end = [&](size_t i) { return i == edits.size() ? end : begin + edits[i].at; };
  const auto move = [&](size_t i, ptrdiff_t by) {
    std::memmove(piece_begin(i) + by, piece_begin(i), static_cast<size_t>(piece_end(i) - piece_begin(i)));
  };

  ptrdiff_t by = -growth;
  for (size_t i = 0; i <= edits.size(); ++i) {
    if (by < 0) move(i, by);
    if (i < edits.size()) by += growth_of(edits[i]);
  }
  by = 0;
  for (size_t i = edits.size() + 1; i-- > 0;) {
    if (by > 0) move(i, by);
    if (i > 0) by -= growth_of(edits[i - 1]);
  }
  by = -growth;
  for (size_t i = 0; i < edits.size(); ++i) {
    std::ranges::copy(edits[i].inserted, piece_end(i) + by);
    by += growth_of(edits[i]);
  }
  return begin - growth;
}

}  // namespace sluice::l7
