#pragma once
// One TLS connection as a function of bytes: what the peer sent goes in, plain text comes out, and the other
// way round. It has no socket and never waits; stream.h gives it a loop, http::Client a blocking socket.
//
// Input and output are bounded: a caller hands over at most input_bytes_max before it asks again, and the
// engine stops (NeedsOutput) when output_bytes_max are not taken away.

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "platform/tls/context.h"
#include "platform/tls/host_name.h"

struct ssl_st;

namespace sluice::tls {

class Engine {
 public:
  static constexpr size_t record_bytes_max = 16 * 1024;              // of plain text
  static constexpr size_t input_bytes_max = record_bytes_max + 512;  // a record with its overhead fits
  static constexpr size_t output_bytes_max = 64 * 1024;

  enum class State {
    Done,         // some bytes
    NeedsInput,   // bytes of the peer
    NeedsOutput,  // the peer, or the caller, has to take what there is first
    Ended,        // the peer has said that no more comes (close_notify)
    Failed        // for good; what is in output() tells the peer why
  };
  struct Step {
    State state = State::Done;
    size_t bytes = 0;
  };

  // A context is needed during the call only: the connection keeps what it needs of it.
  explicit Engine(const ServerContext& context);
  // The server must prove to be `server`.
  Engine(const ClientContext& context, const HostName& server);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Done once both sides agree on keys; then the connection is established.
  State handshake();
  bool established() const;

  // Of an established connection. Bytes without the end of the connection behind them, where close_notify was
  // left out, are the caller's to notice.
  Step read(std::span<char> buffer);
  // Done when read() would have bytes.
  State peek();
  // Takes record_bytes_max at most, and makes one record of it.
  Step write(std::string_view bytes);
  // No more writes: says close_notify.
  void close();

  // Where the caller puts what it receives, to be told how much that was. The space stays until it is
  // released, which is allowed when a step has answered NeedsInput.
  std::span<char> input_space();
  void received(size_t bytes);
  void release_input();

  const std::string& output() const { return output_; }
  std::string take_output();

  // Why it failed; a sentence.
  const std::string& error() const { return reason_; }

 private:
  struct Callbacks;  // of OpenSSL: the two buffers, and its verdict on a certificate
  explicit Engine(ssl_st* ssl);
  State state_after(int result);

  ssl_st* const ssl_;
  bool failed_ = false;
  std::string reason_;  // of the failure
  std::unique_ptr<char[]> input_;
  size_t input_next_ = 0, input_end_ = 0;
  std::string output_;
};

}  // namespace sluice::tls
