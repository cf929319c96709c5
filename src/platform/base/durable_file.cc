#include "platform/base/durable_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "platform/base/unique_fd.h"

namespace sluice::base {
namespace {

Unexpected<std::string> cannot_write(const std::string& path) {
  return Unexpected{fmt::format("cannot write {}: {}", path, std::strerror(errno))};
}

}  // namespace

Result<void, std::string> write_durably(const std::string& path, std::string_view content, Readers readers) {
  const mode_t mode = readers == Readers::Owner ? 0600 : 0644;
  const std::string temporary = path + ".new";
  ::unlink(temporary.c_str());  // left by a start that died; O_EXCL below takes nobody else's file
  const UniqueFd file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
  if (!file || ::write(file.get(), content.data(), content.size()) != static_cast<ssize_t>(content.size()) ||
      ::fsync(file.get()) != 0 || ::rename(temporary.c_str(), path.c_str()) != 0) {
    return cannot_write(path);
  }
  if (!sync_directory_of(path)) return cannot_write(path);
  return {};
}

bool sync_directory_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string directory = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const UniqueFd folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return folder && ::fsync(folder.get()) == 0;
}

}  // namespace sluice::base
