#pragma once
// A TCP listener on one worker: each connection is carried to one backend.

#include "edge/dataplane/session/service.h"

namespace sluice::l4 {

class TcpService final : public session::Service {
 public:
  using Service::Service;
  void accept(base::UniqueFd client, const base::Endpoint& peer) override;
};

}  // namespace sluice::l4
