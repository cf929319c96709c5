#pragma once
// RPC signature, version 1.0 (openapi-gateway fact sheet, section 2). Pure: a function of the request and the
// secret.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/digest.h"
#include "platform/base/secret.h"

namespace sluice::signature {

// Decoded parameters of query and form body together, in any order, `Signature` among them or not. Of
// a name that is repeated, the order of its values is signed.
using Pairs = std::vector<std::pair<std::string, std::string>>;

// METHOD&%2F&<encoded canonical query>; `Signature` is left out, empty values stay.
std::string rpc_v1_string_to_sign(std::string_view method, const Pairs& parameters);

// Base64 of the HMAC with the secret followed by '&'.
std::string rpc_v1_signature(base::Hash hash, const base::Secret& secret, std::string_view string_to_sign);

}  // namespace sluice::signature
