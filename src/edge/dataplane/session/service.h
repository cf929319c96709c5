#pragma once
// One running listener as one worker sees it: its newest settings and pool, its cursor, its sessions, its
// counters. Belongs to the worker's loop.

#include <memory>

#include "edge/dataplane/balancing/selector.h"
#include "edge/dataplane/session/buffer_pool.h"
#include "edge/dataplane/session/counters.h"
#include "edge/dataplane/session/session.h"
#include "edge/dataplane/snapshot/snapshot.h"
#include "platform/base/unique_fd.h"
#include "platform/io/loop.h"

namespace sluice::session {

// The worker, as services see it. Outlives them.
class Host {
 public:
  virtual io::Loop& loop() = 0;
  virtual BufferPool& buffers() = 0;
  // Where a new service's cursors start; differs between workers.
  virtual size_t selector_start() const = 0;
  virtual void on_session_begun(Service& service) = 0;
  // `service` may have no sessions left.
  virtual void on_session_ended(Service& service) = 0;

 protected:
  ~Host() = default;
};

class Service : public io::Mortal {
 public:
  Service(Host& host, std::shared_ptr<const snapshot::RunningListener> listener);
  ~Service() override;

  // A connection of this listener.
  virtual void accept(base::UniqueFd client, const base::Endpoint& peer) = 0;
  // New settings, a new pool, or both. Sessions see them at their next connection or request.
  virtual void replace(std::shared_ptr<const snapshot::RunningListener> listener);

  int64_t owner() const { return owner_; }  // stays what it was at first
  const snapshot::RunningListener& listener() const { return *listener_; }
  const nodelink::Listener& settings() const { return listener_->settings; }
  // Null when no backend is eligible, or all that are have been excluded.
  const snapshot::Target* choose(balancing::Excluded excluded) {
    return selector_.choose(listener_->settings.scheduler, *listener_->pool, excluded);
  }

  Host& host() { return host_; }
  io::Loop& loop() { return host_.loop(); }
  BufferPool& buffers() { return host_.buffers(); }
  ListenerCounters& counters() { return *counters_; }
  std::shared_ptr<const ListenerCounters> shared_counters() const { return counters_; }
  void count(const Error& error) { counters_->errors[static_cast<size_t>(origin_of(error.cause))].add(); }

  bool has_sessions() const { return first_ != nullptr; }
  void stop_sessions();   // the listener has ended
  void drain_sessions();  // the process is stopping
  void close_sessions();

 protected:
  // Takes ownership; the session is part of the service from here on.
  void adopt(std::unique_ptr<Session> session);
  // For destructors of services whose sessions refer to members of theirs.
  void destroy_sessions();

 private:
  friend class Session;
  void remove(Session& session);
  void for_each_session(void (Session::*what)());

  Host& host_;
  std::shared_ptr<const snapshot::RunningListener> listener_;
  const int64_t owner_;
  balancing::Selector selector_;
  const std::shared_ptr<ListenerCounters> counters_ = std::make_shared<ListenerCounters>();
  Session* first_ = nullptr;    // owned, linked by Session::next_
  Session* walking_ = nullptr;  // the next one of a walk under way; removal keeps it right
};

}  // namespace sluice::session
