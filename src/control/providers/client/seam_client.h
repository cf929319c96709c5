#pragma once
// The questions of one seam on their way to its provider. Belongs to a loop.
//
// A question has a deadline and some attempts within it, all with the same Idempotency-Key; a definite answer
// ends it, be it a no. What comes while `questions_under_way_max` are under way waits its turn, and while
// `questions_waiting_max` wait is told at once that nobody was heard: a provider that is silent holds up so
// many calls and no more.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "control/providers/client/breaker.h"
#include "control/providers/client/settings.h"
#include "control/providers/client/transport.h"
#include "control/providers/consultation/question.h"
#include "platform/io/loop.h"
#include "platform/io/timer.h"

namespace sluice::providers {

inline constexpr size_t questions_under_way_max = 64;  // a connection each
inline constexpr size_t questions_waiting_max = 256;
// Why a question was not answered is logged this often at most, with how many more there were: customers
// decide how many there are.
inline constexpr std::chrono::seconds log_interval{1};

// Since the start.
struct SeamHealth {
  uint64_t asked = 0;
  uint64_t answered = 0;
  uint64_t refused = 0;
  uint64_t unheard = 0;      // all of those that nobody answered, what was turned away as well
  uint64_t attempts = 0;     // requests that were sent
  uint64_t turned_away = 0;  // nothing was sent: too many, or the provider is known to be silent
  uint64_t times_opened = 0;
};

class SeamClient {
 public:
  using Told = std::function<void(Reply)>;

  SeamClient(io::Loop& loop, Seam seam, const ProviderSettings& settings, Transport transport);

  // `call` says whose question it is, for the request's id and key. Called once, now or later.
  void ask(Question question, const std::string& call, base::MonotonicTime deadline, Told told);

  const SeamHealth& health() const { return health_; }
  size_t under_way() const { return under_way_; }
  size_t waiting() const { return waiting_.size(); }

 private:
  struct Asked;
  void send(uint64_t id);
  void take(uint64_t id, base::Result<http::Response, std::string> outcome);
  void end(uint64_t id, Reply reply);
  void start_waiting();
  void note(const Reply& reply);
  void log(const Reply& reply, const std::string& call);
  http::Request request_of(const Asked& asked, std::chrono::milliseconds time_left) const;

  io::Loop& loop_;
  const Seam seam_;
  const ProviderSettings settings_;
  const Transport transport_;
  Breaker breaker_;
  SeamHealth health_;
  std::optional<base::MonotonicTime> logged_at_;
  uint64_t not_logged_ = 0;
  uint64_t newest_ = 0;
  size_t under_way_ = 0;
  std::deque<uint64_t> waiting_;  // in the order they came
  std::unordered_map<uint64_t, std::unique_ptr<Asked>> asked_;
};

}  // namespace sluice::providers
