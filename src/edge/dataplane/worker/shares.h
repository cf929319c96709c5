#pragma once
// How the owners of balancers share the sessions of a worker. An owner may have four times as many as are
// free: alone four fifths of all, one of two 4/9, one of ten a tenth of what ten leave free together. So
// whoever comes finds some, however many the others would like to have, and nobody is cut off for him.

#include <cstddef>

namespace sluice::worker {

inline constexpr size_t share_of_free = 4;
// Whoever has had his share accepts again when he is so much below it, a part of what he has: sessions that
// end one by one do not open and close the listeners of a large one each time.
inline constexpr size_t slack_part = 32;

constexpr bool has_his_share(size_t sessions, size_t free) {
  return sessions >= share_of_free * free;
}
constexpr bool may_have_more(size_t sessions, size_t free) {
  return sessions + sessions / slack_part < share_of_free * free;
}

}  // namespace sluice::worker
