#include "control/providers/sample/host.h"

namespace sluice::providers {

SampleHost::SampleHost(io::Loop& loop, base::UniqueFd listening, Sample& sample)
    : loop_(loop),
      sample_(sample),
      server_(
          loop, std::move(listening), {},
          [this](http::Request request, http::Responder respond) { handle(request, std::move(respond)); },
          [](http::Refusal refusal, const http::Request&) {
            return http::Response{.status = http::status_of(refusal)};
          }) {}

void SampleHost::handle(const http::Request& request, http::Responder respond) {
  Sample::Outcome outcome = sample_.answer(request, loop_.clock().wall());
  // A server that is not answered closes the connection by itself after its handler_timeout.
  if (outcome.is_silent) return;
  if (outcome.delay == base::Duration::zero()) return respond(std::move(outcome.response));
  if (delayed_.size() >= delayed_answers_max) return respond.drop();
  const auto place = delayed_.insert(delayed_.end(), nullptr);
  *place = std::make_unique<io::Timer>(
      loop_, [this, place, respond, response = std::move(outcome.response)]() mutable {
        respond(std::move(response));
        delayed_.erase(place);
      });
  (*place)->arm(outcome.delay);
}

}  // namespace sluice::providers
