// TLS over a connection keeps to the contract of every byte stream.

#include "platform/io/stream_contract_test.h"

#include "platform/tls/stream.h"
#include "platform/tls/testing/identities.h"
#include "platform/tls/testing/peer.h"

namespace sluice::io {
namespace {

class TlsPeer final : public StreamPeer {
 public:
  TlsPeer(base::UniqueFd socket, tls::Version newest)
      : peer_(std::move(socket), *tls::test_client_context(newest), tls::host("localhost")) {}

  bool shake_hands() { return peer_.shake_hands(); }

  size_t send(std::string_view bytes) override { return peer_.send(bytes); }
  std::string receive(size_t bytes_max) override { return peer_.receive(bytes_max); }
  bool ended() override { return peer_.ended(); }
  bool was_reset() override { return peer_.was_reset(); }
  void shutdown_write() override { peer_.shutdown_write(); }
  void close() override { peer_.close(); }
  void reset() override { peer_.reset(); }

 private:
  tls::Peer peer_;
};

template <tls::Version newest>
StreamPair connect_tls(Loop& loop, StreamHandler& handler) {
  auto [dialled, accepted] = tcp_pair();
  auto handshakes = std::make_shared<tls::Handshakes>(loop);
  auto peer = std::make_unique<TlsPeer>(std::move(dialled), newest);
  auto stream = std::make_unique<tls::Stream>(std::make_unique<Stream>(loop, std::move(accepted), handler),
                                              *tls::test_server_context(), *handshakes, handler);
  stream->await_readable();
  EXPECT_TRUE(turn_until(loop, [&] { return peer->shake_hands() && stream->established(); }));
  stream->cancel_read();
  settle(loop);
  peer->ended();  // takes the session ticket in: closing with unread bytes would reset the connection
  return {std::move(handshakes), std::move(peer), std::move(stream)};
}

INSTANTIATE_TEST_SUITE_P(Tls, Streams,
                         testing::Values(StreamKind{"tls_1_2", connect_tls<tls::Version::Tls12>},
                                         StreamKind{"tls_1_3", connect_tls<tls::Version::Tls13>}),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace sluice::io
