#pragma once
// A connected, non-blocking stream socket on a loop; byte_stream.h is the contract.

#include <array>
#include <string_view>

#include "platform/base/unique_fd.h"
#include "platform/io/byte_stream.h"
#include "platform/io/loop.h"

namespace sluice::io {

class Stream final : public ByteStream, private EventSource, private Completion {
 public:
  // Takes a connected socket; sets it non-blocking.
  Stream(Loop& loop, base::UniqueFd socket, StreamHandler& handler);
  ~Stream() override;

  void read(std::span<char> buffer) override;
  void await_readable() override;
  bool reading() const override { return read_ != Read::None; }
  void cancel_read() override;
  void write(std::span<const iovec> parts) override;
  bool writing() const override { return write_active_; }
  size_t unwritten_bytes() const override;
  void shutdown_write() override;
  void reset_on_close() override;
  int fd() const override { return socket_.get(); }
  Loop& loop() override { return loop_; }
  void set_handler(StreamHandler& handler) override { handler_ = &handler; }

  // Hands the kernel what it takes at once, for last words that nobody waits for; how much that was. Not
  // while a write is under way.
  size_t write_now(std::string_view bytes);

 private:
  enum class Read { None, Buffer, Readiness };

  void on_events(uint32_t epoll_events) override;
  void complete() override;
  bool try_read(ssize_t& result);
  bool try_write(ssize_t& result);
  void finish_read(ssize_t result);
  void finish_write(ssize_t result);

  Loop& loop_;
  base::UniqueFd socket_;
  StreamHandler* handler_;
  bool maybe_readable_ = false;  // an edge not consumed yet; registering reports the first one
  bool maybe_writable_ = true;
  bool hang_up_seen_ = false;  // the end is in the queue: a short read does not mean "nothing more"
  Read read_ = Read::None;
  bool write_active_ = false;
  std::span<char> read_buffer_;
  std::array<iovec, write_parts_max> parts_;
  size_t parts_next_ = 0;
  size_t parts_end_ = 0;
};

}  // namespace sluice::io
