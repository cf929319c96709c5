#include "rotate.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

#include "control/plane/data_files.h"
#include "control/plane/rotation.h"
#include "data_directory.h"
#include "hardening.h"
#include "platform/base/durable_file.h"
#include "platform/base/random.h"
#include "sealing_key.h"

namespace sluice::app {
namespace {

using Failure = base::Unexpected<std::string>;
using Outcome = base::Result<void, std::string>;

void print(const std::string& where, const control::Rotation& rotation) {
  fmt::print("sealing key {}  ({}{})\n", rotation.key_id, where,
             rotation.was_begun ? ", as an earlier run left it" : "");
  fmt::print("sealed anew {} secrets\n", rotation.secrets);
}

Outcome reseal(const identity::Sealer& sealer, const RotateOptions& options, base::Random& random) {
  if (!sealer.has_earlier()) {
    return Failure{fmt::format(
        "{}: received one key; accepted: the new one and the one in use, with a comma between them",
        sealing_key_variable)};
  }
  const auto rotation = control::reseal_under(sealer, options.data_dir, random);
  if (!rotation) return Failure{rotation.error()};
  print("the first of " + std::string(sealing_key_variable), {rotation->key_id, rotation->secrets});
  fmt::print("from now on {} needs the first key only; backups made before need the one of their time\n",
             sealing_key_variable);
  return {};
}

Outcome keep_keys(const std::string& key_path, const std::string& to, base::Random& random) {
  if (::access(to.c_str(), F_OK) == 0) return Failure{"--keep: " + to + " is there already"};
  if (::access(key_path.c_str(), F_OK) != 0) {
    return Failure{fmt::format("cannot open {}: {}", key_path, std::strerror(errno))};
  }
  const auto keys = identity::Sealer::from_file(key_path, random);
  if (!keys) return Failure{keys.error()};
  return base::write_durably(to, keys->to_bytes().reveal());
}

Outcome rotate(const RotateOptions& options) {
  auto sealer = take_sealer(options.sealing_key_file);
  if (!sealer) return Failure{sealer.error()};
  const std::string database = options.data_dir + "/" + control::database_file;
  if (::access(database.c_str(), F_OK) != 0) {
    return Failure{fmt::format("--data-dir: cannot open {}: {}", database, std::strerror(errno))};
  }
  const auto directory = DataDirectory::open(options.data_dir);
  if (!directory)
    return Failure{directory.error() + "; a key is rotated by the server's user while no server runs"};
  base::SystemRandom random;
  if (*sealer) return reseal(**sealer, options, random);
  const std::string key_path = control::sealing_key_path(options.data_dir, options.sealing_key_file);
  if (!options.keep.empty()) {
    if (auto kept = keep_keys(key_path, options.keep, random); !kept) return kept;
  }
  const auto rotation = control::rotate_sealing_key(options.data_dir, key_path, random);
  if (!rotation) return Failure{rotation.error()};
  print(key_path, *rotation);
  fmt::print("before it   {}; backups made before need {}\n",
             options.keep.empty() ? "not kept (see --keep)" : options.keep,
             options.keep.empty() ? "a copy of the key file of their time" : "that file");
  return {};
}

}  // namespace

int rotate_sealing_key(const RotateOptions& options) {
  harden(Debugging::Impossible);
  const auto done = rotate(options);
  if (done) return 0;
  std::fprintf(stderr, "sluice rotate-sealing-key: %s\n", done.error().c_str());
  return 1;
}

}  // namespace sluice::app
