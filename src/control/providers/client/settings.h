#pragma once
// Which providers there are, and how long they may take. Values; whoever makes them has checked them.

#include <array>
#include <chrono>
#include <optional>
#include <string>

#include "control/providers/consultation/seam.h"
#include "platform/base/ip.h"
#include "platform/base/secret.h"

namespace sluice::providers {

inline constexpr std::chrono::milliseconds seam_deadline_min{50};
inline constexpr std::chrono::milliseconds seam_deadline_max{5'000};
inline constexpr int attempts_max = 5;

struct ProviderSettings {
  base::Endpoint server;
  std::string host;    // what the Host field says
  std::string prefix;  // of every path, without a slash at its end
  base::Secret secret;
  std::chrono::milliseconds deadline{1'000};  // of a question, all attempts together
  int attempts = 2;
};

struct Settings {
  std::array<std::optional<ProviderSettings>, seam_count> seams;
  bool risk_fails_closed = false;

  std::optional<ProviderSettings>& of(Seam seam) { return seams[static_cast<size_t>(seam)]; }
  const std::optional<ProviderSettings>& of(Seam seam) const { return seams[static_cast<size_t>(seam)]; }
};

Plugged plugged_by(const Settings& settings);

// What holds where nothing else is said (commerce fact sheet, 2.4): attempts and their time together.
struct Patience {
  std::chrono::milliseconds deadline;
  int attempts;
};
Patience default_patience(Seam seam);

}  // namespace sluice::providers
