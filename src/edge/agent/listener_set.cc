#include "edge/agent/listener_set.h"

#include <algorithm>

#include "platform/base/log.h"

namespace sluice::agent {
namespace {

const char* name_of(nodelink::Protocol protocol) {
  return protocol == nodelink::Protocol::Tcp ? "tcp" : "http";
}

// The own ports of all listeners but one.
std::set<uint16_t> ports_of_others(const std::vector<ListenerSlot>& slots, const ListenerSlot& one) {
  std::set<uint16_t> ports;
  for (const ListenerSlot& slot : slots) {
    if (&slot != &one) ports.insert(slot.wanted.port);
  }
  return ports;
}

}  // namespace

void ListenerSet::set(const std::string& id, const nodelink::LoadBalancer* wanted) {
  std::vector<ListenerSlot> before = std::move(slots_[id]);
  std::vector<ListenerSlot> after;
  if (wanted != nullptr) {
    for (const nodelink::Listener& listener : wanted->listeners) {
      ListenerSlot slot;
      const auto old = std::ranges::find_if(before, [&](const ListenerSlot& known) {
        return known.wanted.protocol == listener.protocol && known.wanted.port == listener.port &&
               known.address == wanted->served_address;
      });
      // What it knows of its socket, or of its failure, stays with it.
      if (old != before.end()) std::swap(slot, *old);
      slot.wanted = listener;
      slot.address = wanted->served_address;
      slot.wanted_open = listener.wanted_running && wanted->active;
      if (!slot.wanted_open) {
        close(slot);
        slot.reason = listener.wanted_running ? "the load balancer is inactive" : "";
        slot.backoff = {};
        slot.retry_at = {};
      }
      after.push_back(std::move(slot));
    }
  }
  for (ListenerSlot& slot : before) close(slot);
  // Who only stands in on a port makes room for the listener that it belongs to.
  for (ListenerSlot& slot : after) {
    if (slot.socket == nullptr || slot.socket->local().port == slot.wanted.port) continue;
    if (ports_of_others(after, slot).contains(slot.socket->local().port)) close(slot);
  }
  const bool incomplete = std::ranges::any_of(
      after, [](const ListenerSlot& slot) { return slot.wanted_open && slot.socket == nullptr; });
  if (incomplete) {
    incomplete_.insert(id);
  } else {
    incomplete_.erase(id);
  }
  if (wanted == nullptr) {
    slots_.erase(id);
  } else {
    slots_[id] = std::move(after);
  }
}

std::set<std::string> ListenerSet::open_due(base::MonotonicTime now) {
  std::set<std::string> changed;
  const bool try_all = std::exchange(freed_, false);
  for (auto at = incomplete_.begin(); at != incomplete_.end();) {
    bool incomplete = false;
    for (ListenerSlot& slot : slots_[*at]) {
      if (!slot.wanted_open || slot.socket != nullptr) continue;
      if (try_all || slot.retry_at <= now) {
        const std::string reason_before = slot.reason;
        open(*at, slot, now);
        if (slot.socket != nullptr || slot.reason != reason_before) changed.insert(*at);
      }
      incomplete = incomplete || slot.socket == nullptr;
    }
    at = incomplete ? std::next(at) : incomplete_.erase(at);
  }
  return changed;
}

void ListenerSet::open(const std::string& id, ListenerSlot& slot, base::MonotonicTime now) {
  const base::Endpoint local{slot.address, slot.wanted.port};
  auto opened = open_served_port(opener_, slot.address, slot.wanted.port, slot.wanted.served_port,
                                 ports_of_others(slots_[id], slot));
  if (opened) {
    slot.socket = opened->socket;
    slot.reason = opened->remark;
    slot.backoff = {};
    held_by_[slot.socket->local()] = id;
    base::log_info("listener.listening", {{"load_balancer", id},
                                          {"protocol", name_of(slot.wanted.protocol)},
                                          {"port", slot.wanted.port},
                                          {"served", base::format_endpoint(slot.socket->local())}});
    return;
  }
  const auto holder = held_by_.find(local);
  std::string reason =
      reason_not_served(opened.error(), local, holder == held_by_.end() ? std::string() : holder->second);
  if (reason != slot.reason) {
    base::log_warning("listener.failed", {{"load_balancer", id},
                                          {"protocol", name_of(slot.wanted.protocol)},
                                          {"port", slot.wanted.port},
                                          {"reason", reason}});
  }
  slot.reason = std::move(reason);
  slot.backoff = std::clamp(slot.backoff * 2, retry_min, retry_max);
  slot.retry_at = now + slot.backoff;
}

void ListenerSet::close(ListenerSlot& slot) {
  if (slot.socket == nullptr) return;
  slot.socket->stop();
  held_by_.erase(slot.socket->local());
  slot.socket.reset();
  freed_ = true;
}

std::optional<base::MonotonicTime> ListenerSet::next_retry() const {
  std::optional<base::MonotonicTime> next;
  for (const std::string& id : incomplete_) {
    for (const ListenerSlot& slot : slots(id)) {
      if (slot.wanted_open && slot.socket == nullptr && (!next || slot.retry_at < *next))
        next = slot.retry_at;
    }
  }
  return next;
}

const std::vector<ListenerSlot>& ListenerSet::slots(const std::string& id) const {
  static const std::vector<ListenerSlot> none;
  const auto at = slots_.find(id);
  return at == slots_.end() ? none : at->second;
}

void ListenerSet::close_all() {
  for (auto& [id, slots] : slots_) {
    for (ListenerSlot& slot : slots) close(slot);
  }
}

}  // namespace sluice::agent
