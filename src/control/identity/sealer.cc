#include "control/identity/sealer.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include "platform/base/durable_file.h"
#include "platform/base/encoding.h"
#include "platform/base/unique_fd.h"

namespace sluice::identity {
namespace {

constexpr char version = 1;
constexpr size_t nonce_bytes = 12;
constexpr size_t tag_bytes = 16;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

base::Result<Sealer, std::string> Sealer::from_file(const std::string& path, base::Random& random) {
  std::string key(key_bytes, '\0');
  const base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!fd && errno != ENOENT) {
    return base::Unexpected{fmt::format("cannot open the key file {}: {}", path, std::strerror(errno))};
  }
  if (!fd) {
    random.fill(std::span(bytes(key), key.size()));
    if (auto written = base::write_durably(path, key); !written) {
      return base::Unexpected{std::move(written).error()};
    }
  } else if (::pread(fd.get(), key.data(), key.size(), 0) != static_cast<ssize_t>(key.size())) {
    return base::Unexpected{
        fmt::format("the key file {} is not {} bytes long; restore it from a backup", path, key_bytes)};
  }
  return Sealer(base::Secret(std::move(key)));
}

std::string Sealer::seal(const base::Secret& secret, std::string_view context, base::Random& random) const {
  const std::string_view plain = secret.reveal();
  std::string sealed(1 + nonce_bytes + plain.size() + tag_bytes, '\0');
  sealed[0] = version;
  unsigned char* nonce = bytes(sealed) + 1;
  unsigned char* text = nonce + nonce_bytes;
  random.fill(std::span(nonce, nonce_bytes));
  const CipherContext cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int size = 0;
  const bool done =
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key_.reveal()), nonce) == 1 &&
      EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytes(context), static_cast<int>(context.size())) ==
          1 &&
      EVP_EncryptUpdate(cipher.get(), text, &size, bytes(plain), static_cast<int>(plain.size())) == 1 &&
      EVP_EncryptFinal_ex(cipher.get(), text + plain.size(), &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, text + plain.size()) == 1;
  if (!done) std::abort();  // only memory exhaustion or a broken library get here
  return base::base64(sealed);
}

base::Result<base::Secret, std::string> Sealer::open(std::string_view sealed,
                                                     std::string_view context) const {
  auto raw = base::decode_base64(sealed);
  if (!raw || raw->size() < 1 + nonce_bytes + tag_bytes || (*raw)[0] != version) {
    return base::Unexpected{std::string("the sealed secret is damaged")};
  }
  const size_t size = raw->size() - 1 - nonce_bytes - tag_bytes;
  const unsigned char* nonce = bytes(*raw) + 1;
  const unsigned char* text = nonce + nonce_bytes;
  std::string plain(size, '\0');
  const CipherContext cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int written = 0;
  const bool done =
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key_.reveal()), nonce) == 1 &&
      EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytes(context), static_cast<int>(context.size())) ==
          1 &&
      EVP_DecryptUpdate(cipher.get(), bytes(plain), &written, text, static_cast<int>(size)) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes,
                          const_cast<unsigned char*>(text + size)) == 1 &&
      EVP_DecryptFinal_ex(cipher.get(), bytes(plain) + size, &written) == 1;
  if (!done) return base::Unexpected{std::string("the secret was sealed under another key file")};
  return base::Secret(std::move(plain));
}

}  // namespace sluice::identity
