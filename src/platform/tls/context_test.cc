#include "platform/tls/context.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <unistd.h>

#include "platform/tls/openssl_types.h"
#include "platform/tls/pem.h"
#include "platform/tls/testing/identities.h"

namespace sluice::tls {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

const base::WallTime now = *base::parse_iso8601("2026-01-02T03:04:05Z");

class Contexts : public testing::Test {
 protected:
  Contexts() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sluice-tls-XXXXXX").string();
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  ~Contexts() override { std::filesystem::remove_all(directory_); }

  std::string file(const std::string& name, std::string_view content) const {
    std::ofstream(directory_ + "/" + name) << content;
    return directory_ + "/" + name;
  }
  std::string certificate(std::string_view content) const { return file("server.pem", content); }
  std::string key(std::string_view content) const { return file("server-key.pem", content); }
  static std::string reason(const ServerContext::Made& made) { return made ? "" : made.error(); }

  const Identity authority_ = make_authority("Test", now);
  const Identity server_ = issue_server_certificate(authority_, {host("localhost")}, now).value();
  std::string directory_;
};

TEST_F(Contexts, AGoodPairIsTaken) {
  const auto made = ServerContext::from_files(certificate(server_.certificate + authority_.certificate),
                                              key(server_.key.reveal()), now);
  ASSERT_TRUE(made) << made.error();
  EXPECT_EQ((*made)->expires(), validity_of(server_.certificate)->ends);
}

TEST_F(Contexts, WhatCannotServeIsRefusedInASentenceThatNamesTheFile) {
  const std::string cert_path = certificate(server_.certificate), key_path = key(server_.key.reveal());
  const std::string none = directory_ + "/none.pem";
  const std::string key_text(server_.key.reveal());

  EXPECT_EQ(reason(ServerContext::from_files(none, key_path, now)),
            "cannot read the certificate " + none + ": No such file or directory");
  EXPECT_EQ(reason(ServerContext::from_files(cert_path, none, now)),
            "cannot read the key " + none + ": No such file or directory");
  EXPECT_EQ(reason(ServerContext::from_files(directory_, key_path, now)),
            "cannot read the certificate " + directory_ + ": Is a directory");
  const std::string huge = file("huge.pem", std::string(pem_bytes_max + 1, 'x'));
  EXPECT_EQ(reason(ServerContext::from_files(huge, key_path, now)),
            "cannot read the certificate " + huge + ": File too large");

  const std::string empty = file("empty.pem", "");
  EXPECT_EQ(reason(ServerContext::from_files(empty, key_path, now)),
            "the certificate " + empty + " holds no certificate; accepted: PEM");
  EXPECT_EQ(reason(ServerContext::from_files(key_path, key_path, now)),
            "the certificate " + key_path + " holds no certificate; accepted: PEM");
  EXPECT_THAT(reason(ServerContext::from_files(cert_path, cert_path, now)),
              StartsWith("the key " + cert_path + " holds no private key: "));
  const std::string cut = file("cut.pem", server_.certificate.substr(0, server_.certificate.size() / 2));
  EXPECT_THAT(reason(ServerContext::from_files(cut, key_path, now)),
              StartsWith("the certificate " + cut + " is damaged: "));
  std::string changed = server_.certificate;
  changed[changed.size() / 3] = '!';
  const std::string damaged = file("damaged.pem", changed);
  EXPECT_THAT(reason(ServerContext::from_files(damaged, key_path, now)),
              StartsWith("the certificate " + damaged + " is damaged: "));

  const std::string other = file("other-key.pem", authority_.key.reveal());
  EXPECT_EQ(reason(ServerContext::from_files(cert_path, other, now)),
            "the key " + other + " does not belong to the certificate " + cert_path);
  EXPECT_EQ(reason(ServerContext::from_files(cert_path, key_path, now + server_validity)),
            "the certificate " + cert_path + " has expired: it ended at 2027-02-03T02:59:05Z");
  EXPECT_EQ(reason(ServerContext::from_files(cert_path, key_path, now - std::chrono::hours(1))),
            "the certificate " + cert_path + " is not valid before 2026-01-02T02:59:05Z");
}

TEST_F(Contexts, AnEncryptedKeyIsRefusedForWhatItIs) {
  const auto plain = parse_key(server_.key, "it");
  const BioPtr writer(BIO_new(BIO_s_mem()));
  unsigned char passphrase[] = "secret";
  ASSERT_EQ(PEM_write_bio_PKCS8PrivateKey(writer.get(), plain->get(), EVP_aes_256_cbc(), nullptr, 0, nullptr,
                                          passphrase),
            1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(writer.get(), &text);
  const std::string path = key({text, static_cast<size_t>(size)});
  EXPECT_EQ(reason(ServerContext::from_files(certificate(server_.certificate), path, now)),
            "the key " + path + " is encrypted; accepted: a key without a passphrase");
}

TEST_F(Contexts, AKeyThatIsTooShortToBeSafeIsRefused) {
  using Generated = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
  const Generated weak(EVP_RSA_gen(1024));
  const CertificatePtr certificate_object(X509_new());
  X509_set_version(certificate_object.get(), X509_VERSION_3);
  ASN1_TIME_set(X509_getm_notBefore(certificate_object.get()), std::chrono::system_clock::to_time_t(now));
  ASN1_TIME_set(X509_getm_notAfter(certificate_object.get()),
                std::chrono::system_clock::to_time_t(now + std::chrono::hours(1)));
  X509_set_pubkey(certificate_object.get(), weak.get());
  X509_sign(certificate_object.get(), weak.get(), EVP_sha256());
  const auto made = ServerContext::from_pem(to_pem(certificate_object.get()), to_pem(weak.get()), now);
  EXPECT_THAT(reason(made), MatchesRegex("the certificate cannot be used: .*key too small"));
}

TEST_F(Contexts, AClientNeedsAuthoritiesToTrust) {
  EXPECT_TRUE(ClientContext::trusting_system());
  EXPECT_TRUE(ClientContext::trusting_file(certificate(authority_.certificate)));
  const std::string none = directory_ + "/none.pem";
  EXPECT_EQ(ClientContext::trusting_file(none).error(),
            "cannot read the authority file " + none + ": No such file or directory");
  const std::string key_path = key(server_.key.reveal());
  EXPECT_EQ(ClientContext::trusting_file(key_path).error(),
            "the authority file " + key_path + " holds no certificate; accepted: PEM");
}

}  // namespace
}  // namespace sluice::tls
