#include "platform/tls/pem.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <unistd.h>

#include "platform/base/unique_fd.h"

namespace sluice::tls {
namespace {

BioPtr reader_of(std::string_view text) {
  return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string text_of(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return {bytes, static_cast<size_t>(size)};
}

// There is nobody to ask for the passphrase of a key.
int no_passphrase(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

}  // namespace

base::Result<std::string, std::string> read_pem_file(const std::string& path, std::string_view what) {
  const auto cannot_read = [&](int error) {
    return base::Unexpected{fmt::format("cannot read {}: {}", what, std::strerror(error))};
  };
  const base::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return cannot_read(errno);
  std::string text(pem_bytes_max + 1, '\0');
  size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(file.get(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(errno);
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  if (size > pem_bytes_max) return cannot_read(EFBIG);
  text.resize(size);
  return text;
}

base::Result<std::vector<CertificatePtr>, std::string> parse_certificates(std::string_view pem,
                                                                          std::string_view what) {
  ERR_clear_error();
  const BioPtr reader = reader_of(pem);
  std::vector<CertificatePtr> certificates;
  while (X509* certificate = PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr)) {
    certificates.emplace_back(certificate);
  }
  // Behind the last certificate there is no other beginning of one.
  if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) {
    return base::Unexpected{fmt::format("{} is damaged: {}", what, take_reason())};
  }
  ERR_clear_error();
  if (certificates.empty()) {
    return base::Unexpected{fmt::format("{} holds no certificate; accepted: PEM", what)};
  }
  return certificates;
}

base::Result<KeyPtr, std::string> parse_key(const base::Secret& pem, std::string_view what) {
  ERR_clear_error();
  const BioPtr reader = reader_of(pem.reveal());
  bool passphrase_asked = false;
  KeyPtr key(PEM_read_bio_PrivateKey(reader.get(), nullptr, no_passphrase, &passphrase_asked));
  const std::string reason = take_reason();
  if (key != nullptr) return key;
  if (passphrase_asked) {
    return base::Unexpected{fmt::format("{} is encrypted; accepted: a key without a passphrase", what)};
  }
  return base::Unexpected{fmt::format("{} holds no private key: {}; accepted: PEM", what, reason)};
}

std::string to_pem(X509* certificate) {
  const BioPtr writer(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(writer.get(), certificate);
  return text_of(writer.get());
}

base::Secret to_pem(EVP_PKEY* key) {
  const BioPtr writer(BIO_new(BIO_s_secmem()));
  PEM_write_bio_PKCS8PrivateKey(writer.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return base::Secret(text_of(writer.get()));
}

}  // namespace sluice::tls
