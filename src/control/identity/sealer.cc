#include "control/identity/sealer.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <unistd.h>

#include "platform/base/digest.h"
#include "platform/base/durable_file.h"
#include "platform/base/encoding.h"
#include "platform/base/unique_fd.h"

namespace sluice::identity {
namespace {

constexpr char version_without_id = 1, version_with_id = 2;
constexpr size_t id_bytes = 8;
constexpr size_t nonce_bytes = 12;
constexpr size_t tag_bytes = 16;

using Failure = base::Unexpected<std::string>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// A sealed text, decoded and taken apart.
struct SealedText {
  std::string_view head;  // version, and id
  std::string_view id;    // empty in the first version
  std::string_view nonce, text, tag;
};

std::optional<SealedText> take_apart(std::string_view raw) {
  if (raw.empty() || (raw[0] != version_without_id && raw[0] != version_with_id)) return std::nullopt;
  const size_t head_bytes = 1 + (raw[0] == version_with_id ? id_bytes : 0);
  if (raw.size() < head_bytes + nonce_bytes + tag_bytes) return std::nullopt;
  const std::string_view rest = raw.substr(head_bytes);
  return SealedText{.head = raw.substr(0, head_bytes),
                    .id = raw.substr(1, head_bytes - 1),
                    .nonce = rest.substr(0, nonce_bytes),
                    .text = rest.substr(nonce_bytes, rest.size() - nonce_bytes - tag_bytes),
                    .tag = rest.substr(rest.size() - tag_bytes)};
}

// What is authenticated and not encrypted. In the first version that was the context alone.
std::string beside(std::string_view head, std::string_view context) {
  return (head[0] == version_without_id ? std::string() : std::string(head)) + std::string(context);
}

std::optional<base::Secret> decrypt(const SealedText& sealed, std::string_view context,
                                    const base::Secret& key) {
  std::string plain(sealed.text.size(), '\0');
  const std::string authenticated = beside(sealed.head, context);
  const CipherContext cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int written = 0;
  const bool done = EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key.reveal()),
                                       bytes(sealed.nonce)) == 1 &&
                    EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytes(std::string_view(authenticated)),
                                      static_cast<int>(authenticated.size())) == 1 &&
                    EVP_DecryptUpdate(cipher.get(), bytes(plain), &written, bytes(sealed.text),
                                      static_cast<int>(sealed.text.size())) == 1 &&
                    EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes,
                                        const_cast<unsigned char*>(bytes(sealed.tag))) == 1 &&
                    EVP_DecryptFinal_ex(cipher.get(), bytes(plain) + plain.size(), &written) == 1;
  base::Secret secret(std::move(plain));
  return done ? std::optional(std::move(secret)) : std::nullopt;
}

}  // namespace

base::Result<Sealer, std::string> Sealer::from_file(const std::string& path, base::Random& random) {
  const base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!fd && errno != ENOENT) {
    return Failure{fmt::format("cannot open the key file {}: {}", path, std::strerror(errno))};
  }
  if (!fd) {
    Sealer made(draw_key(random));
    if (auto written = base::write_durably(path, made.to_bytes().reveal()); !written) {
      return Failure{std::move(written).error()};
    }
    return made;
  }
  // One byte more than there may be, so that a longer file is noticed.
  std::string content(key_bytes * keys_max + 1, '\0');
  const ssize_t got = ::pread(fd.get(), content.data(), content.size(), 0);
  if (got < 0) return Failure{fmt::format("cannot read the key file {}: {}", path, std::strerror(errno))};
  content.resize(static_cast<size_t>(got));
  const base::Secret all(std::move(content));
  if (all.empty() || all.reveal().size() % key_bytes != 0 || all.reveal().size() > key_bytes * keys_max) {
    return Failure{
        fmt::format("the key file {} does not hold 1 to {} keys of {} bytes each; restore it from a backup",
                    path, keys_max, key_bytes)};
  }
  return Sealer(split(all));
}

base::Result<Sealer, std::string> Sealer::from_text(const base::Secret& text) {
  std::string all;
  all.reserve(key_bytes * keys_max);  // or growing would leave copies behind
  std::string_view rest = text.reveal();
  bool is_accepted = true;
  for (size_t comma = 0; comma != std::string_view::npos && is_accepted;) {
    comma = rest.find(',');
    auto key = base::decode_base64(rest.substr(0, comma));
    is_accepted = key && key->size() == key_bytes && all.size() < key_bytes * keys_max;
    if (is_accepted) all += *key;
    if (key) OPENSSL_cleanse(key->data(), key->size());
    if (comma != std::string_view::npos) rest.remove_prefix(comma + 1);
  }
  const base::Secret read(std::move(all));
  if (is_accepted) return Sealer(split(read));
  return Failure{fmt::format(
      "accepted: 1 to {} keys of {} bytes each in Base64, with commas between them, the newest first",
      keys_max, key_bytes)};
}

std::vector<Sealer::Key> Sealer::split(const base::Secret& all) {
  std::vector<Key> keys;
  for (std::string_view rest = all.reveal(); !rest.empty(); rest.remove_prefix(key_bytes)) {
    keys.push_back(to_key(base::Secret(std::string(rest.substr(0, key_bytes)))));
  }
  return keys;
}

base::Secret Sealer::draw_key(base::Random& random) {
  std::string key(key_bytes, '\0');
  random.fill(std::span(bytes(key), key.size()));
  return base::Secret(std::move(key));
}

Sealer::Sealer(base::Secret key) {
  keys_.push_back(to_key(std::move(key)));
}

Sealer::Key Sealer::to_key(base::Secret secret) {
  std::string id = base::hmac(base::Hash::Sha256, secret, "id of a sealing key").substr(0, id_bytes);
  return {std::move(id), std::move(secret)};
}

Sealer Sealer::with_new(base::Secret key) const {
  std::vector<Key> keys{to_key(std::move(key))};
  keys.insert(keys.end(), keys_.begin(), keys_.end());
  return Sealer(std::move(keys));
}

Sealer Sealer::alone() const {
  return Sealer(std::vector{keys_.front()});
}

base::Secret Sealer::to_bytes() const {
  std::string all;
  all.reserve(keys_.size() * key_bytes);  // or growing would leave copies behind
  for (const Key& key : keys_) all += key.secret.reveal();
  return base::Secret(std::move(all));
}

std::string Sealer::key_id() const {
  return base::hex_lower(keys_.front().id);
}

std::optional<std::string> Sealer::key_id_of(std::string_view sealed) {
  const auto raw = base::decode_base64(sealed);
  const auto parts = raw ? take_apart(*raw) : std::nullopt;
  return parts ? std::optional(base::hex_lower(parts->id)) : std::nullopt;
}

std::string Sealer::seal(const base::Secret& secret, std::string_view context, base::Random& random) const {
  const Key& key = keys_.front();
  const std::string_view plain = secret.reveal();
  const std::string head = version_with_id + key.id;
  std::string sealed = head + std::string(nonce_bytes + plain.size() + tag_bytes, '\0');
  unsigned char* nonce = bytes(sealed) + head.size();
  unsigned char* text = nonce + nonce_bytes;
  random.fill(std::span(nonce, nonce_bytes));
  const std::string authenticated = beside(head, context);
  const CipherContext cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int size = 0;
  const bool done =
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key.secret.reveal()), nonce) == 1 &&
      EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytes(std::string_view(authenticated)),
                        static_cast<int>(authenticated.size())) == 1 &&
      EVP_EncryptUpdate(cipher.get(), text, &size, bytes(plain), static_cast<int>(plain.size())) == 1 &&
      EVP_EncryptFinal_ex(cipher.get(), text + plain.size(), &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, text + plain.size()) == 1;
  if (!done) std::abort();  // only memory exhaustion or a broken library get here
  return base::base64(sealed);
}

base::Result<base::Secret, std::string> Sealer::open(std::string_view sealed,
                                                     std::string_view context) const {
  const auto raw = base::decode_base64(sealed);
  const auto parts = raw ? take_apart(*raw) : std::nullopt;
  if (!parts) return Failure{std::string("the sealed secret is damaged")};
  bool has_key = parts->id.empty();
  for (const Key& key : keys_) {
    if (!parts->id.empty() && key.id != parts->id) continue;
    has_key = true;
    if (auto secret = decrypt(*parts, context, key.secret)) return std::move(*secret);
  }
  if (!has_key) {
    return Failure{fmt::format("the secret was sealed under the key {}; this sealing key is {}",
                               base::hex_lower(parts->id), key_id())};
  }
  return Failure{std::string("the secret was sealed under another key file, or is damaged")};
}

}  // namespace sluice::identity
