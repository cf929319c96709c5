#pragma once
// An ordered stream of bytes in both directions on a loop: a plain socket (stream.h), or TLS over one. At
// most one read and one write are under way at a time.
//
// Results: bytes (>= 0) or -errno. The handler is called in a later step of the loop, never inside the call
// that started the operation. The buffers of an operation belong to the stream until its result is delivered
// or the stream is gone. Destroying a stream cancels what is under way without a callback, and is allowed
// inside its own callback: a stream touches nothing of itself after it has called its handler.
//
// Who serves one kind of stream only names its final class, and the compiler calls it directly.

#include <cstddef>
#include <span>

#include <sys/types.h>
#include <sys/uio.h>

namespace sluice::io {

class Loop;

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

class ByteStream {
 public:
  static constexpr size_t write_parts_max = 8;

  virtual ~ByteStream() = default;

  // Reads at least one byte into `buffer`, which is not empty.
  virtual void read(std::span<char> buffer) = 0;
  // Waits without holding a buffer: what an idle connection does. Counts as the read that is under way.
  virtual void await_readable() = 0;
  virtual bool reading() const = 0;
  virtual void cancel_read() = 0;

  // Writes all of the parts (write_parts_max at most), in order. The array is copied, what it points to is
  // not.
  virtual void write(std::span<const iovec> parts) = 0;
  virtual bool writing() const = 0;
  // Of the write that is under way: what the kernel has not taken yet.
  virtual size_t unwritten_bytes() const = 0;

  // No more writes: the peer sees the end of the stream. Not while a write is under way.
  virtual void shutdown_write() = 0;
  // Closing sends a reset instead of an orderly end.
  virtual void reset_on_close() = 0;

  virtual int fd() const = 0;
  virtual Loop& loop() = 0;
  virtual void set_handler(StreamHandler& handler) = 0;
};

}  // namespace sluice::io
