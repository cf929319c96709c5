#include "platform/tls/context.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <openssl/err.h>

#include "platform/tls/pem.h"

namespace sluice::tls {
namespace {

// Those of TLS 1.2; the ones of 1.3 are all like that.
constexpr const char* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* groups = "X25519:P-256:P-384";
constexpr long ticket_lifetime_s = 3600;
constexpr size_t tickets_per_connection = 1;
constexpr std::string_view http_1_1 = "http/1.1";
// As in the extension (RFC 7301): each name with its length before it.
constexpr unsigned char offered[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

NativeContext make_native(const SSL_METHOD* method) {
  ERR_clear_error();
  NativeContext native(SSL_CTX_new(method), SSL_CTX_free);
  require(native != nullptr);
  require(SSL_CTX_set_min_proto_version(native.get(), TLS1_2_VERSION) == 1);
  require(SSL_CTX_set_cipher_list(native.get(), ciphers) == 1);
  require(SSL_CTX_set1_groups_list(native.get(), groups) == 1);
  SSL_CTX_set_options(native.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  // An idle connection holds no record buffers.
  SSL_CTX_set_mode(native.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                     SSL_MODE_ENABLE_PARTIAL_WRITE);
  SSL_CTX_set_session_cache_mode(native.get(), SSL_SESS_CACHE_OFF);
  return native;
}

NativeContext make_client() {
  NativeContext native = make_native(TLS_client_method());
  SSL_CTX_set_verify(native.get(), SSL_VERIFY_PEER, nullptr);
  require(SSL_CTX_set_alpn_protos(native.get(), offered, sizeof offered) == 0);
  return native;
}

// A client that names protocols without ours would not understand us: it is told so.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* names, unsigned int size, void*) {
  for (unsigned int at = 0; at < size && at + names[at] < size; at += names[at] + 1u) {
    const std::string_view name(reinterpret_cast<const char*>(names) + at + 1, names[at]);
    if (name != http_1_1) continue;
    *chosen = names + at + 1;
    *chosen_size = names[at];
    return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

struct ServerContext::Named {
  std::string_view pem;
  std::string_view name;
};

ServerContext::Made ServerContext::from_files(const std::string& certificate_path,
                                              const std::string& key_path, base::WallTime now) {
  const std::string certificate_name = "the certificate " + certificate_path;
  const std::string key_name = "the key " + key_path;
  const auto certificates = read_pem_file(certificate_path, certificate_name);
  if (!certificates) return base::Unexpected{certificates.error()};
  auto key = read_pem_file(key_path, key_name);
  if (!key) return base::Unexpected{std::move(key).error()};
  return make({*certificates, certificate_name}, base::Secret(std::move(*key)), key_name, now);
}

ServerContext::Made ServerContext::from_pem(std::string_view certificates, const base::Secret& key,
                                            base::WallTime now) {
  return make({certificates, "the certificate"}, key, "the key", now);
}

ServerContext::Made ServerContext::make(const Named& certificates, const base::Secret& key,
                                        std::string_view key_name, base::WallTime now) {
  const auto chain = parse_certificates(certificates.pem, certificates.name);
  if (!chain) return base::Unexpected{chain.error()};
  const auto parsed_key = parse_key(key, key_name);
  if (!parsed_key) return base::Unexpected{parsed_key.error()};

  X509* own = chain->front().get();
  const base::WallTime begins = to_wall_time(X509_get0_notBefore(own));
  const base::WallTime expires = to_wall_time(X509_get0_notAfter(own));
  if (now > expires) {
    return base::Unexpected{
        fmt::format("{} has expired: it ended at {}", certificates.name, base::format_iso8601(expires))};
  }
  if (now < begins) {
    return base::Unexpected{
        fmt::format("{} is not valid before {}", certificates.name, base::format_iso8601(begins))};
  }
  if (X509_check_private_key(own, parsed_key->get()) != 1) {
    ERR_clear_error();
    return base::Unexpected{fmt::format("{} does not belong to {}", key_name, certificates.name)};
  }

  NativeContext native = make_native(TLS_server_method());
  bool usable = SSL_CTX_use_certificate(native.get(), own) == 1;
  for (size_t i = 1; usable && i < chain->size(); ++i) {
    usable = SSL_CTX_add1_chain_cert(native.get(), (*chain)[i].get()) == 1;
  }
  if (!usable || SSL_CTX_use_PrivateKey(native.get(), parsed_key->get()) != 1) {
    return base::Unexpected{fmt::format("{} cannot be used: {}", certificates.name, take_reason())};
  }
  SSL_CTX_set_alpn_select_cb(native.get(), choose_protocol, nullptr);
  SSL_CTX_set_timeout(native.get(), ticket_lifetime_s);
  require(SSL_CTX_set_num_tickets(native.get(), tickets_per_connection) == 1);
  return std::shared_ptr<const ServerContext>(new ServerContext(std::move(native), expires));
}

ClientContext::Made ClientContext::trusting_system() {
  NativeContext native = make_client();
  if (SSL_CTX_set_default_verify_paths(native.get()) != 1) {
    return base::Unexpected{"cannot read the authorities that the system trusts: " + take_reason()};
  }
  ERR_clear_error();  // a store that is not there trusts nobody
  return std::shared_ptr<const ClientContext>(new ClientContext(std::move(native)));
}

ClientContext::Made ClientContext::trusting_file(const std::string& path) {
  const std::string what = "the authority file " + path;
  const auto pem = read_pem_file(path, what);
  if (!pem) return base::Unexpected{pem.error()};
  return trusting(*pem, what, Version::Tls13);
}

ClientContext::Made ClientContext::trusting_pem(std::string_view certificates, Version newest) {
  return trusting(certificates, "the authority's certificate", newest);
}

ClientContext::Made ClientContext::trusting(std::string_view certificates, std::string_view what,
                                            Version newest) {
  const auto authorities = parse_certificates(certificates, what);
  if (!authorities) return base::Unexpected{authorities.error()};
  NativeContext native = make_client();
  if (newest == Version::Tls12) require(SSL_CTX_set_max_proto_version(native.get(), TLS1_2_VERSION) == 1);
  for (const CertificatePtr& authority : *authorities) {
    require(X509_STORE_add_cert(SSL_CTX_get_cert_store(native.get()), authority.get()) == 1);
  }
  return std::shared_ptr<const ClientContext>(new ClientContext(std::move(native)));
}

}  // namespace sluice::tls
