#pragma once
// A disk that can lose power: an SQLite VFS over the default one that drops, on demand, everything that was
// never synced. Tests hand its name to SqliteOptions::vfs.
//
//   LossyVfs disk("lossy");
//   ... open_sqlite({.path = ..., .vfs = disk.name()}), submit work ...
//   disk.crash();            // from here on all I/O fails, and units are told Unavailable
//   database.reset();        // whoever has files open lets go of them
//   disk.revive();
//   ... open again: what was reported as done is there ...
//
// What is kept. The bytes and the size of a file are those of its last xSync. A file that was created or
// deleted appears so only after its directory was synced, which is asked for in three ways: a delete with the
// sync flag, the first xSync of a journal or log by the handle that created it (as in SQLite's os_unix.c),
// and SqliteConnection::sync_directory_operation. Until then a crash takes the new file away and brings the
// deleted one back. Temporary files and locks are as usual; the "-shm" index is memory that all connections
// share, and a crash removes it. This is the plainest of the bad disks: it neither tears a write nor keeps a
// random part of the unsynced ones.
//
// Nothing reaches the real disk by xSync, so a test runs at the speed of memory. Between its first open and a
// crash a file is changed through this VFS only (one exception: an empty file made before it is opened).
// Thread-safe; all connections to a file go through the same LossyVfs. Faults and crashes are I/O of this
// process only: nothing here kills it.

#include <cstdint>
#include <memory>
#include <string>

namespace sluice::storage {

struct LossyVfsState;

class LossyVfs {
 public:
  // Registers with SQLite under `name`, which no other VFS may have.
  explicit LossyVfs(const std::string& name);
  // No file may be open. Unregisters.
  ~LossyVfs();
  LossyVfs(const LossyVfs&) = delete;
  LossyVfs& operator=(const LossyVfs&) = delete;

  const std::string& name() const;

  // Puts the files back to their synced state; from here on every open, read, write, sync, delete and lock
  // fails. Returns when that is so for all threads. A second crash before revive() does nothing.
  void crash();

  // The same at an exact place: instead of the n-th change from now (1 is the next). A change is a write, a
  // truncation, a sync or a delete of a file that is not temporary. Zero: take it back.
  void crash_at_change(uint64_t n);

  bool crashed() const;
  uint64_t changes() const;  // so far, since construction

  // Power is back. Every file opened before the crash must have been closed (aborts otherwise).
  void revive();

  // Makes `times` writes or syncs fail with an SQLite result code (SQLITE_FULL, SQLITE_IOERR_FSYNC, ...),
  // after letting `after` of them pass. A failed write writes nothing, a failed sync keeps nothing. One fault
  // at a time; a new one replaces it.
  enum class Operation { Write, Sync };
  struct Fault {
    Operation operation;
    int code;
    uint64_t after = 0;
    uint64_t times = UINT64_MAX;
  };
  void inject(const Fault& fault);
  void heal();

  // Waits until connections have been refused a lock of the log (SQLITE_BUSY) `count` times since
  // construction. False if that takes longer than a minute.
  bool wait_for_refused_locks(uint64_t count) const;

 private:
  const std::unique_ptr<LossyVfsState> state_;
};

}  // namespace sluice::storage
