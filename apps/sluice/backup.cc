#include "backup.h"

#include <cstdio>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "control/identity/sealer.h"
#include "control/plane/backup.h"
#include "control/plane/data_files.h"
#include "data_directory.h"
#include "fail.h"
#include "platform/base/random.h"

namespace sluice::app {
namespace {

std::string facts(const storage::CopiedDatabase& copied) {
  return fmt::format("schema version {}, {} KiB, checked", copied.schema_version, copied.bytes / 1024);
}

// Those that open what is in a data directory.
std::string needed_keys(const std::string& data_dir) {
  const auto ids = control::needed_sealing_keys(data_dir);
  if (!ids) return ids.error();
  std::vector<std::string> words;
  for (const std::string& id : *ids) words.push_back(id.empty() ? "one without an id, of its time" : id);
  return words.empty() ? "none: there are no secrets" : fmt::format("{}", fmt::join(words, ", "));
}

// Before the first start of what was restored.
void say_what_lacks(const std::string& data_dir) {
  const std::string path = data_dir + "/" + control::sealing_key_file;
  if (::access(path.c_str(), F_OK) != 0) {
    fmt::print(
        "missing     {}: put the {} of the server that was backed up there before the first start, or "
        "name the key with --sealing-key-file\n",
        path, control::sealing_key_file);
    return;
  }
  base::SystemRandom random;
  const auto sealer = identity::Sealer::from_file(path, random);
  const auto needed = control::needed_sealing_keys(data_dir);
  if (!sealer || !needed || needed->contains(sealer->key_id()) || needed->contains("")) return;
  fmt::print("another one {} is the key {}: put that of the backup there before the first start\n", path,
             sealer->key_id());
}

}  // namespace

int back_up(const BackupOptions& options) {
  const auto copied = control::back_up(options.data_dir, options.to);
  if (!copied) return fail("backup", copied.error());
  fmt::print("backup      {}  ({})\n", options.to, facts(*copied));
  const std::string key = options.data_dir + "/" + control::sealing_key_file;
  fmt::print("not in it   {}, which opens the access keys in it: keep a copy of it, in another place\n",
             ::access(key.c_str(), F_OK) == 0 ? key : "the sealing key");
  fmt::print("its key     {}  (the id of the sealing key that opens it)\n", needed_keys(options.data_dir));
  return 0;
}

int restore(const RestoreOptions& options) {
  // Before the directory is made, and again when nobody else can fill it.
  if (auto may = control::check_restorable(options.data_dir); !may) {
    return fail("restore", "--data-dir: " + may.error());
  }
  const auto directory = DataDirectory::open(options.data_dir);
  if (!directory) return fail("restore", directory.error());
  if (auto may = control::check_restorable(options.data_dir); !may) {
    return fail("restore", "--data-dir: " + may.error());
  }
  const auto copied = control::restore(options.from, options.data_dir);
  if (!copied) return fail("restore", copied.error());
  fmt::print("restored    {}  ({})\n", options.data_dir, facts(*copied));
  fmt::print("its key     {}  (the id of the sealing key that opens it; sluice doctor shows ids)\n",
             needed_keys(options.data_dir));
  say_what_lacks(options.data_dir);
  return 0;
}

}  // namespace sluice::app
