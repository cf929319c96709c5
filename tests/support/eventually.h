#pragma once
// Waiting for what another process does: it cannot notify us, so it is asked again until a generous deadline.

#include <chrono>
#include <thread>

namespace sluice::e2e {

// Generous; only a hang gets here.
inline constexpr std::chrono::seconds patience{60};

template <class Condition>
bool eventually(Condition holds) {
  constexpr std::chrono::milliseconds between_questions{5};
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(between_questions);
  }
  return true;
}

}  // namespace sluice::e2e
