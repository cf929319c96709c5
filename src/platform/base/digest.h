#pragma once
// Hashes and keyed hashes (OpenSSL 3). Results are raw bytes; see encoding.h for hex and Base64.

#include <string>
#include <string_view>

#include "platform/base/secret.h"

namespace sluice::base {

enum class Hash { Sha1, Sha256 };

std::string digest(Hash hash, std::string_view data);
std::string hmac(Hash hash, const Secret& key, std::string_view data);

}  // namespace sluice::base
