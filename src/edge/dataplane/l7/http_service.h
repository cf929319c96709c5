#pragma once
// An HTTP listener on one worker: its client connections, and its idle connections to backends.

#include "edge/dataplane/l7/forwarded_head.h"
#include "edge/dataplane/l7/upstream_pool.h"
#include "edge/dataplane/session/service.h"

namespace sluice::l7 {

class HttpService final : public session::Service {
 public:
  // `scratch` is shared by all services of the worker.
  HttpService(session::Host& host, std::shared_ptr<const snapshot::RunningListener> listener,
              Scratch& scratch);
  ~HttpService() override;

  void accept(base::UniqueFd client, const base::Endpoint& peer) override;
  void replace(std::shared_ptr<const snapshot::RunningListener> listener) override;

  UpstreamPool& upstreams() { return upstreams_; }
  Scratch& scratch() { return scratch_; }

 private:
  Scratch& scratch_;
  UpstreamPool upstreams_;
};

}  // namespace sluice::l7
