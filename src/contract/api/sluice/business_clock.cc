#include "contract/api/sluice/business_clock.h"

#include "contract/api/rows.h"

namespace sluice::api {
namespace {

constexpr Parameter step_parameters[] = {
    {.name = "Seconds",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = {"向前调整的秒数。", "How far forwards, in seconds."},
     .example = "86400",
     .constraint = {.min = 1, .max = clock_step_seconds_max},
     .assign = bind<&StepBusinessClock::seconds>},
};
constexpr ResponseField clock_response[] = {
    {.name = "Time",
     .description = {"业务时间。", "The time that bills go by, in UTC."},
     .example = "2026-02-01T00:00:00Z"},
    {.name = "AheadSeconds",
     .type = Type::Integer,
     .description = {"业务时间比系统时间快的秒数。", "How far it is ahead of the machine's clock."},
     .example = "86400"},
};
constexpr ErrorRow fixed{400, "BusinessClockFixed",
                         "The business clock of this server is that of its machine.",
                         "该服务器的业务时间与系统时间一致"};
constexpr ErrorRow too_far{400, "BusinessClockTooFar", "The business clock is as far ahead as it may be.",
                           "业务时间已调整到上限"};
constexpr ErrorRow step_errors[] = {fixed, too_far, rows::no_permission, rows::invalid_parameter};
constexpr ErrorRow describe_errors[] = {rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action StepBusinessClock::declaration{
    .name = "StepBusinessClock",
    .version = sluice_version,
    .summary =
        {"将业务时间向前调整,期间到期的账单、催款、锁定和释放按时间顺序执行。仅限运营者,且仅限以 --dev "
         "启动的服务器。签名和会话不受影响。",
         "Steps the business clock forwards: bills, collections, locks and releases of that time happen in "
         "their order before it is answered. Signatures and sessions go by the machine's clock. For the "
         "operator, of a server that was started with --dev."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:StepBusinessClock",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = step_parameters,
    .response = clock_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Time":"2026-02-01T00:00:00Z",)"
        R"("AheadSeconds":86400})",
    .errors = step_errors,
};

constinit const Action DescribeBusinessClock::declaration{
    .name = "DescribeBusinessClock",
    .version = sluice_version,
    .summary = {"查询业务时间。仅限运营者。", "The time that bills go by. For the operator."},
    .ram = {.action = "sluice:DescribeBusinessClock",
            .access_level = AccessLevel::Get,
            .audience = Audience::OperatorOnly},
    .response = clock_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Time":"2026-02-01T00:00:00Z",)"
        R"("AheadSeconds":86400})",
    .errors = describe_errors,
};

}  // namespace sluice::api
