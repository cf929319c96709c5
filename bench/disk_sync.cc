#include "bench/disk_sync.h"

#include <fcntl.h>
#include <unistd.h>

#include "platform/base/unique_fd.h"

namespace sluice::bench {
namespace {

constexpr size_t page_bytes = 4096;
constexpr size_t pages = 1024;  // written before, so that a sync has no new size to record

}  // namespace

SyncRate measure_syncs(const std::string& directory, Seconds duration) {
  const std::string path = directory + "/disk-sync";
  const base::UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  const std::string page(page_bytes, 'x');
  const auto write_page = [&](size_t number) {
    const auto offset = static_cast<off_t>(number % pages * page_bytes);
    if (::pwrite(file.get(), page.data(), page.size(), offset) != static_cast<ssize_t>(page.size())) {
      give_up("cannot write " + path);
    }
  };
  for (size_t i = 0; i < pages; ++i) write_page(i);
  if (::fsync(file.get()) != 0) give_up("cannot sync " + path);

  const Stopwatch watch;
  const Seconds cpu_before = cpu_time();
  size_t syncs = 0;
  while (watch.elapsed() < duration) {
    write_page(syncs);
    if (::fdatasync(file.get()) != 0) give_up("cannot sync " + path);
    ++syncs;
  }
  const SyncRate rate{static_cast<double>(syncs) / watch.elapsed().count(), cpu_time() - cpu_before};
  ::unlink(path.c_str());
  return rate;
}

}  // namespace sluice::bench
