#include "platform/storage/wal_checkpointer.h"

#include <sqlite3.h>

#include "platform/base/log.h"
#include "platform/storage/sqlite_error.h"

namespace sluice::storage {

WalCheckpointer::WalCheckpointer(SqliteConnection& connection) : connection_(connection) {
  sqlite3_wal_hook(
      connection.handle(),
      [](void* self, sqlite3*, const char*, int frames) {
        auto& checkpointer = *static_cast<WalCheckpointer*>(self);
        if (frames < checkpointer.frames_)
          checkpointer.frames_due_ = frames_checkpoint;  // the log started over
        checkpointer.frames_ = frames;
        return SQLITE_OK;
      },
      this);
}

void WalCheckpointer::run_if_due() {
  if (frames_ < frames_due_) return;
  frames_due_ = frames_ + frames_checkpoint;
  const int mode = frames_ < frames_restart ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_RESTART;
  const int result = sqlite3_wal_checkpoint_v2(connection_.handle(), "main", mode, nullptr, nullptr);
  if (result != SQLITE_OK) {
    base::log_warning(
        "storage.checkpoint_failed",
        {{"reason", last_error(connection_.handle(), "checkpoint").what()}, {"log_frames", frames_}});
  }
}

}  // namespace sluice::storage
