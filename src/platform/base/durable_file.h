#pragma once
// Small files that must be whole or not there at all, whatever happens while they are written.

#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace sluice::base {

enum class Readers { Owner, Everybody };  // mode 0600, or 0644 as far as the process's umask allows

// Writes a temporary file beside `path`, syncs it, renames it over `path` and syncs the directory. What stood
// there is replaced at once or stays. The error is a sentence.
Result<void, std::string> write_durably(const std::string& path, std::string_view content,
                                        Readers readers = Readers::Owner);

// Afterwards the names of the files beside `path`, and its own, outlast a loss of power. False: errno says
// why.
bool sync_directory_of(const std::string& path);

}  // namespace sluice::base
