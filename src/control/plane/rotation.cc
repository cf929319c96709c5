#include "control/plane/rotation.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

#include "control/identity/reseal.h"
#include "control/plane/data_files.h"
#include "control/schema/schema.h"
#include "platform/base/durable_file.h"
#include "platform/storage/sqlite_database.h"

namespace sluice::control {
namespace {

using Failure = base::Unexpected<std::string>;

// Rather than making what is not there.
base::Result<void, std::string> check_there(const std::string& path) {
  if (::access(path.c_str(), F_OK) == 0) return {};
  return Failure{"cannot open " + path + ": " + std::strerror(errno)};
}

}  // namespace

base::Result<Rotation, std::string> reseal_under(const identity::Sealer& sealer, const std::string& data_dir,
                                                 base::Random& random) {
  const std::string path = data_dir + "/" + database_file;
  if (auto there = check_there(path); !there) return Failure{there.error()};
  const auto database = storage::open_sqlite({.path = path, .migrations = schema::migrations()});
  if (!database) return Failure{database.error()};
  const auto resealed = identity::reseal_all(**database, sealer, random);
  if (!resealed) return Failure{resealed.error()};
  return Rotation{.key_id = sealer.key_id(), .secrets = *resealed, .was_begun = sealer.has_earlier()};
}

base::Result<Rotation, std::string> rotate_sealing_key(const std::string& data_dir,
                                                       const std::string& key_path, base::Random& random) {
  if (auto there = check_there(key_path); !there) return Failure{there.error()};
  const auto before = identity::Sealer::from_file(key_path, random);
  if (!before) return Failure{before.error()};
  const bool was_begun = before->has_earlier();
  const identity::Sealer both = was_begun ? *before : before->with_new(identity::Sealer::draw_key(random));
  // The new key stands before anything is sealed under it.
  if (!was_begun) {
    if (auto written = base::write_durably(key_path, both.to_bytes().reveal()); !written) {
      return Failure{written.error()};
    }
  }
  auto rotation = reseal_under(both, data_dir, random);
  if (!rotation) return rotation;
  rotation->was_begun = was_begun;
  // All that is told is on disk: from here on nothing needs the earlier key.
  if (auto written = base::write_durably(key_path, both.alone().to_bytes().reveal()); !written) {
    return Failure{written.error()};
  }
  return rotation;
}

}  // namespace sluice::control
