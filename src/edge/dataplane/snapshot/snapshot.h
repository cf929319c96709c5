#pragma once
// What the workers of a node need to know, as one immutable value. A change makes a new snapshot that shares
// everything it does not touch with the one before: balancers live in a fixed number of buckets, and a change
// copies one bucket (a few pointers) of them. Comparing two neighbours is a comparison of bucket pointers.
//
// Any thread may hold and read a snapshot.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contract/nodelink/desired.h"
#include "edge/dataplane/snapshot/listening_socket.h"
#include "edge/dataplane/snapshot/pool.h"

namespace sluice::snapshot {

// A listener that accepts connections. The socket is its identity: the same socket in the next snapshot means
// that the listener runs on with new settings or another pool; another socket means that this one has ended.
struct RunningListener {
  std::string load_balancer_id;
  int64_t owner = 0;  // of the balancer
  nodelink::Listener settings;
  std::shared_ptr<const ListeningSocket> socket;
  std::shared_ptr<const Pool> pool;
};

struct Balancer {
  std::string id;
  std::vector<std::shared_ptr<const RunningListener>> listeners;
};

// One step: this balancer is to be as given, or gone (null).
struct Edit {
  std::string id;
  std::shared_ptr<const Balancer> balancer;
};

class Snapshot {
 public:
  static constexpr size_t bucket_count = 256;

  Snapshot() = default;

  // The newest desired revision that went into it.
  int64_t revision() const { return revision_; }
  const Balancer* find(std::string_view id) const;
  size_t size() const;

  // All edits at once; of several for the same balancer the last one counts.
  std::shared_ptr<const Snapshot> with(int64_t revision, std::span<const Edit> edits) const;

  // Calls `each` for every balancer that differs; null on the side where there is none.
  using OnDifference = std::function<void(const Balancer* before, const Balancer* after)>;
  friend void for_each_difference(const Snapshot& before, const Snapshot& after, const OnDifference& each);

 private:
  using Bucket = std::vector<std::shared_ptr<const Balancer>>;  // by id, ascending

  static size_t bucket_of(std::string_view id) { return std::hash<std::string_view>{}(id) % bucket_count; }

  int64_t revision_ = 0;
  std::array<std::shared_ptr<const Bucket>, bucket_count> buckets_;  // null: empty
};

void for_each_difference(const Snapshot& before, const Snapshot& after, const Snapshot::OnDifference& each);

}  // namespace sluice::snapshot
