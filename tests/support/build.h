#pragma once
// How this was built, for bounds and repetitions that depend on it.

namespace sluice::e2e {

#ifdef SLUICE_SANITIZED
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace sluice::e2e
