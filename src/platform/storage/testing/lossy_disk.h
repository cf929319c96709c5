#pragma once
// What a set of files would look like after a loss of power. The files themselves are always current; this
// keeps what is needed to go back: the overwritten bytes of each file since its last sync, and the directory
// entries as they were when their directory was last synced. Knows nothing of SQLite. Not thread-safe. A real
// file that cannot be read or written ends the program: there is nothing left to test.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice::storage {

class LossyDisk {
 public:
  // One file (an inode, not a name): it may be deleted while it is still open.
  class File {
   public:
    explicit File(int64_t size_synced) : size_synced_(size_synced) {}

    // Only bytes in front of this have to be remembered; a crash cuts off the rest.
    int64_t size_synced() const { return size_synced_; }
    // `bytes`, which stand at `offset` now, are about to be overwritten or cut off.
    void remember(int64_t offset, std::string bytes) { lost_.push_back({offset, std::move(bytes)}); }
    void synced(int64_t size) {
      lost_.clear();
      size_synced_ = size;
    }
    // The synced content, given the current one.
    std::string rewind(std::string current) const;

   private:
    struct Lost {
      int64_t offset;
      std::string bytes;
    };
    int64_t size_synced_;
    std::vector<Lost> lost_;  // oldest first
  };

  std::shared_ptr<File> opened(const std::string& path) noexcept;   // it was there before
  std::shared_ptr<File> created(const std::string& path) noexcept;  // it was not
  void before_delete(const std::string& path) noexcept;             // which is there now
  void directory_synced(const std::string& directory) noexcept;

  // Rewrites the files as they were synced, and forgets them.
  void lose_power() noexcept;

 private:
  std::map<std::string, std::shared_ptr<File>> files_;
  // Names made or removed since their directory was synced: what stood there then, or nothing.
  std::map<std::string, std::optional<std::string>> entries_before_;
};

}  // namespace sluice::storage
