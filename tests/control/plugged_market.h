#pragma once
// A market whose orders ask a provider outside: the sample one, on a thread of its own, at a port of this
// machine. Its clock stands where the market's begins.

#include "control/providers/sample/sample_thread.h"
#include "market.h"

namespace sluice::control {

using providers::Behaviour;
using providers::Seam;

class PluggedMarket {
 public:
  explicit PluggedMarket(std::initializer_list<Seam> seams,
                         providers::SampleState state = providers::default_sample_state(),
                         bool risk_fails_closed = false, Options others = {})
      : provider(*providers::SampleThread::start(base::Secret(secret), std::move(state), provider_clock_)),
        market(options(std::move(others), seams, risk_fails_closed)) {}

  void behave(Seam seam, Behaviour behaviour) { provider->behave(seam, {.behaviour = behaviour}); }
  uint64_t asked(Seam seam) {
    uint64_t count = 0;
    provider->with([&](providers::Sample& sample) { count = sample.asked(seam); });
    return count;
  }
  // Where the seam's provider is silent: whenever it has been asked, an attempt's share of time passes.
  Reply create_unheard(Seam seam) {
    const providers::Patience patience = providers::default_patience(seam);
    uint64_t heard = asked(seam);
    const auto reply = market.cloud.start_as(market.buyer.key, "CreateLoadBalancer", market.order());
    market.cloud.turn_until([&] {
      const uint64_t now = asked(seam);
      if (std::exchange(heard, now) != now)
        market.cloud.clock().advance(patience.deadline / patience.attempts);
      return reply->answered();
    });
    return *reply;
  }

 private:
  static constexpr const char* secret = "the secret of both sides";

  Options options(Options options, std::initializer_list<Seam> seams, bool risk_fails_closed) const {
    for (const Seam seam : seams) {
      const providers::Patience patience = providers::default_patience(seam);
      options.providers.of(seam) = {.server = provider->endpoint(),
                                    .host = base::format_endpoint(provider->endpoint()),
                                    .prefix = "",
                                    .secret = base::Secret(secret),
                                    .deadline = patience.deadline,
                                    .attempts = patience.attempts};
    }
    options.providers.risk_fails_closed = risk_fails_closed;
    return options;
  }

  base::ManualClock provider_clock_{*base::parse_iso8601(TestCloud::started_at)};

 public:
  const std::unique_ptr<providers::SampleThread> provider;
  Market market;
};

}  // namespace sluice::control
