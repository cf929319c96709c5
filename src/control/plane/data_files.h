#pragma once
// What the control plane keeps in its data directory.

#include <string>

namespace sluice::control {

inline constexpr const char* database_file = "sluice.db";
inline constexpr const char* sealing_key_file = "secrets.key";
inline constexpr const char* credentials_file = "credentials.json";
// Held by whoever uses the directory.
inline constexpr const char* lock_file = "lock";

// Where the sealing key is: `given`, or in the data directory if that is empty.
inline std::string sealing_key_path(const std::string& data_dir, const std::string& given) {
  return given.empty() ? data_dir + "/" + sealing_key_file : given;
}

}  // namespace sluice::control
