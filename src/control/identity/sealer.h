#pragma once
// Secrets at rest: AES-256-GCM under a key that is not in the database (docs/decisions/0005, 0012). The
// sealed form is Base64 of a version byte, the id of the key, a random nonce, the ciphertext and its tag.
// What stands before the nonce is authenticated with it, and so is `context` (the access key's id): a sealed
// secret does not open under another key's row. The first version had no id in it, and is still opened.
//
// A sealer has one key that seals, and earlier ones that only open, so that a key can be replaced while what
// it sealed is still there (reseal.h). Immutable; thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"

namespace sluice::identity {

class Sealer {
 public:
  static constexpr size_t key_bytes = 32;
  static constexpr size_t keys_max = 8;

  // Reads the key file: the key that seals, followed by the earlier ones, key_bytes each and nothing between
  // them. Makes it with a new key where there is none. The error is a sentence for the operator.
  static base::Result<Sealer, std::string> from_file(const std::string& path, base::Random& random);
  // The same keys in Base64, with commas between them. The error says what is accepted, and never what was
  // received.
  static base::Result<Sealer, std::string> from_text(const base::Secret& text);
  static base::Secret draw_key(base::Random& random);

  explicit Sealer(base::Secret key);

  std::string seal(const base::Secret& secret, std::string_view context, base::Random& random) const;
  base::Result<base::Secret, std::string> open(std::string_view sealed, std::string_view context) const;

  // With `key` before all that are there, which then only open.
  Sealer with_new(base::Secret key) const;
  // Without the earlier ones.
  Sealer alone() const;
  // As the key file holds them.
  base::Secret to_bytes() const;
  bool has_earlier() const { return keys_.size() > 1; }

  // 16 hex digits that tell keys apart and say nothing else about them.
  std::string key_id() const;  // of the one that seals
  // Of the key that a text was sealed under; empty for the first version, which does not say. Nothing for
  // what is no sealed text.
  static std::optional<std::string> key_id_of(std::string_view sealed);

 private:
  struct Key {
    std::string id;  // raw bytes
    base::Secret secret;
  };
  explicit Sealer(std::vector<Key> keys) : keys_(std::move(keys)) {}
  static Key to_key(base::Secret secret);
  static std::vector<Key> split(const base::Secret& all);

  std::vector<Key> keys_;  // 1 to keys_max; the first one seals
};

}  // namespace sluice::identity
