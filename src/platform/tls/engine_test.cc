#include "platform/tls/engine.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/tls/openssl_types.h"
#include "platform/tls/testing/identities.h"

namespace sluice::tls {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using State = Engine::State;

// Hands over what `from` has to say, as far as `to` takes it at once.
void deliver(Engine& from, Engine& to, std::string& backlog) {
  backlog += from.take_output();
  const size_t count = std::min(backlog.size(), Engine::input_bytes_max);
  std::ranges::copy(backlog.substr(0, count), to.input_space().begin());
  to.received(count);
  backlog.erase(0, count);
}

// A client and a server with nothing between them.
struct Both {
  Both(const ClientContext& client_context, const HostName& name,
       const ServerContext& server_context = *test_server_context())
      : client(client_context, name), server(server_context) {}

  // Until both agree, or one has failed and the other was told.
  void shake_hands() {
    for (int round = 0; round < 10; ++round) {
      client_state = go_on(client);
      server_state = go_on(server);
      if (server_state == State::NeedsInput) deliver(client, server, to_server);
      if (client_state == State::NeedsInput) deliver(server, client, to_client);
    }
  }
  static State go_on(Engine& engine) { return engine.established() ? engine.peek() : engine.handshake(); }
  bool established() const { return client.established() && server.established(); }

  Engine client, server;
  State client_state = State::Done, server_state = State::Done;
  std::string to_server, to_client;
};

TEST(Engine, BothVersionsAgreeWithWhoeverIsNamed) {
  for (const Version newest : {Version::Tls12, Version::Tls13}) {
    for (const char* name : {"localhost", "127.0.0.1"}) {
      Both both(*test_client_context(newest), host(name));
      both.shake_hands();
      EXPECT_TRUE(both.established()) << name << ": " << both.client.error() << both.server.error();
    }
  }
}

std::string client_error(const ClientContext& client_context, const HostName& name,
                         const ServerContext& server_context = *test_server_context()) {
  Both both(client_context, name, server_context);
  both.shake_hands();
  EXPECT_EQ(both.client_state, State::Failed);
  EXPECT_EQ(both.server_state, State::Failed) << "it was not told";
  EXPECT_THAT(both.server.error(), StartsWith("TLS failed: ")) << both.server.error();
  return both.client.error();
}

TEST(Engine, AClientSaysWhyItDoesNotTrustAServer) {
  const base::WallTime now = base::SystemClock{}.wall();
  const auto trusted = test_client_context();
  EXPECT_EQ(client_error(*trusted, host("example.com")),
            "the server's certificate is for others: localhost, 127.0.0.1");
  EXPECT_EQ(client_error(*trusted, host("127.0.0.2")),
            "the server's certificate is for others: localhost, 127.0.0.1");
  EXPECT_EQ(client_error(*trusted, host("::1")),
            "the server's certificate is for others: localhost, 127.0.0.1");

  const Identity stranger = make_authority("Stranger", now);
  EXPECT_EQ(client_error(*ClientContext::trusting_pem(stranger.certificate).value(), host("localhost")),
            "the server's certificate comes from an authority that is not trusted");

  const base::WallTime long_ago = now - server_validity - std::chrono::days(1);
  const Identity old_authority = make_authority("Old", long_ago);
  const Identity expired = issue_server_certificate(old_authority, {host("localhost")}, long_ago).value();
  const auto old_server = ServerContext::from_pem(expired.certificate, expired.key, long_ago).value();
  EXPECT_EQ(client_error(*ClientContext::trusting_pem(old_authority.certificate).value(), host("localhost"),
                         *old_server),
            "the server's certificate has expired");
}

TEST(Engine, WhatIsNoTlsIsSaidToBeNone) {
  Engine client(*test_client_context(), host("localhost"));
  EXPECT_EQ(client.handshake(), State::NeedsInput);
  const std::string_view plain = "HTTP/1.1 400 Bad Request\r\n\r\n";
  std::ranges::copy(plain, client.input_space().begin());
  client.received(plain.size());
  EXPECT_EQ(client.handshake(), State::Failed);
  EXPECT_EQ(client.error(), "the other side does not speak TLS");
}

TEST(Engine, CloseNotifyIsTheEndAndTheOtherDirectionLivesOn) {
  for (const Version newest : {Version::Tls12, Version::Tls13}) {
    Both both(*test_client_context(newest), host("localhost"));
    both.shake_hands();
    both.client.close();
    deliver(both.client, both.server, both.to_server);
    char buffer[10];
    EXPECT_EQ(both.server.peek(), State::Ended);
    EXPECT_EQ(both.server.read(buffer).state, State::Ended);
    EXPECT_EQ(both.server.read(buffer).state, State::Ended);
    EXPECT_EQ(both.server.write("answer").bytes, 6u);
    deliver(both.server, both.client, both.to_client);
    EXPECT_EQ(both.client.read(buffer).bytes, 6u);
    EXPECT_EQ(both.client.write("more").state, State::Failed) << "after its own close";
  }
}

TEST(Engine, AChangedRecordIsRefusedAndThePeerIsTold) {
  Both both(*test_client_context(), host("localhost"));
  both.shake_hands();
  both.client.write("hello");
  both.to_server = both.client.take_output();
  both.to_server.back() ^= 1;
  deliver(both.client, both.server, both.to_server);
  char buffer[10];
  EXPECT_EQ(both.server.read(buffer).state, State::Failed);
  EXPECT_NE(both.server.output(), "") << "an alert";
  EXPECT_EQ(both.server.read(buffer).state, State::Failed);
}

TEST(Engine, AClientOfAnotherProtocolOnlyIsRefused) {
  // ALPN: what the client offers does not contain http/1.1.
  using Context = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;
  using Session = std::unique_ptr<SSL, Freed<SSL_free>>;
  constexpr unsigned char h2_only[] = {2, 'h', '2'};
  const Context context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_alpn_protos(context.get(), h2_only, sizeof h2_only);
  const Session client(SSL_new(context.get()));
  BIO* in = BIO_new(BIO_s_mem());
  BIO* out = BIO_new(BIO_s_mem());
  SSL_set_bio(client.get(), in, out);
  SSL_set_connect_state(client.get());
  SSL_do_handshake(client.get());
  char* hello = nullptr;
  const long size = BIO_get_mem_data(out, &hello);

  Engine server(*test_server_context());
  std::copy_n(hello, size, server.input_space().begin());
  server.received(static_cast<size_t>(size));
  EXPECT_EQ(server.handshake(), State::Failed);
  EXPECT_EQ(server.error(), "TLS failed: no application protocol");
  constexpr char no_application_protocol = 120;
  ASSERT_EQ(server.output().size(), 7u);
  EXPECT_EQ(server.output().back(), no_application_protocol);
}

// As an old client would say it: one cipher suite, no extensions.
std::string client_hello(char minor_version) {
  std::string hello{3, minor_version};
  hello += std::string(32, 'r');              // random
  hello += std::string("\0\0\2\x00\x2f", 5);  // no session, TLS_RSA_WITH_AES_128_CBC_SHA
  hello += std::string("\1\0", 2);            // no compression
  std::string message = std::string("\1\0\0", 3) + static_cast<char>(hello.size()) + hello;
  return std::string{0x16, 3, 1, 0, static_cast<char>(message.size())} + message;
}

TEST(Engine, VersionsBefore12AreRefusedByTheirAlert) {
  constexpr char protocol_version = 70, handshake_failure = 40;
  const std::pair<char, char> cases[] = {{0, handshake_failure},   // SSL 3.0, which has no other
                                         {1, protocol_version},    // TLS 1.0
                                         {2, protocol_version},    // TLS 1.1
                                         {3, handshake_failure}};  // TLS 1.2, for its cipher
  for (const auto& [minor_version, alert] : cases) {
    Engine server(*test_server_context());
    const std::string hello = client_hello(minor_version);
    std::ranges::copy(hello, server.input_space().begin());
    server.received(hello.size());
    EXPECT_EQ(server.handshake(), State::Failed) << int{minor_version};
    ASSERT_EQ(server.output().size(), 7u);
    EXPECT_EQ(server.output()[0], 0x15);
    EXPECT_EQ(server.output()[6], alert) << int{minor_version};
  }
}

TEST(Engine, OutputThatNobodyTakesIsBounded) {
  Both both(*test_client_context(), host("localhost"));
  both.shake_hands();
  const std::string much(Engine::record_bytes_max, 'x');
  size_t records = 0;
  while (both.server.write(much).state == State::Done) ASSERT_LT(++records, 100u);
  EXPECT_EQ(both.server.write(much).state, State::NeedsOutput);
  EXPECT_LT(both.server.output().size(), Engine::output_bytes_max + 2 * Engine::record_bytes_max);

  // And goes on when somebody does.
  std::string buffer(Engine::record_bytes_max, '\0');
  size_t received = 0;
  for (int round = 0; round < 200; ++round) {
    if (round < 100 && both.server.write(much).state == State::Done) ++records;
    deliver(both.server, both.client, both.to_client);
    for (Engine::Step step; (step = both.client.read(buffer)).state == State::Done;) received += step.bytes;
  }
  EXPECT_GT(records, 50u);
  EXPECT_EQ(received, records * much.size());
}

TEST(Engine, AServerKeepsNoSessions) {
  Both both(*test_client_context(), host("localhost"));
  both.shake_hands();
  EXPECT_EQ(SSL_CTX_sess_number(test_server_context()->native()), 0);
}

}  // namespace
}  // namespace sluice::tls
