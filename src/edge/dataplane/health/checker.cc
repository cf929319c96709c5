#include "edge/dataplane/health/checker.h"

#include "platform/base/log.h"

namespace sluice::health {
namespace {

// The n-th check starts at this share of its interval: multiples of the golden ratio fill the interval
// evenly, however many there will be.
double share_of_interval(uint32_t n) {
  constexpr uint32_t golden = 2654435769u;  // 2^32 / 1.618
  return static_cast<double>(n * golden) / 4294967296.0;
}

}  // namespace

struct Checker::Check {
  Check(const CheckTarget& what, io::Loop& loop, std::function<void()> on_due)
      : target(what), due(loop, std::move(on_due)) {}

  const CheckTarget target;
  HealthState state;
  std::set<std::string> owners;
  std::unique_ptr<Probe> probe;  // while it runs
  bool waiting = false;          // for its turn
  base::MonotonicTime started_at{};
  io::Timer due;
};

Checker::Checker(io::Loop& loop, OnChange on_change) : loop_(loop), on_change_(std::move(on_change)) {}

Checker::~Checker() = default;

bool Checker::healthy(const CheckTarget& target) const {
  const auto at = checks_.find(key_of(target));
  return at == checks_.end() || at->second->state.healthy;
}

void Checker::set_targets(const std::string& owner, const std::vector<CheckTarget>& targets) {
  std::set<std::string> before;
  if (const auto at = owned_.find(owner); at != owned_.end()) before = at->second;
  std::set<std::string> now;
  // New ones first: they look at the health that those before them have found.
  for (const CheckTarget& target : targets) {
    check_for(target).owners.insert(owner);
    now.insert(key_of(target));
  }
  for (const std::string& key : before) {
    if (now.contains(key)) continue;
    Check& check = *checks_.at(key);
    check.owners.erase(owner);
    if (check.owners.empty()) erase(key);
  }
  if (now.empty()) {
    owned_.erase(owner);
  } else {
    owned_[owner] = std::move(now);
  }
  start_waiting();
}

Checker::Check& Checker::check_for(const CheckTarget& target) {
  const std::string key = key_of(target);
  if (const auto at = checks_.find(key); at != checks_.end()) return *at->second;
  // A key starts with the endpoint, so the checks of one endpoint stand together.
  bool known_healthy = true;
  const std::string prefix = base::format_endpoint(target.endpoint) + '/';
  for (auto at = checks_.lower_bound(prefix); at != checks_.end() && at->first.starts_with(prefix); ++at) {
    known_healthy = known_healthy && at->second->state.healthy;
  }
  auto made = std::make_unique<Check>(target, loop_, [this, key] { run(*checks_.at(key)); });
  made->state.healthy = known_healthy;
  const double share = share_of_interval(started_++);
  made->due.arm(std::chrono::duration_cast<base::Duration>(interval_of(target.settings) * share));
  return *checks_.emplace(key, std::move(made)).first->second;
}

void Checker::erase(const std::string& key) {
  const auto at = checks_.find(key);
  if (at->second->probe != nullptr) --in_flight_;
  checks_.erase(at);
}

void Checker::run(Check& check) {
  if (in_flight_ == checks_in_flight_max) {
    if (!check.waiting) waiting_.push_back(key_of(check.target));
    check.waiting = true;
    return;
  }
  ++in_flight_;
  ++runs_;
  check.waiting = false;
  check.started_at = loop_.now();
  check.probe =
      std::make_unique<Probe>(loop_, check.target, [this, &check](bool passed) { on_result(check, passed); });
}

void Checker::start_waiting() {
  while (in_flight_ < checks_in_flight_max && !waiting_.empty()) {
    const auto at = checks_.find(waiting_.front());
    waiting_.pop_front();
    if (at != checks_.end() && at->second->waiting) run(*at->second);
  }
}

void Checker::on_result(Check& check, bool passed) {
  check.probe.reset();
  --in_flight_;
  const base::Duration since_start = loop_.now() - check.started_at;
  const base::Duration interval = interval_of(check.target.settings);
  check.due.arm(since_start < interval ? interval - since_start : base::Duration::zero());
  const auto [state, changed] = after_check(check.state, passed,
                                            {.healthy = check.target.settings.healthy_threshold,
                                             .unhealthy = check.target.settings.unhealthy_threshold});
  check.state = state;
  // The owners are told last, as they may change the targets.
  const std::set<std::string> told = changed ? check.owners : std::set<std::string>{};
  if (changed) {
    base::log_info(state.healthy ? "backend.healthy" : "backend.unhealthy",
                   {{"endpoint", base::format_endpoint(check.target.endpoint)}});
  }
  start_waiting();
  for (const std::string& owner : told) on_change_(owner);
}

}  // namespace sluice::health
