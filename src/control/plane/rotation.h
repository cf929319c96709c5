#pragma once
// A new sealing key in the place of the old one. Every state that a crash can leave is one that a server
// starts with, and in which the same may be asked again:
//
//   key file        secrets sealed under
//   old             old                     before
//   new, old        old and new             from here on a server seals under the new one, and opens both
//   new, old        new
//   new             new                     done: what the old key opens is gone, but for backups
//
// Blocks. The data directory is locked by the caller, so that no server uses it. Errors are sentences for the
// operator.

#include <cstdint>
#include <string>

#include "control/identity/sealer.h"
#include "platform/base/random.h"
#include "platform/base/result.h"

namespace sluice::control {

struct Rotation {
  std::string key_id;      // of the new key
  int64_t secrets = 0;     // sealed anew this time
  bool was_begun = false;  // an earlier one that had not come to its end
};

// The keys in the file `key_path` (sealing_key_path). A file with earlier keys is a rotation that was begun,
// by this or by hand: that one is finished, and no other key is drawn.
base::Result<Rotation, std::string> rotate_sealing_key(const std::string& data_dir,
                                                       const std::string& key_path, base::Random& random);

// For keys that are kept elsewhere: seals everything under the first one of `sealer`. Afterwards the others
// are not needed any more.
base::Result<Rotation, std::string> reseal_under(const identity::Sealer& sealer, const std::string& data_dir,
                                                 base::Random& random);

}  // namespace sluice::control
