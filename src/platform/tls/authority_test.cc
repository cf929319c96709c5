#include "platform/tls/authority.h"

#include <array>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/tls/openssl_types.h"
#include "platform/tls/pem.h"
#include "platform/tls/testing/identities.h"

namespace sluice::tls {
namespace {

using std::chrono::days;
using std::chrono::hours;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const base::WallTime issued_at = *base::parse_iso8601("2026-01-02T03:04:05Z");

CertificatePtr parse(const Identity& identity) {
  return std::move(parse_certificates(identity.certificate, "it").value().front());
}

Identity issue(const Identity& authority, const std::vector<HostName>& hosts, base::WallTime at = issued_at) {
  auto issued = issue_server_certificate(authority, hosts, at);
  EXPECT_TRUE(issued) << (issued ? "" : issued.error());
  return issued ? std::move(*issued) : Identity{};
}

std::string extension_of(X509* certificate, int what) {
  const int at = X509_get_ext_by_NID(certificate, what, -1);
  if (at < 0) return "none";
  X509_EXTENSION* extension = X509_get_ext(certificate, at);
  const BioPtr out(BIO_new(BIO_s_mem()));
  X509V3_EXT_print(out.get(), extension, 0, 0);
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return (X509_EXTENSION_get_critical(extension) == 1 ? "critical " : "") +
         std::string(text, static_cast<size_t>(size));
}

// OpenSSL's verdict on a server's certificate for a host at a time; "ok" if it is good.
std::string verdict(const Identity& authority, const Identity& server, const HostName& for_host,
                    base::WallTime at) {
  using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
  using StoreContext = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;
  const CertificatePtr root = parse(authority), leaf = parse(server);
  const Store store(X509_STORE_new());
  X509_STORE_add_cert(store.get(), root.get());
  const StoreContext context(X509_STORE_CTX_new());
  X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), nullptr);
  X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER);
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT);
  X509_VERIFY_PARAM_set_time(parameters, std::chrono::system_clock::to_time_t(at));
  if (for_host.is_address()) {
    X509_VERIFY_PARAM_set1_ip_asc(parameters, for_host.text().c_str());
  } else {
    X509_VERIFY_PARAM_set1_host(parameters, for_host.text().c_str(), 0);
  }
  X509_verify_cert(context.get());
  return X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()));
}

TEST(Authority, SignsForExactlyTheHostsAskedFor) {
  const Identity authority = make_authority("Test", issued_at);
  const Identity server =
      issue(authority, {host("127.0.0.1"), host("::1"), host("localhost"), host("*.edge.example.com")});
  for (const char* good : {"127.0.0.1", "::1", "localhost", "a.edge.example.com"}) {
    EXPECT_EQ(verdict(authority, server, host(good), issued_at), "ok") << good;
  }
  for (const char* other : {"127.0.0.2", "::2"}) {
    EXPECT_EQ(verdict(authority, server, host(other), issued_at), "IP address mismatch") << other;
  }
  for (const char* other : {"localhost.example.com", "edge.example.com", "a.b.edge.example.com"}) {
    EXPECT_EQ(verdict(authority, server, host(other), issued_at), "hostname mismatch") << other;
  }
}

TEST(Authority, VouchesForItsOwnOnly) {
  const Identity authority = make_authority("Test", issued_at), other = make_authority("Test", issued_at);
  const Identity server = issue(authority, {host("localhost")});
  EXPECT_EQ(verdict(other, server, host("localhost"), issued_at), "unable to get local issuer certificate");
}

TEST(Authority, MayNotSignBelowTheServersItSignsFor) {
  const Identity authority = make_authority("Test", issued_at);
  const Identity server = issue(authority, {host("localhost")});
  const auto below = issue_server_certificate(server, {host("localhost")}, issued_at);
  ASSERT_FALSE(below);
  EXPECT_EQ(below.error(), "the authority's certificate is not one of an authority");
}

TEST(Authority, ItsExtensionsSayWhatItIs) {
  const Identity authority = make_authority("Test", issued_at);
  const CertificatePtr root = parse(authority);
  EXPECT_EQ(extension_of(root.get(), NID_basic_constraints), "critical CA:TRUE, pathlen:0");
  EXPECT_EQ(extension_of(root.get(), NID_key_usage), "critical Certificate Sign, CRL Sign");
  EXPECT_NE(extension_of(root.get(), NID_subject_key_identifier), "none");

  const CertificatePtr leaf = parse(issue(authority, {host("localhost"), host("127.0.0.1")}));
  EXPECT_EQ(extension_of(leaf.get(), NID_basic_constraints), "critical CA:FALSE");
  EXPECT_EQ(extension_of(leaf.get(), NID_key_usage), "critical Digital Signature");
  EXPECT_EQ(extension_of(leaf.get(), NID_ext_key_usage), "TLS Web Server Authentication");
  EXPECT_EQ(extension_of(leaf.get(), NID_subject_alt_name), "DNS:localhost, IP Address:127.0.0.1");
  EXPECT_NE(extension_of(leaf.get(), NID_authority_key_identifier), "none");
}

TEST(Authority, ItsCertificatesLastAsLongAsTheyShould) {
  const Identity authority = make_authority("Test", issued_at);
  const auto of_authority = validity_of(authority.certificate);
  EXPECT_EQ(of_authority->begins, issued_at - backdating);
  EXPECT_EQ(of_authority->ends, issued_at + authority_validity);
  const auto of_server = validity_of(issue(authority, {host("localhost")}).certificate);
  EXPECT_EQ(of_server->begins, issued_at - backdating);
  EXPECT_EQ(of_server->ends - of_server->begins, server_validity);

  const base::WallTime late = issued_at + authority_validity - days(10);
  EXPECT_EQ(validity_of(issue(authority, {host("localhost")}, late).certificate)->ends, of_authority->ends)
      << "nobody outlives the authority";
  const auto too_late =
      issue_server_certificate(authority, {host("localhost")}, issued_at + authority_validity);
  ASSERT_FALSE(too_late);
  EXPECT_THAT(too_late.error(), StartsWith("the authority has expired: it ended at "));
}

TEST(Authority, TimeDecides) {
  const Identity authority = make_authority("Test", issued_at);
  const Identity server = issue(authority, {host("localhost")});
  EXPECT_EQ(verdict(authority, server, host("localhost"), issued_at - hours(1)),
            "certificate is not yet valid");
  EXPECT_EQ(verdict(authority, server, host("localhost"), issued_at + days(396)), "ok");
  EXPECT_EQ(verdict(authority, server, host("localhost"), issued_at + days(397)), "certificate has expired");
}

TEST(Authority, SerialsAndNamesAreDrawn) {
  const Identity a = make_authority("Test", issued_at), b = make_authority("Test", issued_at);
  const auto serial = [](const Identity& identity) {
    const CertificatePtr certificate = parse(identity);
    const BignumPtr number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate.get()), nullptr));
    EXPECT_EQ(BN_num_bits(number.get()), 159);
    EXPECT_EQ(BN_is_negative(number.get()), 0);
    std::array<unsigned char, 20> bytes{};
    BN_bn2binpad(number.get(), bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
  };
  const std::array<unsigned char, 20> serials[] = {
      serial(a), serial(b), serial(issue(a, {host("localhost")})), serial(issue(a, {host("localhost")}))};
  EXPECT_EQ(std::set(std::begin(serials), std::end(serials)).size(), 4u);
  EXPECT_NE(X509_NAME_cmp(X509_get_subject_name(parse(a).get()), X509_get_subject_name(parse(b).get())), 0);
}

TEST(Authority, KeysAreEcdsaOnP256) {
  for (const Identity& identity : {test_authority(), test_server()}) {
    const auto key = parse_key(identity.key, "it");
    ASSERT_TRUE(key);
    char group[32] = {};
    size_t size = 0;
    EXPECT_EQ(EVP_PKEY_get_group_name(key->get(), group, sizeof group, &size), 1);
    EXPECT_STREQ(group, "prime256v1");
  }
}

TEST(Authority, WhatCannotBeIssuedIsSaid) {
  const Identity authority = make_authority("Test", issued_at);
  const auto reason = [&](const Identity& from, const std::vector<HostName>& hosts) {
    const auto issued = issue_server_certificate(from, hosts, issued_at);
    return issued ? "" : issued.error();
  };
  EXPECT_EQ(reason(authority, {}), "received 0 hosts; accepted: 1 to 100");
  EXPECT_EQ(reason(authority, std::vector(101, host("a"))), "received 101 hosts; accepted: 1 to 100");
  EXPECT_EQ(reason({authority.certificate, test_server().key}, {host("a")}),
            "the authority's key does not belong to its certificate");
  EXPECT_THAT(reason({"", authority.key}, {host("a")}),
              HasSubstr("the authority's certificate holds no certificate"));
  EXPECT_THAT(reason({authority.certificate, base::Secret("x")}, {host("a")}),
              HasSubstr("the authority's key holds no private key"));
}

}  // namespace
}  // namespace sluice::tls
