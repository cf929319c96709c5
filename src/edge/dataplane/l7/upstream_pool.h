#pragma once
// Connections to backends that wait for their next request: one pool per listener and worker, so that what
// one tenant's backend does to a connection never reaches another tenant.
//
// An idle connection is watched: a backend that closes it, or says something unasked, takes it out of the
// pool at once. What remains is the race of a request with a close that is on its way; the exchange handles
// that.

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "edge/dataplane/snapshot/pool.h"
#include "platform/io/stream.h"

namespace sluice::l7 {

class UpstreamPool;

// A connection to a backend, in a pool or in use by an exchange.
class UpstreamConnection final : private io::StreamHandler {
 public:
  UpstreamConnection(UpstreamPool& pool, const base::Endpoint& backend, base::UniqueFd socket);

  io::Stream& stream() { return *stream_; }
  // The socket becomes something else (a tunnel).
  std::unique_ptr<io::Stream> release() { return std::move(stream_); }
  const base::Endpoint& backend() const { return backend_; }

 private:
  friend class UpstreamPool;
  // While it is idle.
  void on_readable() override;
  void on_read(ssize_t) override {}
  void on_write(ssize_t) override {}

  UpstreamPool& pool_;
  const base::Endpoint backend_;
  std::unique_ptr<io::Stream> stream_;
  base::MonotonicTime idle_since_{};
};

class UpstreamPool {
 public:
  explicit UpstreamPool(io::Loop& loop);

  // The connection to this backend that was used last; null if there is none.
  std::unique_ptr<UpstreamConnection> take(const base::Endpoint& backend);
  // For the next request. Closed instead when upstream_idle_max are waiting already, or when the backend is
  // not in the listener's pool any more. Nothing may be under way on it.
  void put(std::unique_ptr<UpstreamConnection> connection);
  // From now on only backends of `pool` are kept.
  void retain(std::shared_ptr<const snapshot::Pool> pool);
  void clear();

  size_t idle_count() const;

 private:
  friend class UpstreamConnection;
  using Idle = std::vector<std::unique_ptr<UpstreamConnection>>;  // the longest idle first

  struct EndpointHash {
    size_t operator()(const base::Endpoint& endpoint) const {
      return std::hash<uint64_t>{}(uint64_t{endpoint.address.bits} << 16 | endpoint.port);
    }
  };

  void drop(const UpstreamConnection& connection);
  void close_expired();

  io::Loop& loop_;
  std::shared_ptr<const snapshot::Pool> backends_;
  std::unordered_map<base::Endpoint, Idle, EndpointHash> idle_;  // an entry per backend of `backends_`
  io::Timer expiry_;
};

}  // namespace sluice::l7
