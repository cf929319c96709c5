#include "platform/storage/testing/lossy_vfs.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include <sqlite3.h>

#include "platform/storage/sqlite_connection.h"
#include "platform/storage/testing/lossy_disk.h"

namespace sluice::storage {

// One mutex is held through every operation, the real one beneath included, so that a crash falls between two
// of them. Locks and the shared index pass without it: they decide nothing about what a crash leaves.
struct LossyVfsState {
  std::string name;
  sqlite3_vfs* beneath = nullptr;
  sqlite3_vfs vfs{};

  mutable std::mutex mutex;
  LossyDisk disk;
  std::set<std::string> index_paths;  // of the "-shm" files
  int files_open = 0;
  bool crashed = false;
  uint64_t changes = 0;
  uint64_t crash_at = 0;  // a value of `changes`; 0: none
  std::optional<LossyVfs::Fault> fault;

  mutable std::condition_variable lock_refused;
  uint64_t locks_refused = 0;

  void crash() {
    if (std::exchange(crashed, true)) return;
    disk.lose_power();
    for (const std::string& path : index_paths) std::filesystem::remove(path);
    index_paths.clear();
  }

  // Counts a change that is about to happen; false where there is no power for it.
  bool powered_for_change() {
    if (!crashed && ++changes == crash_at) crash();
    return !crashed;
  }

  // The code that a write or sync has to fail with, or SQLITE_OK.
  int injected(LossyVfs::Operation operation) {
    if (!fault || fault->operation != operation) return SQLITE_OK;
    if (fault->after > 0) {
      --fault->after;
      return SQLITE_OK;
    }
    if (fault->times == 0) return SQLITE_OK;
    if (fault->times != UINT64_MAX) --fault->times;
    return fault->code;
  }
};

namespace {

[[noreturn]] void misused(const char* how) {
  std::fprintf(stderr, "LossyVfs: %s\n", how);
  std::abort();
}

// What stands behind an sqlite3_file of ours.
struct OpenFile {
  LossyVfsState& vfs;
  std::string directory;
  std::shared_ptr<LossyDisk::File> file;  // none for a temporary file
  bool syncs_directory = false;           // by its next sync
  std::unique_ptr<std::byte[]> memory;    // of `beneath`
  sqlite3_file* beneath = nullptr;
};

struct Handle {
  sqlite3_file base;  // first: SQLite sees only this
  OpenFile* open;
};

OpenFile& open_file(sqlite3_file* file) {
  return *reinterpret_cast<Handle*>(file)->open;
}

template <auto Method, class... Arguments>
int pass(OpenFile& self, Arguments... arguments) {
  return (self.beneath->pMethods->*Method)(self.beneath, arguments...);
}

// Keeps the bytes from `offset` to `end` that a crash would have to bring back.
int remember(OpenFile& self, sqlite3_int64 offset, sqlite3_int64 end) {
  sqlite3_int64 size = 0;
  if (const int result = pass<&sqlite3_io_methods::xFileSize>(self, &size); result != SQLITE_OK)
    return result;
  end = std::min({end, size, static_cast<sqlite3_int64>(self.file->size_synced())});
  if (offset >= end) return SQLITE_OK;
  std::string bytes(static_cast<size_t>(end - offset), '\0');
  const int result = pass<&sqlite3_io_methods::xRead>(self, static_cast<void*>(bytes.data()),
                                                      static_cast<int>(bytes.size()), offset);
  if (result == SQLITE_OK) self.file->remember(offset, std::move(bytes));
  return result;
}

int file_close(sqlite3_file* file) {
  const std::unique_ptr<OpenFile> self(&open_file(file));
  const std::lock_guard lock(self->vfs.mutex);
  --self->vfs.files_open;
  return pass<&sqlite3_io_methods::xClose>(*self);
}

int file_read(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
  OpenFile& self = open_file(file);
  const std::lock_guard lock(self.vfs.mutex);
  if (self.vfs.crashed) return SQLITE_IOERR_READ;
  return pass<&sqlite3_io_methods::xRead>(self, into, amount, offset);
}

int file_write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
  OpenFile& self = open_file(file);
  const std::lock_guard lock(self.vfs.mutex);
  if (self.file) {
    if (!self.vfs.powered_for_change()) return SQLITE_IOERR_WRITE;
    if (const int code = self.vfs.injected(LossyVfs::Operation::Write); code != SQLITE_OK) return code;
    if (const int result = remember(self, offset, offset + amount); result != SQLITE_OK) return result;
  } else if (self.vfs.crashed) {
    return SQLITE_IOERR_WRITE;
  }
  return pass<&sqlite3_io_methods::xWrite>(self, from, amount, offset);
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
  OpenFile& self = open_file(file);
  const std::lock_guard lock(self.vfs.mutex);
  if (self.file) {
    if (!self.vfs.powered_for_change()) return SQLITE_IOERR_TRUNCATE;
    if (const int result = remember(self, size, INT64_MAX); result != SQLITE_OK) return result;
  } else if (self.vfs.crashed) {
    return SQLITE_IOERR_TRUNCATE;
  }
  return pass<&sqlite3_io_methods::xTruncate>(self, size);
}

int file_sync(sqlite3_file* file, int) {
  OpenFile& self = open_file(file);
  const std::lock_guard lock(self.vfs.mutex);
  if (!self.file) return self.vfs.crashed ? SQLITE_IOERR_FSYNC : SQLITE_OK;
  if (!self.vfs.powered_for_change()) return SQLITE_IOERR_FSYNC;
  if (const int code = self.vfs.injected(LossyVfs::Operation::Sync); code != SQLITE_OK) return code;
  sqlite3_int64 size = 0;
  if (const int result = pass<&sqlite3_io_methods::xFileSize>(self, &size); result != SQLITE_OK)
    return result;
  self.file->synced(size);
  if (std::exchange(self.syncs_directory, false)) self.vfs.disk.directory_synced(self.directory);
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  OpenFile& self = open_file(file);
  const std::lock_guard lock(self.vfs.mutex);
  return self.vfs.crashed ? SQLITE_IOERR_FSTAT : pass<&sqlite3_io_methods::xFileSize>(self, size);
}

bool crashed(const OpenFile& self) {
  const std::lock_guard lock(self.vfs.mutex);
  return self.vfs.crashed;
}

int file_lock(sqlite3_file* file, int level) {
  OpenFile& self = open_file(file);
  return crashed(self) ? SQLITE_IOERR_LOCK : pass<&sqlite3_io_methods::xLock>(self, level);
}

int file_unlock(sqlite3_file* file, int level) {
  return pass<&sqlite3_io_methods::xUnlock>(open_file(file), level);
}

int file_check_reserved_lock(sqlite3_file* file, int* reserved) {
  OpenFile& self = open_file(file);
  return crashed(self) ? SQLITE_IOERR_CHECKRESERVEDLOCK
                       : pass<&sqlite3_io_methods::xCheckReservedLock>(self, reserved);
}

int sync_directory(OpenFile& self) {
  const std::lock_guard lock(self.vfs.mutex);
  if (!self.vfs.powered_for_change()) return SQLITE_IOERR_DIR_FSYNC;
  if (const int code = self.vfs.injected(LossyVfs::Operation::Sync); code != SQLITE_OK) return code;
  self.vfs.disk.directory_synced(self.directory);
  return SQLITE_OK;
}

int file_control(sqlite3_file* file, int operation, void* argument) {
  if (operation == SqliteConnection::sync_directory_operation) return sync_directory(open_file(file));
  // The hint would change the size behind our back.
  if (operation == SQLITE_FCNTL_SIZE_HINT) return SQLITE_OK;
  return pass<&sqlite3_io_methods::xFileControl>(open_file(file), operation, argument);
}

int file_sector_size(sqlite3_file* file) {
  return pass<&sqlite3_io_methods::xSectorSize>(open_file(file));
}

int file_device_characteristics(sqlite3_file* file) {
  // Atomic batches, where the file system offers them, would bypass xWrite and xSync.
  return pass<&sqlite3_io_methods::xDeviceCharacteristics>(open_file(file)) &
         SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int file_shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
  OpenFile& self = open_file(file);
  return crashed(self) ? SQLITE_IOERR_SHMMAP
                       : pass<&sqlite3_io_methods::xShmMap>(self, region, size, extend, memory);
}

int file_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  OpenFile& self = open_file(file);
  if ((flags & SQLITE_SHM_LOCK) != 0 && crashed(self)) return SQLITE_IOERR_SHMLOCK;
  const int result = pass<&sqlite3_io_methods::xShmLock>(self, offset, count, flags);
  if (result == SQLITE_BUSY) {
    const std::lock_guard lock(self.vfs.mutex);
    ++self.vfs.locks_refused;
    self.vfs.lock_refused.notify_all();
  }
  return result;
}

void file_shm_barrier(sqlite3_file* file) {
  OpenFile& self = open_file(file);
  self.beneath->pMethods->xShmBarrier(self.beneath);
}

int file_shm_unmap(sqlite3_file* file, int remove) {
  OpenFile& self = open_file(file);
  return pass<&sqlite3_io_methods::xShmUnmap>(self, remove);
}

// Version 2: no memory-mapped reads, which would not ask us.
const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_device_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

LossyVfsState& state_of(sqlite3_vfs* vfs) {
  return *static_cast<LossyVfsState*>(vfs->pAppData);
}

int vfs_open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  LossyVfsState& state = state_of(vfs);
  file->pMethods = nullptr;  // until it is open there is nothing to close
  const std::lock_guard lock(state.mutex);
  if (state.crashed) return SQLITE_CANTOPEN;

  const bool temporary = path == nullptr || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  const bool existed = !temporary && std::filesystem::exists(path);
  auto self = std::make_unique<OpenFile>(OpenFile{.vfs = state});
  self->memory = std::make_unique<std::byte[]>(static_cast<size_t>(state.beneath->szOsFile));
  self->beneath = reinterpret_cast<sqlite3_file*>(self->memory.get());
  const int result = state.beneath->xOpen(state.beneath, path, self->beneath, flags, flags_out);
  if (result != SQLITE_OK) {
    if (self->beneath->pMethods != nullptr) pass<&sqlite3_io_methods::xClose>(*self);
    return result;
  }
  if (!temporary) {
    constexpr int journals = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
    self->directory = std::filesystem::path(path).parent_path();
    self->file = existed ? state.disk.opened(path) : state.disk.created(path);
    self->syncs_directory = !existed && (flags & journals) != 0;
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0) state.index_paths.insert(std::string(path) + "-shm");
  }
  ++state.files_open;
  reinterpret_cast<Handle*>(file)->open = self.release();
  file->pMethods = &methods;
  return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs* vfs, const char* path, int sync_directory) {
  LossyVfsState& state = state_of(vfs);
  const std::lock_guard lock(state.mutex);
  if (!state.powered_for_change()) return SQLITE_IOERR_DELETE;
  if (!std::filesystem::exists(path)) return SQLITE_IOERR_DELETE_NOENT;
  state.disk.before_delete(path);
  const int result = state.beneath->xDelete(state.beneath, path, 0);
  if (result == SQLITE_OK && sync_directory != 0) {
    state.disk.directory_synced(std::filesystem::path(path).parent_path());
  }
  return result;
}

int vfs_access(sqlite3_vfs* vfs, const char* path, int flags, int* answer) {
  LossyVfsState& state = state_of(vfs);
  const std::lock_guard lock(state.mutex);
  return state.crashed ? SQLITE_IOERR_ACCESS : state.beneath->xAccess(state.beneath, path, flags, answer);
}

int vfs_full_pathname(sqlite3_vfs* vfs, const char* path, int size, char* out) {
  sqlite3_vfs* beneath = state_of(vfs).beneath;
  return beneath->xFullPathname(beneath, path, size, out);
}

int vfs_randomness(sqlite3_vfs* vfs, int size, char* out) {
  sqlite3_vfs* beneath = state_of(vfs).beneath;
  return beneath->xRandomness(beneath, size, out);
}

int vfs_sleep(sqlite3_vfs* vfs, int microseconds) {
  sqlite3_vfs* beneath = state_of(vfs).beneath;
  return beneath->xSleep(beneath, microseconds);
}

int vfs_current_time(sqlite3_vfs* vfs, double* days) {
  sqlite3_vfs* beneath = state_of(vfs).beneath;
  return beneath->xCurrentTime(beneath, days);
}

int vfs_current_time_int64(sqlite3_vfs* vfs, sqlite3_int64* milliseconds) {
  sqlite3_vfs* beneath = state_of(vfs).beneath;
  return beneath->xCurrentTimeInt64(beneath, milliseconds);
}

int vfs_get_last_error(sqlite3_vfs* vfs, int size, char* out) {
  sqlite3_vfs* beneath = state_of(vfs).beneath;
  return beneath->xGetLastError(beneath, size, out);
}

}  // namespace

LossyVfs::LossyVfs(const std::string& name) : state_(std::make_unique<LossyVfsState>()) {
  if (sqlite3_vfs_find(name.c_str()) != nullptr) misused("the name is taken");
  state_->name = name;
  state_->beneath = sqlite3_vfs_find(nullptr);
  sqlite3_vfs& vfs = state_->vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = state_->beneath->mxPathname;
  vfs.zName = state_->name.c_str();
  vfs.pAppData = state_.get();
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xAccess = vfs_access;
  vfs.xFullPathname = vfs_full_pathname;
  vfs.xRandomness = vfs_randomness;
  vfs.xSleep = vfs_sleep;
  vfs.xCurrentTime = vfs_current_time;
  vfs.xCurrentTimeInt64 = vfs_current_time_int64;
  vfs.xGetLastError = vfs_get_last_error;
  if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK) misused("SQLite refuses it");
}

LossyVfs::~LossyVfs() {
  if (state_->files_open != 0) misused("destroyed while files are open");
  sqlite3_vfs_unregister(&state_->vfs);
}

const std::string& LossyVfs::name() const {
  return state_->name;
}

void LossyVfs::crash() {
  const std::lock_guard lock(state_->mutex);
  state_->crash();
}

void LossyVfs::crash_at_change(uint64_t n) {
  const std::lock_guard lock(state_->mutex);
  state_->crash_at = n == 0 ? 0 : state_->changes + n;
}

bool LossyVfs::crashed() const {
  const std::lock_guard lock(state_->mutex);
  return state_->crashed;
}

uint64_t LossyVfs::changes() const {
  const std::lock_guard lock(state_->mutex);
  return state_->changes;
}

void LossyVfs::revive() {
  const std::lock_guard lock(state_->mutex);
  if (state_->files_open != 0) misused("revived while files from before the crash are open");
  state_->crashed = false;
  state_->crash_at = 0;
}

void LossyVfs::inject(const Fault& fault) {
  const std::lock_guard lock(state_->mutex);
  state_->fault = fault;
}

void LossyVfs::heal() {
  const std::lock_guard lock(state_->mutex);
  state_->fault.reset();
}

bool LossyVfs::wait_for_refused_locks(uint64_t count) const {
  std::unique_lock lock(state_->mutex);
  return state_->lock_refused.wait_for(lock, std::chrono::minutes(1),
                                       [&] { return state_->locks_refused >= count; });
}

}  // namespace sluice::storage
