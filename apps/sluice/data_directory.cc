#include "data_directory.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "control/plane/data_files.h"

namespace sluice::app {

base::Result<DataDirectory, std::string> DataDirectory::open(const std::string& given) {
  std::string path = given;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  std::error_code error;
  if (const auto parent = std::filesystem::path(path).parent_path(); !parent.empty()) {
    std::filesystem::create_directories(parent, error);
  }
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
    return base::Unexpected{fmt::format("cannot make the data directory {}: {}", path, std::strerror(errno))};
  }
  // In a directory that others may write to, they would choose the keys.
  struct stat info {};
  constexpr mode_t writable_by_others = 022;
  if (::stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != ::geteuid() ||
      (info.st_mode & writable_by_others) != 0) {
    return base::Unexpected{fmt::format(
        "the data directory {} must be a directory of this user that nobody else can write to", path)};
  }
  const std::string lock_path = path + "/" + control::lock_file;
  base::UniqueFd lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!lock) return base::Unexpected{fmt::format("cannot open {}: {}", lock_path, std::strerror(errno))};
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
    return base::Unexpected{fmt::format("the data directory {} is in use by another sluice", path)};
  }
  return DataDirectory(std::move(lock));
}

}  // namespace sluice::app
