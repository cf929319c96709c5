#pragma once
// A bound socket that all workers accept from. The node's agent opens it, snapshots carry it to the workers,
// and the descriptor is closed when the last of them lets go.

#include "platform/base/ip.h"
#include "platform/base/unique_fd.h"

namespace sluice::snapshot {

class ListeningSocket {
 public:
  // Takes a listening, non-blocking socket.
  explicit ListeningSocket(base::UniqueFd socket);

  int fd() const { return socket_.get(); }
  const base::Endpoint& local() const { return local_; }

  // Ends the listening at once, no matter who still holds this object: connections that nobody has accepted
  // yet are reset, and the address can be bound again. Any thread.
  void stop() const;

 private:
  const base::UniqueFd socket_;
  const base::Endpoint local_;
};

}  // namespace sluice::snapshot
