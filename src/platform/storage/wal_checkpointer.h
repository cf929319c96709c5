#pragma once
// Moves what the write-ahead log holds into the database file and keeps the log from growing without end.
//
// SQLite would do this inside COMMIT, and the units of that group would wait for it. Here the writer does it
// between groups, after everybody has been told. Past `frames_checkpoint` frames it copies what no reader
// holds back; past `frames_restart` it also waits, at most busy_timeout_ms, until readers let go of the log,
// so that the next commit starts it over. A log that readers keep busy is looked at again after another
// `frames_checkpoint` frames.

#include <cstdint>

#include "platform/storage/sqlite_connection.h"

namespace sluice::storage {

class WalCheckpointer {
 public:
  static constexpr int frames_checkpoint = 1'000;  // 4 MiB of 4 KiB pages
  static constexpr int frames_restart = 8'000;

  // Takes the place of SQLite's automatic checkpoint on `connection`. Lives and works on its writer thread.
  explicit WalCheckpointer(SqliteConnection& connection);
  WalCheckpointer(const WalCheckpointer&) = delete;
  WalCheckpointer& operator=(const WalCheckpointer&) = delete;

  // Outside any transaction. A failure is logged: the log keeps what the file lacks, and nothing is lost.
  void run_if_due();

 private:
  SqliteConnection& connection_;
  int frames_ = 0;  // in the log after the last commit
  int frames_due_ = frames_checkpoint;
};

}  // namespace sluice::storage
