#include "edge/dataplane/worker/worker.h"

#include <algorithm>

#include "edge/dataplane/l4/tcp_service.h"
#include "edge/dataplane/l7/http_service.h"
#include "edge/dataplane/worker/shares.h"
#include "platform/base/log.h"

namespace sluice::worker {

Worker::Worker(const base::Clock& clock, const WorkerOptions& options)
    : options_(options), loop_(clock), buffers_(options.large_buffer_bytes_max) {}

Worker::~Worker() {
  drain(base::Duration::zero());
  join();
}

void Worker::start() {
  thread_ = std::thread([this] { run(); });
}

void Worker::join() {
  if (thread_.joinable()) thread_.join();
}

void Worker::run() {
  loop_.run();
  close_everything();
  loop_.turn(base::Duration::zero());  // buries what has just been closed
}

void Worker::apply(std::shared_ptr<const snapshot::Snapshot> snapshot, std::function<void()> taken) {
  loop_.post([this, snapshot = std::move(snapshot), taken = std::move(taken)]() mutable {
    take(std::move(snapshot));
    taken();
  });
}

void Worker::take(std::shared_ptr<const snapshot::Snapshot> snapshot) {
  if (draining_) return;
  for_each_difference(*snapshot_, *snapshot,
                      [this](const snapshot::Balancer* before, const snapshot::Balancer* after) {
                        take_balancer(before, after);
                      });
  snapshot_ = std::move(snapshot);
}

void Worker::take_balancer(const snapshot::Balancer* before, const snapshot::Balancer* after) {
  static const snapshot::Balancer nothing;
  const auto& old_listeners = (before == nullptr ? nothing : *before).listeners;
  const auto& new_listeners = (after == nullptr ? nothing : *after).listeners;
  for (const auto& old : old_listeners) {
    const bool stays =
        std::ranges::any_of(new_listeners, [&](const auto& next) { return next->socket == old->socket; });
    if (!stays) end(*old->socket);
  }
  for (const auto& next : new_listeners) {
    const auto at = running_.find(next->socket.get());
    if (at == running_.end()) {
      begin(next);
    } else {
      at->second.service->replace(next);
    }
  }
}

void Worker::begin(const std::shared_ptr<const snapshot::RunningListener>& listener) {
  Running& running = running_[listener->socket.get()];
  session::Host& host = *this;
  running.socket = listener->socket;
  switch (listener->settings.protocol) {
    case nodelink::Protocol::Tcp:
      running.service = std::make_unique<l4::TcpService>(host, listener);
      break;
    case nodelink::Protocol::Http:
      running.service = std::make_unique<l7::HttpService>(host, listener, scratch_);
      break;
  }
  session::Service& service = *running.service;
  {
    std::lock_guard lock(counted_mutex_);
    counted_[&service] = {listener->load_balancer_id, listener->settings.protocol, listener->settings.port,
                          service.shared_counters()};
  }
  running.acceptor = std::make_unique<io::Acceptor>(
      loop_, running.socket->fd(), [&service](base::UniqueFd client, const base::Endpoint& peer) {
        service.accept(std::move(client), peer);
      });
  Owner& owner = owners_[listener->owner];
  owner.listeners.insert(&running);
  if (rested_.contains(&owner) || has_his_share(owner.sessions, free_sessions())) rest(owner);
}

void Worker::end(const snapshot::ListeningSocket& socket) {
  const auto at = running_.find(&socket);
  const int64_t owner = at->second.service->owner();
  owners_.at(owner).listeners.erase(&at->second);
  Running running = std::move(at->second);
  running_.erase(at);
  running.acceptor.reset();
  running.service->stop_sessions();
  retire(std::move(running.service));
  forget_if_idle(owner);
}

void Worker::retire(std::unique_ptr<session::Service> service) {
  if (service->has_sessions()) {
    ended_.push_back(std::move(service));
    return;
  }
  {
    std::lock_guard lock(counted_mutex_);
    counted_.erase(service.get());
  }
  loop_.bury(std::move(service));
}

void Worker::on_session_begun(session::Service& service) {
  Owner& owner = owners_.at(service.owner());
  ++owner.sessions;
  sessions_.add();
  if (free_sessions() == 0) {
    sessions_max_hits_.add();
    base::log_warning("worker.sessions_max",
                      {{"worker", options_.index}, {"sessions", options_.sessions_max}});
    for (auto& [number, other] : owners_) rest(other);
  } else if (has_his_share(owner.sessions, free_sessions())) {
    share_hits_.add();
    if (!std::exchange(owner.was_told, true)) {
      base::log_warning("worker.share", {{"worker", options_.index},
                                         {"load_balancer_id", service.listener().load_balancer_id},
                                         {"sessions_of_its_owner", owner.sessions}});
    }
    rest(owner);
  }
}

void Worker::rest(Owner& owner) {
  rested_.insert(&owner);
  for (Running* running : owner.listeners) running->acceptor->pause();
}

void Worker::wake_rested() {
  for (auto at = rested_.begin(); at != rested_.end();) {
    const Owner& owner = **at;
    if (!may_have_more(owner.sessions, free_sessions())) {
      ++at;
      continue;
    }
    for (Running* running : owner.listeners) running->acceptor->resume();
    at = rested_.erase(at);
  }
}

void Worker::forget_if_idle(int64_t number) {
  const auto at = owners_.find(number);
  if (at == owners_.end() || at->second.sessions > 0 || !at->second.listeners.empty()) return;
  rested_.erase(&at->second);
  owners_.erase(at);
}

void Worker::on_session_ended(session::Service& service) {
  --owners_.at(service.owner()).sessions;
  sessions_.subtract();
  if (!draining_) wake_rested();
  forget_if_idle(service.owner());
  if (draining_ && sessions_.get() == 0) loop_.stop();
  if (service.has_sessions()) return;
  const auto at = std::ranges::find_if(ended_, [&](const auto& ended) { return ended.get() == &service; });
  if (at == ended_.end()) return;
  auto over = std::move(*at);
  ended_.erase(at);
  retire(std::move(over));
}

void Worker::drain(base::Duration deadline) {
  loop_.post([this, deadline] { begin_drain(deadline); });
}

void Worker::begin_drain(base::Duration deadline) {
  draining_ = true;
  for (auto& [socket, running] : running_) running.acceptor.reset();
  if (sessions_.get() == 0 || deadline <= base::Duration::zero()) return loop_.stop();
  drain_deadline_ = std::make_unique<io::Timer>(loop_, [this] { loop_.stop(); });
  drain_deadline_->arm(deadline);
  for (auto& [socket, running] : running_) running.service->drain_sessions();
  for (auto& service : ended_) service->drain_sessions();
}

void Worker::close_everything() {
  drain_deadline_.reset();
  for (auto& [socket, running] : running_) {
    running.acceptor.reset();
    running.service->close_sessions();
  }
  // Each of these leaves the list when its last session ends.
  while (!ended_.empty()) ended_.back()->close_sessions();
  running_.clear();
}

WorkerFigures Worker::figures() const {
  WorkerFigures figures{.sessions = sessions_.get(),
                        .sessions_max_hits = sessions_max_hits_.get(),
                        .share_hits = share_hits_.get(),
                        .buffer_bytes = buffers_.bytes_in_use(),
                        .buffer_bytes_peak = buffers_.bytes_in_use_peak()};
  std::lock_guard lock(counted_mutex_);
  for (const auto& [service, counted] : counted_) {
    const session::ListenerCounters& counters = *counted.counters;
    const auto errors = [&](session::Origin origin) {
      return counters.errors[static_cast<size_t>(origin)].get();
    };
    figures.listeners.push_back({.load_balancer_id = counted.load_balancer_id,
                                 .protocol = counted.protocol,
                                 .port = counted.port,
                                 .connections = counters.connections.get(),
                                 .sessions = counters.sessions.get(),
                                 .requests = counters.requests.get(),
                                 .client_bytes_in = counters.client_bytes_in.get(),
                                 .client_bytes_out = counters.client_bytes_out.get(),
                                 .backend_connects = counters.backend_connects.get(),
                                 .backend_reuses = counters.backend_reuses.get(),
                                 .backend_retries = counters.backend_retries.get(),
                                 .errors_downstream = errors(session::Origin::Downstream),
                                 .errors_upstream = errors(session::Origin::Upstream),
                                 .errors_internal = errors(session::Origin::Internal)});
  }
  return figures;
}

}  // namespace sluice::worker
