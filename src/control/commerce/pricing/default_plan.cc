#include "control/commerce/pricing/default_plan.h"

namespace sluice::commerce {

std::string_view default_elb_post_plan_document() {
  return R"({
  "Commodity": "elb_post",
  "Currency": "USD",
  "ValidFrom": "2024-06-01T00:00:00Z",
  "Leaves": [
    {"Regions": ["*"], "Spec": "elb.s1.small", "Cycle": "Month", "Unit": "InstanceMonth", "UnitPrice": "7.5"},
    {"Regions": ["*"], "Spec": "elb.s2.small", "Cycle": "Month", "Unit": "InstanceMonth", "UnitPrice": "26"},
    {"Regions": ["*"], "Spec": "elb.s2.medium", "Cycle": "Month", "Unit": "InstanceMonth", "UnitPrice": "52"},
    {"Regions": ["*"], "Spec": "elb.s3.small", "Cycle": "Month", "Unit": "InstanceMonth", "UnitPrice": "104"},
    {"Regions": ["*"], "Spec": "elb.s3.medium", "Cycle": "Month", "Unit": "InstanceMonth", "UnitPrice": "166"},
    {"Regions": ["*"], "Spec": "elb.s1.small", "Cycle": "Hour", "Unit": "InstanceHour", "UnitPrice": "0.01041667"},
    {"Regions": ["*"], "Spec": "elb.s2.small", "Cycle": "Hour", "Unit": "InstanceHour", "UnitPrice": "0.03611111"},
    {"Regions": ["*"], "Spec": "elb.s2.medium", "Cycle": "Hour", "Unit": "InstanceHour", "UnitPrice": "0.07222222"},
    {"Regions": ["*"], "Spec": "elb.s3.small", "Cycle": "Hour", "Unit": "InstanceHour", "UnitPrice": "0.14444444"},
    {"Regions": ["*"], "Spec": "elb.s3.medium", "Cycle": "Hour", "Unit": "InstanceHour", "UnitPrice": "0.23055556"}
  ]
})";
}

}  // namespace sluice::commerce
