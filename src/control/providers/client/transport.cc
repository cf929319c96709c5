#include "control/providers/client/transport.h"

#include <utility>

#include "control/providers/contract/reply.h"
#include "platform/http/exchange.h"

namespace sluice::providers {
namespace {

constexpr http::ResponseLimits answer_limits{.head_bytes_max = 16 * 1024, .body_bytes_max = answer_bytes_max};

class OverHttp final : public Sent {
 public:
  OverHttp(io::Loop& loop, const ProviderSettings& settings, const http::Request& request,
           base::Duration timeout, OnAnswer on_answer)
      : exchange_(loop, settings.server, settings.host, request, timeout, answer_limits,
                  std::move(on_answer)) {}

 private:
  http::Exchange exchange_;
};

}  // namespace

std::unique_ptr<Sent> send_over_http(io::Loop& loop, const ProviderSettings& settings,
                                     const http::Request& request, base::Duration timeout,
                                     OnAnswer on_answer) {
  return std::make_unique<OverHttp>(loop, settings, request, timeout, std::move(on_answer));
}

}  // namespace sluice::providers
