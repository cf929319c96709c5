#pragma once
// Readings of a data directory, whether a server uses it or not, and of what belongs to it.

#include <string>

#include "control/identity/sealer.h"
#include "doctor/readings.h"

namespace sluice::app {

ServerReading read_server(const std::string& data_dir);
DirectoryReading read_directory(const std::string& path);
SecretFileReading read_secret_file(const std::string& path);
SchemaReading read_schema(const std::string& data_dir);
// With the keys that the environment brought, else those of the file at `key_path`.
SealingReading read_sealing_key(const std::string& data_dir, const std::string& key_path,
                                const std::optional<identity::Sealer>& from_environment);

}  // namespace sluice::app
