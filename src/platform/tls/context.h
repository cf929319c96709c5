#pragma once
// What the connections of one server, or of one client, have in common: certificates, versions, ciphers.
// Immutable, shared by threads; a changed certificate is a new context, and connections keep the one that
// they began with.
//
// TLS 1.2 and 1.3 with forward secrecy and authenticated encryption, nothing else; no compression, no
// renegotiation, no early data; ALPN http/1.1. A server keeps no sessions: tickets carry them, under a key
// that lives as long as the context.
//
// What a handshake costs the server's thread is mostly the signature of its certificate's key: with ECDSA on
// P-256 some hundredths of a millisecond, with RSA of 2048 bits about twenty times that, with RSA of 4096
// bits several milliseconds. handshakes.h keeps them from holding a loop up.

#include <memory>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"

struct ssl_ctx_st;

namespace sluice::tls {

using NativeContext = std::shared_ptr<ssl_ctx_st>;

class ServerContext {
 public:
  using Made = base::Result<std::shared_ptr<const ServerContext>, std::string>;

  // The server's certificate, followed by those between it and its authority, and its key without a
  // passphrase; all PEM. The error is a sentence that names the file: what is missing, unreadable, expired at
  // `now`, or does not fit together.
  static Made from_files(const std::string& certificate_path, const std::string& key_path,
                         base::WallTime now);
  static Made from_pem(std::string_view certificates, const base::Secret& key, base::WallTime now);

  base::WallTime expires() const { return expires_; }
  ssl_ctx_st* native() const { return native_.get(); }

 private:
  struct Named;
  static Made make(const Named& certificates, const base::Secret& key, std::string_view key_name,
                   base::WallTime now);
  ServerContext(NativeContext native, base::WallTime expires)
      : native_(std::move(native)), expires_(expires) {}

  const NativeContext native_;
  const base::WallTime expires_;
};

enum class Version { Tls12, Tls13 };

class ClientContext {
 public:
  using Made = base::Result<std::shared_ptr<const ClientContext>, std::string>;

  // Whom the system trusts: OpenSSL's default store, or what SSL_CERT_FILE and SSL_CERT_DIR name.
  static Made trusting_system();
  // These authorities and no others.
  static Made trusting_file(const std::string& path);
  static Made trusting_pem(std::string_view certificates, Version newest = Version::Tls13);

  ssl_ctx_st* native() const { return native_.get(); }

 private:
  static Made trusting(std::string_view certificates, std::string_view what, Version newest);
  explicit ClientContext(NativeContext native) : native_(std::move(native)) {}

  const NativeContext native_;
};

}  // namespace sluice::tls
