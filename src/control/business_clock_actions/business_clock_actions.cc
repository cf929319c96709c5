#include "control/business_clock_actions/business_clock_actions.h"

#include <fmt/format.h>

#include "contract/api/sluice/business_clock.h"

namespace sluice::business {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using api::StepBusinessClock;
using std::chrono::milliseconds;
using std::chrono::seconds;

static_assert(seconds(api::clock_step_seconds_max) == step_max);

constexpr std::string_view ahead_member = "AheadSeconds";

json::Value answer_of(base::WallTime machine, milliseconds ahead) {
  return {{"Time", base::format_iso8601(machine + ahead)},
          {ahead_member, std::chrono::duration_cast<seconds>(ahead).count()}};
}

Answer step(storage::Transaction& tx, const Call& call, const StepBusinessClock& request) {
  const milliseconds ahead = read_ahead(tx) + seconds(request.seconds);
  if (ahead > ahead_max) {
    return refuse(StepBusinessClock::declaration, "BusinessClockTooFar",
                  fmt::format("it may be {} days ahead, and would be {}", ahead_max / std::chrono::hours(24),
                              ahead / std::chrono::hours(24)));
  }
  store_ahead(tx, ahead);
  return answer_of(call.received, ahead);
}

}  // namespace

void serve_clock(actions::Registry& registry, const ClockActions& actions) {
  registry.serve<api::DescribeBusinessClock>(
      [&clock = actions.clock](auto&, const Call& call, const auto&) -> Answer {
        return answer_of(call.received, clock.ahead());
      });
  if (!actions.may_be_stepped) {
    registry.serve<StepBusinessClock>([](auto&, const auto&, const auto&) -> Answer {
      return refuse(StepBusinessClock::declaration, "BusinessClockFixed",
                    "accepted by a server that was started with --dev");
    });
    return;
  }
  registry.serve<StepBusinessClock>(step, [&clock = actions.clock, catch_up = actions.catch_up](
                                              const json::Value& answer, std::function<void()> then) {
    clock.set_ahead(seconds(answer[std::string(ahead_member)].get<int64_t>()));
    catch_up ? catch_up(std::move(then)) : then();
  });
}

}  // namespace sluice::business
