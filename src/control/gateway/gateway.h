#pragma once
// The front door: one HTTP request in, one answer out. The check order is section 5.1 of the gateway fact
// sheet; each check is a function of its own, and this class is the list of them. Belongs to one loop.

#include <functional>
#include <memory>

#include "control/actions/executor.h"
#include "control/actions/registry.h"
#include "control/audit/trail.h"
#include "control/business_clock/business_clock.h"
#include "control/error_lab/lab.h"
#include "control/gateway/answered.h"
#include "control/gateway/authentication.h"
#include "control/identity/key_ring.h"
#include "control/identity/session_tokens.h"
#include "control/throttle/throttle.h"
#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/base/random.h"
#include "platform/io/loop.h"

namespace sluice::gateway {

// Everything a gateway works with; all of it outlives the gateway.
struct Parts {
  io::Loop& loop;
  const base::Clock& clock;
  const business::BusinessClock& business_clock;
  base::Random& random;
  const identity::KeyRing& keys;
  const identity::SessionTokens& tokens;
  const actions::Registry& registry;
  actions::Executor& executor;
  const audit::Trail& trail;
  throttle::Rates rates;
  bool tls_required = false;
  error_lab::Lab* error_lab = nullptr;  // none: it is off
};

using Origin = actions::Origin;

// New calls are refused with ServiceUnavailable while one of their kind (reading, or changing) has waited for
// storage this long: work that piles up further would only make everybody wait.
inline constexpr auto wait_max = std::chrono::seconds(2);
// A call whose token is in use by another one that is under way is answered with Processing after this long:
// in time for clients, which commonly read for 10 seconds.
inline constexpr auto behind_same_token_max = std::chrono::seconds(5);

class Gateway {
 public:
  explicit Gateway(const Parts& parts);
  // What was refused until now is handed to storage.
  ~Gateway();

  // `respond` is called once, on the loop; at once for what is refused before it reaches storage. The
  // request's views need to live during the call only.
  void handle(const signature::Request& request, const Origin& origin, Respond respond);

  // Calls that storage has not answered yet.
  size_t calls_under_way() const;

 private:
  struct State;
  struct Admitted;
  static void run(const std::shared_ptr<State>& state, std::shared_ptr<Admitted> admitted);
  // The same of a call that an error rule strikes.
  static void run_struck(const std::shared_ptr<State>& state, std::shared_ptr<Admitted> admitted);
  static void answer_struck(const std::shared_ptr<State>& state, uint64_t id, const Admitted& admitted,
                            Answered answered);

  std::shared_ptr<State> state_;
};

}  // namespace sluice::gateway
