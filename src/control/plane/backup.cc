#include "control/plane/backup.h"

#include <filesystem>

#include <fmt/format.h>

#include "control/identity/reseal.h"
#include "control/plane/data_files.h"
#include "control/schema/schema.h"
#include "platform/storage/sqlite_look.h"

namespace sluice::control {
namespace {

std::string path_in(const std::string& data_dir, const char* file) {
  return data_dir + "/" + file;
}

bool is_partial(const std::string& name) {
  return name.starts_with(std::string(database_file) + storage::partial_suffix);
}

}  // namespace

base::Result<storage::CopiedDatabase, std::string> back_up(const std::string& data_dir,
                                                           const std::string& to) {
  return storage::copy_sqlite(path_in(data_dir, database_file), to, schema::migrations());
}

base::Result<void, std::string> check_restorable(const std::string& data_dir) {
  std::error_code error;
  std::filesystem::directory_iterator entries(data_dir, error);
  if (error == std::errc::no_such_file_or_directory) return {};
  if (error) return base::Unexpected{fmt::format("cannot read {}: {}", data_dir, error.message())};
  for (const auto& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (name == sealing_key_file || name == lock_file || is_partial(name)) continue;
    return base::Unexpected{
        fmt::format("{} holds {}; accepted: a directory that is not there or is empty, but for {}", data_dir,
                    name, sealing_key_file)};
  }
  return {};
}

base::Result<storage::CopiedDatabase, std::string> restore(const std::string& from,
                                                           const std::string& data_dir) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(data_dir, error)) {
    if (is_partial(entry.path().filename().string())) std::filesystem::remove(entry.path(), error);
  }
  return storage::copy_sqlite(from, path_in(data_dir, database_file), schema::migrations());
}

base::Result<std::set<std::string>, std::string> needed_sealing_keys(const std::string& data_dir) {
  std::set<std::string> ids;
  const auto looked =
      storage::look_into_sqlite(path_in(data_dir, database_file), schema::migrations(),
                                [&](storage::Transaction& tx) { ids = identity::sealing_key_ids(tx); });
  if (!looked) return base::Unexpected{looked.error()};
  return ids;
}

}  // namespace sluice::control
