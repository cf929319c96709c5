#pragma once
// What the node has been told, newest word per load balancer. Repeated and outdated changes are told apart by
// revision, so that delivering a message twice, late or in another order changes nothing.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "contract/nodelink/desired.h"

namespace sluice::agent {

class DesiredTable {
 public:
  // Balancers that are gone are remembered with their revision, as a late message may still speak of them.
  // Beyond this many, those that went first are forgotten; changes older than they are then refused for any
  // unknown balancer.
  static constexpr size_t gone_remembered_max = 16 * 1024;

  // False if nothing changes: this revision, or a later one, is known already.
  bool accept(nodelink::Change change);

  // Null if it is gone or was never there.
  const nodelink::LoadBalancer* find(std::string_view id) const;
  // Of the balancer, also of one that is gone; 0 if unknown.
  int64_t revision_of(std::string_view id) const;
  // The newest accepted.
  int64_t revision() const { return revision_; }
  size_t gone_remembered() const { return gone_.size(); }

 private:
  std::map<std::string, nodelink::Change, std::less<>> newest_;
  std::set<std::pair<int64_t, std::string>> gone_;  // by revision
  int64_t forgotten_revision_ = 0;
  int64_t revision_ = 0;
};

}  // namespace sluice::agent
