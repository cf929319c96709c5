#include "platform/tls/engine.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include "platform/tls/openssl_types.h"

namespace sluice::tls {
namespace {

constexpr int names_shown_max = 10;

ssl_st* make_ssl(ssl_ctx_st* context) {
  ssl_st* ssl = SSL_new(context);
  if (ssl == nullptr) std::abort();  // out of memory
  return ssl;
}

std::string_view bytes_of(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<size_t>(ASN1_STRING_length(text))};
}

std::string address_of(std::string_view bytes) {
  std::array<char, INET6_ADDRSTRLEN> written;
  const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
  if (bytes.size() != 4 && bytes.size() != 16) return {};
  return ::inet_ntop(family, bytes.data(), written.data(), written.size()) == nullptr ? "" : written.data();
}

// "localhost, 127.0.0.1": what the certificate is for.
std::string names_of(X509* certificate) {
  const NamesPtr names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  const int count = names == nullptr ? 0 : sk_GENERAL_NAME_num(names.get());
  std::string text;
  for (int i = 0; i < std::min(count, names_shown_max); ++i) {
    int type = 0;
    const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type);
    if (type != GEN_DNS && type != GEN_IPADD) continue;
    const std::string_view bytes = bytes_of(static_cast<const ASN1_STRING*>(value));
    if (!text.empty()) text += ", ";
    text += type == GEN_DNS ? std::string(bytes) : address_of(bytes);
  }
  return text.empty() ? "nobody" : text;
}

// What is wrong with the server's certificate.
std::string distrust(X509_STORE_CTX* verification) {
  const int error = X509_STORE_CTX_get_error(verification);
  switch (error) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return "the server's certificate is for others: " + names_of(X509_STORE_CTX_get0_cert(verification));
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return "the server's certificate has expired";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return "the server's certificate comes from an authority that is not trusted";
    default:
      return fmt::format("the server's certificate is refused: {}", X509_verify_cert_error_string(error));
  }
}

}  // namespace

struct Engine::Callbacks {
  static Engine& engine(BIO* bio) { return *static_cast<Engine*>(BIO_get_data(bio)); }

  static int read(BIO* bio, char* buffer, int size) {
    Engine& self = engine(bio);
    BIO_clear_retry_flags(bio);
    const size_t count = std::min(static_cast<size_t>(size), self.input_end_ - self.input_next_);
    if (count == 0) {
      BIO_set_retry_read(bio);
      return -1;
    }
    std::memcpy(buffer, self.input_.get() + self.input_next_, count);
    self.input_next_ += count;
    return static_cast<int>(count);
  }

  static int write(BIO* bio, const char* bytes, int size) {
    Engine& self = engine(bio);
    BIO_clear_retry_flags(bio);
    if (self.output_.size() >= output_bytes_max) {
      BIO_set_retry_write(bio);
      return -1;
    }
    self.output_.append(bytes, static_cast<size_t>(size));
    return size;
  }

  // Only watches: what OpenSSL found stays found.
  static int verified(int good, X509_STORE_CTX* verification) {
    const auto* ssl = static_cast<const SSL*>(
        X509_STORE_CTX_get_ex_data(verification, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto& self = *static_cast<Engine*>(SSL_get_app_data(ssl));
    if (good != 1 && self.reason_.empty()) self.reason_ = distrust(verification);
    return good;
  }

  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static BIO* make(Engine& self) {
    static BIO_METHOD* const method = [] {
      BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "engine");
      if (made == nullptr) std::abort();
      BIO_meth_set_read(made, read);
      BIO_meth_set_write(made, write);
      BIO_meth_set_ctrl(made, control);
      return made;
    }();
    BIO* bio = BIO_new(method);
    if (bio == nullptr) std::abort();
    BIO_set_data(bio, &self);
    BIO_set_init(bio, 1);
    return bio;
  }
};

Engine::Engine(ssl_st* ssl) : ssl_(ssl) {
  BIO* const bio = Callbacks::make(*this);
  SSL_set_bio(ssl_, bio, bio);
}

Engine::Engine(const ServerContext& context) : Engine(make_ssl(context.native())) {
  SSL_set_accept_state(ssl_);
}

Engine::Engine(const ClientContext& context, const HostName& server) : Engine(make_ssl(context.native())) {
  SSL_set_connect_state(ssl_);
  SSL_set_app_data(ssl_, this);
  SSL_set_verify(ssl_, SSL_VERIFY_PEER, Callbacks::verified);
  const char* const name = server.text().c_str();
  const bool set = server.is_address()
                       ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_), name) == 1
                       : SSL_set1_host(ssl_, name) == 1 && SSL_set_tlsext_host_name(ssl_, name) == 1;
  if (!set) std::abort();
}

Engine::~Engine() {
  SSL_free(ssl_);
}

Engine::State Engine::state_after(int result) {
  if (failed_) return State::Failed;
  if (result > 0) return State::Done;
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ:
      return State::NeedsInput;
    case SSL_ERROR_WANT_WRITE:
      return State::NeedsOutput;
    case SSL_ERROR_ZERO_RETURN:
      return State::Ended;
    default: {
      const bool alien = !established() && ERR_GET_REASON(ERR_peek_error()) == SSL_R_WRONG_VERSION_NUMBER;
      const std::string reason = take_reason();
      if (reason_.empty()) reason_ = alien ? "the other side does not speak TLS" : "TLS failed: " + reason;
      failed_ = true;
      return State::Failed;
    }
  }
}

Engine::State Engine::handshake() {
  ERR_clear_error();
  return state_after(SSL_do_handshake(ssl_));
}

bool Engine::established() const {
  return SSL_is_init_finished(ssl_) == 1;
}

Engine::Step Engine::read(std::span<char> buffer) {
  ERR_clear_error();
  Step step;
  step.state = state_after(SSL_read_ex(ssl_, buffer.data(), buffer.size(), &step.bytes));
  return step;
}

Engine::State Engine::peek() {
  ERR_clear_error();
  char byte;
  size_t count = 0;
  return state_after(SSL_peek_ex(ssl_, &byte, 1, &count));
}

Engine::Step Engine::write(std::string_view bytes) {
  assert(!bytes.empty());
  ERR_clear_error();
  Step step;
  step.state =
      state_after(SSL_write_ex(ssl_, bytes.data(), std::min(bytes.size(), record_bytes_max), &step.bytes));
  return step;
}

void Engine::close() {
  if (!established() || failed_) return;
  ERR_clear_error();
  SSL_shutdown(ssl_);
}

std::span<char> Engine::input_space() {
  assert(input_next_ == input_end_);
  if (input_ == nullptr) input_ = std::make_unique_for_overwrite<char[]>(input_bytes_max);
  input_next_ = input_end_ = 0;
  return {input_.get(), input_bytes_max};
}

void Engine::received(size_t bytes) {
  input_end_ = bytes;
}

void Engine::release_input() {
  assert(input_next_ == input_end_);
  input_.reset();
}

std::string Engine::take_output() {
  return std::exchange(output_, {});
}

}  // namespace sluice::tls
