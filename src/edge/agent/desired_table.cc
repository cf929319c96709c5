#include "edge/agent/desired_table.h"

#include <algorithm>

namespace sluice::agent {

bool DesiredTable::accept(nodelink::Change change) {
  const auto known = newest_.find(change.load_balancer_id);
  const int64_t before = known == newest_.end() ? forgotten_revision_ : known->second.revision;
  if (change.revision <= before) return false;
  revision_ = std::max(revision_, change.revision);
  if (known != newest_.end() && !known->second.wanted) gone_.erase({before, known->first});
  if (!change.wanted) gone_.emplace(change.revision, change.load_balancer_id);
  newest_.insert_or_assign(change.load_balancer_id, std::move(change));
  if (gone_.size() > gone_remembered_max) {
    const auto oldest = gone_.begin();
    forgotten_revision_ = std::max(forgotten_revision_, oldest->first);
    newest_.erase(oldest->second);
    gone_.erase(oldest);
  }
  return true;
}

const nodelink::LoadBalancer* DesiredTable::find(std::string_view id) const {
  const auto at = newest_.find(id);
  return at == newest_.end() || !at->second.wanted ? nullptr : &*at->second.wanted;
}

int64_t DesiredTable::revision_of(std::string_view id) const {
  const auto at = newest_.find(id);
  return at == newest_.end() ? 0 : at->second.revision;
}

}  // namespace sluice::agent
