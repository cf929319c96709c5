#include "edge/dataplane/l7/upstream_pool.h"

#include <algorithm>

#include "edge/dataplane/l7/limits.h"

namespace sluice::l7 {
namespace {

constexpr base::Duration sweep_interval = upstream_idle_time_max / 4;

}  // namespace

UpstreamConnection::UpstreamConnection(UpstreamPool& pool, const base::Endpoint& backend,
                                       base::UniqueFd socket)
    : pool_(pool),
      backend_(backend),
      stream_(std::make_unique<io::Stream>(pool.loop_, std::move(socket),
                                           static_cast<io::StreamHandler&>(*this))) {}

void UpstreamConnection::on_readable() {
  pool_.drop(*this);
}

UpstreamPool::UpstreamPool(io::Loop& loop) : loop_(loop), expiry_(loop, [this] { close_expired(); }) {}

std::unique_ptr<UpstreamConnection> UpstreamPool::take(const base::Endpoint& backend) {
  const auto at = idle_.find(backend);
  if (at == idle_.end() || at->second.empty()) return nullptr;
  auto connection = std::move(at->second.back());
  at->second.pop_back();
  connection->stream_->cancel_read();
  return connection;
}

void UpstreamPool::put(std::unique_ptr<UpstreamConnection> connection) {
  const auto at = idle_.find(connection->backend_);
  if (at == idle_.end() || at->second.size() >= upstream_idle_max) return;
  connection->idle_since_ = loop_.now();
  connection->stream_->set_handler(*connection);
  connection->stream_->await_readable();
  at->second.push_back(std::move(connection));
  if (!expiry_.armed()) expiry_.arm(sweep_interval);
}

void UpstreamPool::retain(std::shared_ptr<const snapshot::Pool> pool) {
  if (pool == backends_) return;
  backends_ = std::move(pool);
  std::erase_if(idle_, [&](const auto& entry) { return !backends_->contains(entry.first); });
  for (const snapshot::Target& target : backends_->targets()) idle_.try_emplace(target.endpoint);
}

void UpstreamPool::clear() {
  for (auto& [backend, connections] : idle_) connections.clear();
}

size_t UpstreamPool::idle_count() const {
  size_t count = 0;
  for (const auto& [backend, connections] : idle_) count += connections.size();
  return count;
}

void UpstreamPool::drop(const UpstreamConnection& connection) {
  Idle& connections = idle_.at(connection.backend_);
  const auto at =
      std::ranges::find_if(connections, [&](const auto& held) { return held.get() == &connection; });
  if (at != connections.end()) connections.erase(at);
}

void UpstreamPool::close_expired() {
  const base::MonotonicTime expired = loop_.now() - upstream_idle_time_max;
  bool any_left = false;
  for (auto& [backend, connections] : idle_) {
    const auto fresh =
        std::ranges::find_if(connections, [&](const auto& held) { return held->idle_since_ > expired; });
    connections.erase(connections.begin(), fresh);
    any_left = any_left || !connections.empty();
  }
  if (any_left) expiry_.arm(sweep_interval);
}

}  // namespace sluice::l7
