#include "control/nonces/nonce.h"

#include <cstring>

#include "platform/base/digest.h"

namespace sluice::nonces {

Digest digest_of(std::string_view access_key_id, std::string_view nonce) {
  std::string text(access_key_id);
  text += '\0';  // in neither of the two
  text += nonce;
  const std::string hash = base::digest(base::Hash::Sha256, text);
  Digest digest;
  std::memcpy(&digest.high, hash.data(), sizeof digest.high);
  std::memcpy(&digest.low, hash.data() + sizeof digest.high, sizeof digest.low);
  return digest;
}

}  // namespace sluice::nonces
