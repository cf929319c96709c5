#pragma once
// Desired state in the database: per load balancer its latest message and the revision that made it, written
// in the transaction of the change itself. Listing all rows is a full state, rows after a revision are a
// watch; a balancer that is gone stays as a row without content until every node has passed it. Called inside
// units of work.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/model/ids.h"
#include "contract/nodelink/desired.h"
#include "platform/storage/transaction.h"

namespace sluice::nodes {

// Gives the change the next revision. Rows are kept by the balancer's key rather than its random id, so that
// those of new balancers go to the end.
void put_desired(storage::Transaction& tx, const model::NodeId& node, int64_t load_balancer_key,
                 const nodelink::LoadBalancer& wanted);
void put_gone(storage::Transaction& tx, const model::NodeId& node, int64_t load_balancer_key,
              const model::LoadBalancerId& id);

struct StoredChange {
  int64_t revision;
  std::string message;  // nodelink/message.h
};
// In revision order.
std::vector<StoredChange> changes_after(storage::Transaction& tx, const model::NodeId& node, int64_t revision,
                                        int64_t count_max);
int64_t newest_revision(storage::Transaction& tx, const model::NodeId& node);  // 0 where there is none
// Forgets what is gone, up to a revision that the node has applied.
void trim_gone(storage::Transaction& tx, const model::NodeId& node, int64_t revision);

}  // namespace sluice::nodes
