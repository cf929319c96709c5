#pragma once
// The front door: one HTTP request in, one answer out. The check order is section 5.1 of the gateway fact
// sheet; each check is a function of its own, and this class is the list of them. Belongs to one loop.

#include <functional>
#include <memory>

#include "control/actions/executor.h"
#include "control/actions/registry.h"
#include "control/gateway/authentication.h"
#include "control/gateway/render.h"
#include "control/identity/key_ring.h"
#include "control/throttle/throttle.h"
#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/io/loop.h"

namespace sluice::gateway {

// Everything a gateway works with; all of it outlives the gateway.
struct Parts {
  io::Loop& loop;
  const base::Clock& clock;
  base::Random& random;
  const identity::KeyRing& keys;
  const actions::Registry& registry;
  actions::Executor& executor;
  throttle::Rates rates;
};

struct Answered {
  model::RequestId request_id;
  Rendered content;
  std::optional<base::Duration> retry_after;  // of a call that was refused for its rate
};

class Gateway {
 public:
  explicit Gateway(const Parts& parts);
  ~Gateway();

  // Called once, on the loop; at once for what is refused before it reaches storage.
  using Respond = std::function<void(Answered)>;
  // The request's views need to live during the call only.
  void handle(const signature::Request& request, Respond respond);

  // Calls that storage has not answered yet.
  size_t calls_under_way() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace sluice::gateway
