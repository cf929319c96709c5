#pragma once
// Two connected streams and the bytes between them, both ways, unread.
//
// Each direction is a little machine of its own: wait for data without a buffer, take a buffer, read, write
// all of it, give the buffer back. It reads again only after everything was written, so a slow reader slows
// the sender down through the kernel's windows and no more than one buffer per direction is ever held.
//
//   end of stream read   -> the other side's sending half is shut down; the tunnel ends when both directions
//   have reset read           -> the other side is reset write refused        -> this direction is over; the
//   other one goes on until it ends, so that an answer which was
//                           sent before the refusal still arrives
//   nothing moved in either direction for the idle timeout -> both are closed

#include <memory>

#include "edge/dataplane/session/buffer_pool.h"
#include "edge/dataplane/session/service.h"
#include "edge/dataplane/session/stall.h"
#include "platform/io/stream.h"

namespace sluice::l4 {

enum class TunnelEnd { Orderly, ClientReset, BackendReset, Idle };

class TunnelOwner {
 public:
  // Both sockets are closed. The tunnel may be destroyed inside.
  virtual void on_tunnel_end(TunnelEnd end) = 0;

 protected:
  ~TunnelOwner() = default;
};

// Bytes that were read before the tunnel began and go first.
struct Pending {
  session::Buffer buffer;
  size_t begin = 0;
  size_t end = 0;
};

class Tunnel {
 public:
  Tunnel(session::Service& service, base::Duration idle_timeout, TunnelOwner& owner);

  // One of these, once; the owner is not called inside.
  void start(base::UniqueFd client, base::UniqueFd backend);
  void start(std::unique_ptr<io::Stream> client, std::unique_ptr<io::Stream> backend, Pending to_backend,
             Pending to_client);
  // Closes both sockets without telling the owner. The tunnel is not used afterwards.
  void close();

 private:
  // Handles what happens at one socket and carries the bytes read there to the opposite one.
  class Side final : public io::StreamHandler {
   public:
    // Passes on what was read before, then what comes.
    void carry(Pending pending);

    Tunnel* tunnel = nullptr;
    Side* opposite = nullptr;
    std::unique_ptr<io::Stream> stream;
    session::Counter* bytes = nullptr;  // read here and passed on
    bool ended = false;                 // nothing more is carried from here
    session::StallWatch outgoing;

   private:
    void on_readable() override;
    void on_read(ssize_t result) override;
    void on_write(ssize_t result) override;
    void on_carried(ssize_t result);

    session::Buffer buffer_;  // held from before a read until its bytes are written opposite
    session::BufferSizer sizer_;
  };

  TunnelEnd reset_of(const Side& side) const {
    return &side == &client_ ? TunnelEnd::ClientReset : TunnelEnd::BackendReset;
  }
  void on_side_ended();
  void on_idle();
  void finish(TunnelEnd end);

  session::Service& service_;
  TunnelOwner& owner_;
  const base::Duration idle_timeout_;
  Side client_;
  Side backend_;
  TunnelEnd end_ = TunnelEnd::Orderly;  // what it will be once both sides have ended
  io::Timer idle_;
};

}  // namespace sluice::l4
