#pragma once
// The data of a control plane in one file, and back. Neither has the sealing key: a backup that had it would
// give every access key away (docs/decisions/0005). Both block; errors are sentences for the operator.

#include <set>
#include <string>

#include "platform/base/result.h"
#include "platform/storage/sqlite_copy.h"

namespace sluice::control {

// What the data directory holds at one instant, whether a server uses it or not, in the new file `to`.
base::Result<storage::CopiedDatabase, std::string> back_up(const std::string& data_dir,
                                                           const std::string& to);

// Nothing if data may be restored into the directory: it is not there, or holds no more than a sealing key, a
// lock, and what a restore that was killed left. Otherwise what stands in the way.
base::Result<void, std::string> check_restorable(const std::string& data_dir);

// Into a directory that exists, is restorable and is locked by the caller. The file may be of this version or
// an older one, which the next start brings up to date.
base::Result<storage::CopiedDatabase, std::string> restore(const std::string& from,
                                                           const std::string& data_dir);

// The ids of the sealing keys that open the secrets in a data directory that nobody has started yet, or that
// a server uses; an empty one stands for a key that the secrets do not name (of the first version).
base::Result<std::set<std::string>, std::string> needed_sealing_keys(const std::string& data_dir);

}  // namespace sluice::control
