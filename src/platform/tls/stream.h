#pragma once
// The server's side of a TLS connection as a byte stream, over a connected one; io/byte_stream.h is the
// contract. The handshake is part of the first read or write, so whoever bounds that in time has bounded the
// handshake; it takes its steps by way of Handshakes.
//
// What TLS adds to the contract:
//   read   0             the peer said close_notify
//          -ECONNRESET   the connection ended without it: what came may be less than what was sent
//          -EPROTO       the peer speaks no TLS, or none that the context allows, or broke it
//   write  -EPROTO       the same
//   shutdown_write() says close_notify and then ends the connection's own direction. Closing without it is
//   what the peer will see as an end without close_notify.
//
// An idle stream (await_readable()) holds no buffers; one that reads holds Engine::input_bytes_max, one that
// writes output_batch_bytes and a record, sealed and on their way.

#include <array>
#include <memory>
#include <string>

#include "platform/io/stream.h"
#include "platform/tls/context.h"
#include "platform/tls/engine.h"
#include "platform/tls/handshakes.h"

namespace sluice::tls {

// The first byte of every TLS connection, and of no request in HTTP/1: a record that holds a handshake.
inline constexpr char first_byte = 0x16;

class Stream final : public io::ByteStream,
                     private io::StreamHandler,
                     private io::Completion,
                     private Handshakes::Waiter {
 public:
  static constexpr size_t output_batch_bytes = 2 * Engine::record_bytes_max;

  // `connection` has no operation under way; `received` is what was read from it already, Engine's
  // input_bytes_max at most. `handshakes` belongs to the same loop and outlives the stream.
  Stream(std::unique_ptr<io::Stream> connection, const ServerContext& context, Handshakes& handshakes,
         io::StreamHandler& handler, std::string_view received = {});

  // The handshake is done.
  bool established() const { return engine_.established(); }

  void read(std::span<char> buffer) override;
  void await_readable() override;
  bool reading() const override { return read_ != Read::None; }
  void cancel_read() override;
  void write(std::span<const iovec> parts) override;
  bool writing() const override { return write_active_; }
  size_t unwritten_bytes() const override;
  void shutdown_write() override;
  void reset_on_close() override { connection_->reset_on_close(); }
  int fd() const override { return connection_->fd(); }
  io::Loop& loop() override { return connection_->loop(); }
  void set_handler(io::StreamHandler& handler) override { handler_ = &handler; }

 private:
  enum class Read { None, Buffer, Readiness };

  // Of the connection underneath.
  void on_readable() override;
  void on_read(ssize_t result) override;
  void on_write(ssize_t result) override;

  void complete() override;
  void take_step() override;
  bool needs_handshake() const { return error_ == 0 && !engine_.established(); }
  bool wants_input() const { return read_ != Read::None || (write_active_ && needs_handshake()); }
  void request_input();
  void send_output();
  bool send_output_now();
  void await_output();
  void fail(int error);
  bool advance_read(ssize_t& result);
  bool advance_write(ssize_t& result);

  Engine engine_;
  std::string sending_;  // sealed, and being written
  std::unique_ptr<io::Stream> connection_;
  Handshakes& handshakes_;
  io::StreamHandler* handler_;

  int error_ = 0;         // -errno: TLS failed, nothing goes on
  int input_error_ = 0;   // -errno: nothing more comes; -ECONNRESET for the mere end of the connection
  int output_error_ = 0;  // -errno: nothing more can be sent
  bool shut_down_ = false;

  Read read_ = Read::None;
  std::span<char> read_buffer_;
  bool write_active_ = false;
  std::array<iovec, write_parts_max> parts_;
  size_t parts_next_ = 0;
  size_t parts_end_ = 0;
};

}  // namespace sluice::tls
