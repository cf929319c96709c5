#pragma once
// What the control plane keeps in its data directory.

namespace sluice::control {

inline constexpr const char* database_file = "sluice.db";
inline constexpr const char* sealing_key_file = "secrets.key";
inline constexpr const char* credentials_file = "credentials.json";
// Held by whoever uses the directory.
inline constexpr const char* lock_file = "lock";

}  // namespace sluice::control
