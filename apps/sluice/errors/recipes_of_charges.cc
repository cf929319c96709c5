// Orders whose payment a provider is asked for: what he says, or does not say, and what happens meanwhile.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

// An order of a month's price by card, and how the provider takes that step of its payment.
Recipe charge(api::OrderError error, std::string step, std::string behaviour) {
  return {.error = error,
          .steps = {with_deposit(), payment_method("CARD", {}), pay_by("CARD"),
                    misbehave("payment", std::move(behaviour), std::move(step))}};
}

// Of the order's own; what becomes of it is no business of the run's network.
Act second_vswitch() {
  return {.call = {Who::Customer,
                   "CreateVSwitch",
                   {{"EnsRegionId", "{region}"},
                    {"NetworkId", "{network}"},
                    {"CidrBlock", "192.168.3.0/24"},
                    {"VSwitchName", "sluice-errors-{run}"}}},
          .keep = {{"second", "VSwitchId"}}};
}

}  // namespace

std::vector<Recipe> recipes_of_charges() {
  using enum api::OrderError;
  Recipe twice = charge(Processing, "", "mute");
  twice.changes = {{"ClientToken", "{run}"}};
  twice.sent = Sent::Twice;
  Recipe gone = charge(OrderFailed, "authorise", "slow");
  gone.steps.push_back(second_vswitch());
  gone.changes = {{"VSwitchId", "{second}"}};
  gone.sent = Sent::Meanwhile;
  gone.meanwhile = {Act{.call = {Who::Customer, "DeleteVSwitch", {{"VSwitchId", "{second}"}}}}};
  return {
      charge(PayHsfTimeoutError, "authorise", "silent"),
      charge(PaySystemError, "authorise", "refusing"),
      charge(PayPayChannelPayOrderNotExist, "", "forgetful"),
      charge(PayPayChannelPayOrderInvalidStatus, "", "closing"),
      std::move(gone),
      std::move(twice),
  };
}

}  // namespace sluice::app::errors
