#include "contract/api/ens/release_post_paid_instance.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "InstanceId",
     .presence = Presence::Required,
     .names = Names::Instance,
     .description = words::instance_id,
     .example = "i-instance****",
     .assign = bind<&ReleasePostPaidInstance::instance_id>},
};

constexpr ErrorRow errors[] = {
    rows::instance_id_not_found,
    rows::no_permission,
    rows::incorrect_instance_status,
    rows::call_interface,
    rows::invalid_parameter,
    {400, "DependencyViolation.Snapshot",
     "This Instance has dependent Snapshot and cannot be deleted. Please Delete all Snapshot first.",
     "实例存在快照,请先删除快照"},
};

}  // namespace

constinit const Action ReleasePostPaidInstance::declaration{
    .name = "ReleasePostPaidInstance",
    .summary = {"释放按量付费实例。", "Releases a pay-as-you-go instance."},
    .effect = Effect::Write,
    .ram = {.action = "ens:ReleasePostPaidInstance", .access_level = AccessLevel::Delete},
    .parameters = parameters,
    .response_example = R"({"RequestId":"C0003E8B-B930-4F59-ADC0-0E209A9012A8"})",
    .errors = errors,
};

}  // namespace sluice::api
