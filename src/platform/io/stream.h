#pragma once
// A connected, non-blocking stream socket on a loop. At most one read and one write are under way at a time.
//
// Results: bytes (>= 0) or -errno. The handler is called in a later step of the loop, never inside the call
// that started the operation. The buffers of an operation belong to the stream until its result is delivered
// or the stream is gone. Destroying a stream cancels what is under way without a callback, and is allowed
// inside its own callback: a stream touches nothing of itself after it has called its handler.

#include <array>
#include <cstddef>
#include <span>

#include <sys/uio.h>

#include "platform/base/unique_fd.h"
#include "platform/io/loop.h"

namespace sluice::io {

class StreamHandler {
 public:
  // Something can probably be read (data, end of stream or an error): the answer to await_readable(). A
  // read() that follows may still have to wait.
  virtual void on_readable() {}
  // 0 is the end of the stream.
  virtual void on_read(ssize_t result) = 0;
  // Everything was written (0), or it failed (-errno).
  virtual void on_write(ssize_t result) = 0;

 protected:
  ~StreamHandler() = default;
};

class Stream final : private EventSource, private Completion {
 public:
  static constexpr size_t write_parts_max = 8;

  // Takes a connected socket; sets it non-blocking.
  Stream(Loop& loop, base::UniqueFd socket, StreamHandler& handler);
  ~Stream();

  // Reads at least one byte into `buffer`, which is not empty.
  void read(std::span<char> buffer);
  // Waits without holding a buffer: what an idle connection does. Counts as the read that is under way.
  void await_readable();
  bool reading() const { return read_ != Read::None; }
  void cancel_read();

  // Writes all of the parts (write_parts_max at most), in order. The array is copied, what it points to is
  // not.
  void write(std::span<const iovec> parts);
  bool writing() const { return write_active_; }
  // Of the write that is under way: what the kernel has not taken yet.
  size_t unwritten_bytes() const;

  // No more writes: the peer sees the end of the stream. Not while a write is under way.
  void shutdown_write();
  // Closing sends a reset instead of an orderly end.
  void reset_on_close();

  int fd() const { return socket_.get(); }
  Loop& loop() { return loop_; }
  void set_handler(StreamHandler& handler) { handler_ = &handler; }

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
