#include "edge/agent/agent.h"

#include <algorithm>

#include <sys/resource.h>

#include "contract/nodelink/message.h"
#include "edge/agent/backend_view.h"
#include "platform/base/log.h"

namespace sluice::agent {
namespace {

constexpr size_t sessions_min = 64;
constexpr size_t sessions_most = 65536;

// A session has at most two sockets.
size_t sessions_for(size_t workers, size_t descriptors_of_others) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return sessions_min;
  const size_t descriptors = static_cast<size_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 24));
  const size_t usable = descriptors > descriptors_of_others ? descriptors - descriptors_of_others : 0;
  return std::clamp(usable / 2 / workers, sessions_min, sessions_most);
}

AgentOptions completed(AgentOptions options) {
  options.workers = std::max<size_t>(options.workers, 1);
  if (options.sessions_max == 0)
    options.sessions_max = sessions_for(options.workers, options.descriptors_of_others);
  return options;
}

}  // namespace

Agent::Agent(const base::Clock& clock, AgentOptions options, SocketOpener& opener, OnReport on_report)
    : options_(completed(std::move(options))),
      on_report_(std::move(on_report)),
      loop_(clock),
      listeners_(opener),
      checker_(loop_, [this](const std::string& id) { mark_changed(id); }),
      retry_(loop_, [this] { open_listeners(); }) {
  for (size_t i = 0; i < options_.workers; ++i) {
    workers_.push_back(std::make_unique<worker::Worker>(
        clock, worker::WorkerOptions{.index = i,
                                     .sessions_max = options_.sessions_max,
                                     .large_buffer_bytes_max = options_.large_buffer_bytes_max}));
    workers_.back()->start();
  }
  thread_ = std::thread([this] { loop_.run(); });
}

Agent::~Agent() {
  stop();
}

void Agent::apply(std::vector<std::string> messages) {
  if (messages.empty()) return;
  bool first;
  {
    std::lock_guard lock(inbox_mutex_);
    first = inbox_.empty();
    std::move(messages.begin(), messages.end(), std::back_inserter(inbox_));
  }
  if (first) loop_.post([this] { take_inbox(); });
}

void Agent::take_inbox() {
  std::vector<std::string> messages;
  {
    std::lock_guard lock(inbox_mutex_);
    messages.swap(inbox_);
  }
  std::set<std::string> told;
  for (const std::string& message : messages) {
    auto change = nodelink::parse_change(message);
    if (!change) {
      messages_refused_.fetch_add(1, std::memory_order_relaxed);
      base::log_warning("nodelink.message_refused", {{"reason", change.error()}});
      continue;
    }
    std::string id = change->load_balancer_id;
    if (desired_.accept(*std::move(change))) {
      told.insert(std::move(id));
    } else {
      messages_outdated_.fetch_add(1, std::memory_order_relaxed);
    }
  }
  for (const std::string& id : told) {
    listeners_.set(id, desired_.find(id));
    if (desired_.find(id) != nullptr) warn_of_unreachable(*desired_.find(id));
    mark_changed(id);
  }
  open_listeners();
}

// Such a backend gets nothing and is told as unhealthy; why it is stands in the log only.
void Agent::warn_of_unreachable(const nodelink::LoadBalancer& balancer) const {
  for (const nodelink::Listener& listener : balancer.listeners) {
    const auto unreachable = std::ranges::count_if(balancer.backends, [&](const nodelink::Backend& backend) {
      return !is_reachable(backend, listener, options_.backend_ports);
    });
    if (unreachable == 0) continue;
    base::log_warning("node.backend_ports", {{"load_balancer_id", balancer.id},
                                             {"listener_port", listener.port},
                                             {"unreachable_backends", unreachable}});
  }
}

void Agent::open_listeners() {
  for (const std::string& id : listeners_.open_due(loop_.now())) mark_changed(id);
  if (const auto next = listeners_.next_retry()) {
    retry_.arm(*next - loop_.now());
  } else {
    retry_.disarm();
  }
}

void Agent::mark_changed(const std::string& id) {
  changed_.insert(id);
  if (publish_posted_) return;
  publish_posted_ = true;
  loop_.post([this] {
    publish_posted_ = false;
    publish();
  });
}

void Agent::publish() {
  if (publication_ || changed_.empty()) return;
  std::vector<snapshot::Edit> edits;
  nodelink::Report report{.node_id = options_.node_id, .applied_revision = desired_.revision()};
  for (const std::string& id : changed_) rebuild(id, edits, report);
  publication_ = Publication{std::move(report), workers_.size()};
  changed_.clear();
  snapshot_ = snapshot_->with(desired_.revision(), edits);
  for (const auto& worker : workers_) {
    worker->apply(snapshot_, [this] { loop_.post([this] { on_taken(); }); });
  }
}

void Agent::rebuild(const std::string& id, std::vector<snapshot::Edit>& edits, nodelink::Report& report) {
  const nodelink::LoadBalancer* wanted = desired_.find(id);
  const snapshot::Balancer* before = snapshot_->find(id);
  if (wanted == nullptr) {
    checker_.set_targets(id, {});
    if (before != nullptr) edits.push_back({id, nullptr});
    if (reported_.erase(id) > 0) report.gone.push_back(id);
    return;
  }

  const auto is_healthy = [this](const health::CheckTarget& target) { return checker_.healthy(target); };
  std::vector<health::CheckTarget> targets;
  for (const ListenerSlot& slot : listeners_.slots(id)) {
    if (slot.socket == nullptr) continue;
    const auto of_listener = check_targets(*wanted, slot.wanted, options_.backend_ports);
    targets.insert(targets.end(), of_listener.begin(), of_listener.end());
  }
  checker_.set_targets(id, targets);

  auto after = std::make_shared<snapshot::Balancer>();
  after->id = id;
  for (const ListenerSlot& slot : listeners_.slots(id)) {
    if (slot.socket == nullptr) continue;
    std::shared_ptr<const snapshot::RunningListener> known;
    if (before != nullptr) {
      const auto at = std::ranges::find(before->listeners, slot.socket, &snapshot::RunningListener::socket);
      if (at != before->listeners.end()) known = *at;
    }
    auto pool = snapshot::pool_of(eligible_targets(*wanted, slot.wanted, options_.backend_ports, is_healthy),
                                  known == nullptr ? nullptr : known->pool);
    if (known == nullptr || known->pool != pool || known->settings != slot.wanted) {
      known = std::make_shared<const snapshot::RunningListener>(
          snapshot::RunningListener{.load_balancer_id = id,
                                    .owner = wanted->owner,
                                    .settings = slot.wanted,
                                    .socket = slot.socket,
                                    .pool = std::move(pool)});
    }
    after->listeners.push_back(std::move(known));
  }
  if (before == nullptr ? !after->listeners.empty() : before->listeners != after->listeners) {
    edits.push_back({id, after->listeners.empty() ? nullptr : std::move(after)});
  }
  note_reports(id, *wanted, report);
}

void Agent::note_reports(const std::string& id, const nodelink::LoadBalancer& balancer,
                         nodelink::Report& report) {
  const auto is_healthy = [this](const health::CheckTarget& target) { return checker_.healthy(target); };
  std::map<ListenerKey, nodelink::ListenerReport> now;
  for (const ListenerSlot& slot : listeners_.slots(id)) {
    nodelink::ListenerReport row{
        .load_balancer_id = id,
        .protocol = slot.wanted.protocol,
        .port = slot.wanted.port,
        .reason = slot.reason,
        .revision = desired_.revision_of(id),
        .backends = backend_health(balancer, slot.wanted, options_.backend_ports, is_healthy)};
    if (slot.socket != nullptr) {
      row.state = nodelink::ListenerState::Listening;
      row.served_port = slot.socket->local().port;
    } else if (slot.wanted_open) {
      row.state = nodelink::ListenerState::Failed;
    }
    now.emplace(ListenerKey{row.protocol, row.port}, std::move(row));
  }
  auto& before = reported_[id];
  for (const auto& [key, row] : now) {
    const auto at = before.find(key);
    if (at == before.end() || at->second != row) report.listeners.push_back(row);
  }
  for (const auto& [key, row] : before) {
    if (now.contains(key)) continue;
    report.listeners.push_back({.load_balancer_id = id,
                                .protocol = row.protocol,
                                .port = row.port,
                                .state = nodelink::ListenerState::Gone,
                                .revision = desired_.revision_of(id)});
  }
  before = std::move(now);
}

void Agent::on_taken() {
  if (--publication_->workers_left > 0) return;
  const nodelink::Report report = std::move(publication_->report);
  publication_.reset();
  const bool news =
      !report.listeners.empty() || !report.gone.empty() || report.applied_revision != reported_revision_;
  reported_revision_ = report.applied_revision;
  if (news) on_report_(report);
  publish();
}

void Agent::stop() {
  std::lock_guard lock(stop_mutex_);
  if (std::exchange(stopped_, true)) return;
  loop_.post([this] {
    listeners_.close_all();
    loop_.stop();
  });
  thread_.join();
  for (const auto& worker : workers_) worker->drain(options_.drain_deadline);
  for (const auto& worker : workers_) worker->join();
}

AgentFigures Agent::figures() const {
  AgentFigures figures{.messages_refused = messages_refused_.load(std::memory_order_relaxed),
                       .messages_outdated = messages_outdated_.load(std::memory_order_relaxed)};
  for (const auto& worker : workers_) figures.workers.push_back(worker->figures());
  return figures;
}

}  // namespace sluice::agent
