#pragma once
// Certificates and keys as PEM text (RFC 7468). For this module only.

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/secret.h"
#include "platform/tls/openssl_types.h"

namespace sluice::tls {

// More is no certificate file.
inline constexpr size_t pem_bytes_max = 1 << 20;

// The errors are sentences; `what` names the text in them: "the certificate /etc/sluice/server.pem".
base::Result<std::string, std::string> read_pem_file(const std::string& path, std::string_view what);
// All of the text's certificates, at least one, in their order.
base::Result<std::vector<CertificatePtr>, std::string> parse_certificates(std::string_view pem,
                                                                          std::string_view what);
base::Result<KeyPtr, std::string> parse_key(const base::Secret& pem, std::string_view what);

std::string to_pem(X509* certificate);
base::Secret to_pem(EVP_PKEY* key);

}  // namespace sluice::tls
