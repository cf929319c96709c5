#pragma once
// Listeners with a live backend behind them, what a client was told about them, and what must therefore hold
// after a crash: one that was acknowledged as started forwards again, one that was acknowledged as stopped
// does not. Of one whose order was not answered, either holds, and the service says which.
//
// The backend runs in the test, on the instance's mapped address. A failure is the test's.

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/crash/service.h"
#include "tests/support/echo_backend.h"

namespace sluice::crash {

class ListenerWatch {
 public:
  // Makes an instance and `count` listeners on balancers of its own, TCP and HTTP in turn, and starts them.
  ListenerWatch(const Call& call, const std::string& network, const std::string& vswitch, size_t count);

  const std::string& instance_address() const { return instance_address_; }
  const std::vector<std::string>& balancers() const { return balancers_; }
  size_t running() const;

  // Two more listeners, stopped: the next round starts them.
  void make_more(const Call& call);
  // Orders for a round: starts what is new, and stops one of those that run.
  std::vector<Asked> draw_orders(std::mt19937_64& random);
  void take_answer(const Asked& order, const Answer& answer);

  // After the crash.
  void settle_unanswered(const Call& call);
  // Bytes through every one that runs, none through the others.
  void check_forwarding(std::mt19937_64& random) const;

 private:
  enum class Told { Stopped, Started, Unanswered };
  struct Listener {
    std::string balancer;
    uint16_t port;
    base::Endpoint served;
    Told told;
  };

  void make(const Call& call, const std::string& balancer);
  Listener& of(const Asked& order);

  const std::string network_;
  std::string instance_;
  std::string instance_address_;
  std::unique_ptr<e2e::EchoBackend> backend_;
  std::vector<std::string> balancers_;
  std::map<std::string, base::Ipv4> served_addresses_;  // by balancer
  std::vector<Listener> listeners_;
};

}  // namespace sluice::crash
