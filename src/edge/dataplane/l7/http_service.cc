#include "edge/dataplane/l7/http_service.h"

#include "edge/dataplane/l7/http_session.h"

namespace sluice::l7 {

HttpService::HttpService(session::Host& host, std::shared_ptr<const snapshot::RunningListener> listener,
                         Scratch& scratch)
    : Service(host, std::move(listener)), scratch_(scratch), upstreams_(host.loop()) {
  upstreams_.retain(this->listener().pool);
}

HttpService::~HttpService() {
  destroy_sessions();
}

void HttpService::accept(base::UniqueFd client, const base::Endpoint& peer) {
  auto session = std::make_unique<HttpSession>(*this, std::move(client), peer.address);
  HttpSession& started = *session;
  adopt(std::move(session));
  started.start();
}

void HttpService::replace(std::shared_ptr<const snapshot::RunningListener> listener) {
  Service::replace(std::move(listener));
  upstreams_.retain(this->listener().pool);
}

}  // namespace sluice::l7
