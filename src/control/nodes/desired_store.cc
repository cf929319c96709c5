#include "control/nodes/desired_store.h"

#include "contract/nodelink/message.h"
#include "control/nodes/counters.h"

namespace sluice::nodes {
namespace {

void put(storage::Transaction& tx, const model::NodeId& node, int64_t load_balancer_key,
         nodelink::Change change) {
  change.revision = next_count(tx, "desired_state.revision");
  tx.execute(
      "INSERT INTO desired_state (load_balancer_key, node_id, revision, is_gone, message) "
      "VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (load_balancer_key) DO UPDATE SET node_id = excluded.node_id, "
      "revision = excluded.revision, is_gone = excluded.is_gone, message = excluded.message",
      {load_balancer_key, node.get(), change.revision, int64_t{!change.wanted}, nodelink::print(change)});
}

}  // namespace

void put_desired(storage::Transaction& tx, const model::NodeId& node, int64_t load_balancer_key,
                 const nodelink::LoadBalancer& wanted) {
  put(tx, node, load_balancer_key, {.load_balancer_id = wanted.id, .wanted = wanted});
}

void put_gone(storage::Transaction& tx, const model::NodeId& node, int64_t load_balancer_key,
              const model::LoadBalancerId& id) {
  put(tx, node, load_balancer_key, {.load_balancer_id = id.get(), .wanted = std::nullopt});
}

std::vector<StoredChange> changes_after(storage::Transaction& tx, const model::NodeId& node, int64_t revision,
                                        int64_t count_max) {
  std::vector<StoredChange> changes;
  tx.query(
      "SELECT revision, message FROM desired_state WHERE revision > ? AND node_id = ? ORDER BY revision "
      "LIMIT ?",
      {revision, node.get(), count_max}, [&](const storage::Row& row) {
        changes.push_back({row.integer(0), std::string(row.text(1))});
      });
  return changes;
}

int64_t newest_revision(storage::Transaction& tx, const model::NodeId& node) {
  int64_t revision = 0;
  tx.query("SELECT revision FROM desired_state WHERE node_id = ? ORDER BY revision DESC LIMIT 1",
           {node.get()}, [&](const storage::Row& row) { revision = row.integer(0); });
  return revision;
}

void trim_gone(storage::Transaction& tx, const model::NodeId& node, int64_t revision) {
  tx.execute("DELETE FROM desired_state WHERE node_id = ? AND is_gone = 1 AND revision <= ?",
             {node.get(), revision});
}

}  // namespace sluice::nodes
