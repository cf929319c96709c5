#pragma once
// Secrets at rest: AES-256-GCM under a key that is not in the database (a file of mode 0600). The sealed form
// is Base64 of a version byte, a random nonce, the ciphertext and its tag; `context` (the access key's id) is
// authenticated with it, so a sealed secret does not open under another key's row.

#include <string>
#include <string_view>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"

namespace sluice::identity {

class Sealer {
 public:
  static constexpr size_t key_bytes = 32;

  // Reads the key file, or creates it where there is none. The error is a sentence for the operator.
  static base::Result<Sealer, std::string> from_file(const std::string& path, base::Random& random);

  explicit Sealer(base::Secret key) : key_(std::move(key)) {}

  std::string seal(const base::Secret& secret, std::string_view context, base::Random& random) const;
  base::Result<base::Secret, std::string> open(std::string_view sealed, std::string_view context) const;

 private:
  base::Secret key_;
};

}  // namespace sluice::identity
