#include "platform/base/digest.h"

#include <array>
#include <cstdlib>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace sluice::base {
namespace {

const EVP_MD* algorithm(Hash hash) {
  return hash == Hash::Sha1 ? EVP_sha1() : EVP_sha256();
}

std::string_view as_text(const unsigned char* bytes, size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

std::string digest(Hash hash, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out;
  unsigned int size = 0;
  if (EVP_Digest(data.data(), data.size(), out.data(), &size, algorithm(hash), nullptr) != 1) std::abort();
  return std::string(as_text(out.data(), size));
}

std::string hmac(Hash hash, const Secret& key, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out;
  unsigned int size = 0;
  const std::string_view secret = key.reveal();
  const auto* bytes = reinterpret_cast<const unsigned char*>(data.data());
  if (HMAC(algorithm(hash), secret.data(), static_cast<int>(secret.size()), bytes, data.size(), out.data(),
           &size) == nullptr) {
    std::abort();
  }
  return std::string(as_text(out.data(), size));
}

}  // namespace sluice::base
