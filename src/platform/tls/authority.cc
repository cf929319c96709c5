#include "platform/tls/authority.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/rand.h>

#include "platform/tls/pem.h"

namespace sluice::tls {
namespace {

constexpr int serial_bits = 159;  // positive in 20 octets, the most that RFC 5280 allows

KeyPtr make_key() {
  KeyPtr key(EVP_EC_gen("P-256"));
  require(key != nullptr);
  return key;
}

void set_time(ASN1_TIME* time, base::WallTime at) {
  require(ASN1_TIME_set(time, std::chrono::system_clock::to_time_t(at)) != nullptr);
}

void add_name(X509_NAME* name, const char* field, std::string_view text) {
  require(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()), -1, 0) == 1);
}

void add_extension(X509* certificate, X509* issuer, int what, const char* value) {
  X509V3_CTX context{};
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, what, value));
  require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

// A certificate without extensions and signature.
CertificatePtr begin(EVP_PKEY* key, Validity validity) {
  CertificatePtr certificate(X509_new());
  require(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  const BignumPtr serial(BN_new());
  require(BN_rand(serial.get(), serial_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
          BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate.get())) != nullptr);
  set_time(X509_getm_notBefore(certificate.get()), validity.begins);
  set_time(X509_getm_notAfter(certificate.get()), validity.ends);
  require(X509_set_pubkey(certificate.get(), key) == 1);
  return certificate;
}

void sign(X509* certificate, EVP_PKEY* key) {
  require(X509_sign(certificate, key, EVP_sha256()) > 0);
}

GENERAL_NAME* to_general_name(const HostName& host) {
  GENERAL_NAME* name = GENERAL_NAME_new();
  require(name != nullptr);
  ASN1_STRING* value = nullptr;
  if (host.is_address()) {
    value = a2i_IPADDRESS(host.text().c_str());
    require(value != nullptr);
  } else {
    value = ASN1_IA5STRING_new();
    require(value != nullptr &&
            ASN1_STRING_set(value, host.text().data(), static_cast<int>(host.text().size())) == 1);
  }
  GENERAL_NAME_set0_value(name, host.is_address() ? GEN_IPADD : GEN_DNS, value);
  return name;
}

void add_hosts(X509* certificate, const std::vector<HostName>& hosts) {
  const NamesPtr names(GENERAL_NAMES_new());
  require(names != nullptr);
  for (const HostName& host : hosts) {
    require(sk_GENERAL_NAME_push(names.get(), to_general_name(host)) > 0);
  }
  require(X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1);
}

std::string random_word() {
  std::array<unsigned char, 4> bytes;
  require(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", bytes[0], bytes[1], bytes[2], bytes[3]);
}

}  // namespace

Identity make_authority(std::string_view name, base::WallTime now) {
  const KeyPtr key = make_key();
  const CertificatePtr certificate = begin(key.get(), {now - backdating, now + authority_validity});
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  add_name(subject, "CN", fmt::format("{} {}", name, random_word()));
  require(X509_set_issuer_name(certificate.get(), subject) == 1);
  add_extension(certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(certificate.get(), certificate.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(certificate.get(), certificate.get(), NID_subject_key_identifier, "hash");
  sign(certificate.get(), key.get());
  return {to_pem(certificate.get()), to_pem(key.get())};
}

base::Result<Validity, std::string> validity_of(std::string_view certificate) {
  const auto parsed = parse_certificates(certificate, "the certificate");
  if (!parsed) return base::Unexpected{parsed.error()};
  return Validity{to_wall_time(X509_get0_notBefore(parsed->front().get())),
                  to_wall_time(X509_get0_notAfter(parsed->front().get()))};
}

base::Result<Identity, std::string> issue_server_certificate(const Identity& authority,
                                                             const std::vector<HostName>& hosts,
                                                             base::WallTime now) {
  const auto fail = [](std::string reason) { return base::Unexpected{std::move(reason)}; };
  if (hosts.empty() || hosts.size() > host_names_max) {
    return fail(fmt::format("received {} hosts; accepted: 1 to {}", hosts.size(), host_names_max));
  }
  const auto issuers = parse_certificates(authority.certificate, "the authority's certificate");
  if (!issuers) return fail(issuers.error());
  const auto issuer_key = parse_key(authority.key, "the authority's key");
  if (!issuer_key) return fail(issuer_key.error());
  X509* issuer = issuers->front().get();
  if (X509_check_private_key(issuer, issuer_key->get()) != 1) {
    take_reason();
    return fail("the authority's key does not belong to its certificate");
  }
  if (X509_check_ca(issuer) != 1) return fail("the authority's certificate is not one of an authority");
  const base::WallTime authority_ends = to_wall_time(X509_get0_notAfter(issuer));
  if (now >= authority_ends) {
    return fail("the authority has expired: it ended at " + base::format_iso8601(authority_ends));
  }

  const KeyPtr key = make_key();
  const base::WallTime begins = now - backdating;
  const CertificatePtr certificate =
      begin(key.get(), {begins, std::min<base::WallTime>(begins + server_validity, authority_ends)});
  add_name(X509_get_subject_name(certificate.get()), "CN", "Sluice server");
  require(X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer)) == 1);
  add_extension(certificate.get(), issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate.get(), issuer, NID_key_usage, "critical,digitalSignature");
  add_extension(certificate.get(), issuer, NID_ext_key_usage, "serverAuth");
  add_extension(certificate.get(), issuer, NID_subject_key_identifier, "hash");
  add_extension(certificate.get(), issuer, NID_authority_key_identifier, "keyid:always");
  add_hosts(certificate.get(), hosts);
  sign(certificate.get(), issuer_key->get());
  return Identity{to_pem(certificate.get()), to_pem(key.get())};
}

}  // namespace sluice::tls
