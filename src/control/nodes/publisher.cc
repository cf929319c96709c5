#include "control/nodes/publisher.h"

#include <mutex>

#include "control/nodes/desired_store.h"
#include "platform/base/log.h"

namespace sluice::nodes {

struct Publisher::State {
  State(storage::Database& db, model::NodeId node_id, Link to)
      : database(db), node(std::move(node_id)), link(std::move(to)) {}

  storage::Database& database;
  const model::NodeId node;
  const Link link;

  std::mutex mutex;
  bool reading = false;       // guarded by mutex
  bool wanted_again = false;  // guarded by mutex: a commit came while reading
  bool failed = false;        // guarded by mutex: the last read did not happen
  int64_t sent_revision = 0;  // owned by whoever set `reading`
};

Publisher::Publisher(storage::Database& database, model::NodeId node, Link link)
    : state_(std::make_shared<State>(database, std::move(node), std::move(link))) {}

void Publisher::wake() {
  {
    std::lock_guard lock(state_->mutex);
    if (state_->reading) {
      state_->wanted_again = true;
      return;
    }
    state_->reading = true;
  }
  read_next(state_);
}

void Publisher::retry_if_failed() {
  {
    std::lock_guard lock(state_->mutex);
    if (!state_->failed) return;
  }
  wake();
}

void Publisher::read_next(const std::shared_ptr<State>& state) {
  using Changes = base::Result<std::vector<StoredChange>, std::string>;
  storage::read(
      state->database, storage::Lane::Delivery,
      [state](storage::Transaction& tx) -> Changes {
        return changes_after(tx, state->node, state->sent_revision, changes_per_batch_max);
      },
      [state](base::Result<Changes, storage::Failure> outcome) {
        bool more = false;
        if (!outcome) {
          // Nothing was marked as sent: the next commit or retry_if_failed() reads the same again.
          base::log_warning("desired_state.unread",
                            {{"node", state->node.get()}, {"reason", outcome.error().message}});
        } else if (auto& changes = **outcome; !changes.empty()) {
          more = static_cast<int64_t>(changes.size()) == changes_per_batch_max;
          state->sent_revision = changes.back().revision;
          std::vector<std::string> messages;
          messages.reserve(changes.size());
          for (StoredChange& change : changes) messages.push_back(std::move(change.message));
          state->link(std::move(messages));
        }
        {
          std::lock_guard lock(state->mutex);
          state->failed = !outcome;
          if (!more && !std::exchange(state->wanted_again, false)) {
            state->reading = false;
            return;
          }
        }
        read_next(state);
      });
}

}  // namespace sluice::nodes
