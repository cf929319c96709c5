#include "tests/tenancy/generated_calls.h"

#include <algorithm>
#include <stdexcept>

#include "contract/api/formats.h"

namespace sluice::tenancy {
namespace {

using api::Names;

constexpr size_t calls_per_action_max = 512;
constexpr int64_t port_max = 65535;
constexpr const char* listener_ports[] = {"80", "81", "82", "83"};  // of a household, and a free one

// Changes are about things; an address, a tag or a page only describes them.
bool is_thing(Names names) {
  switch (names) {
    case Names::Unsaid:
    case Names::Nothing:
    case Names::New:
    case Names::Region:
    case Names::Shared:
    case Names::Absent:
    case Names::Address:
    case Names::Tag:
    case Names::ClientToken:
    case Names::Marker:
    case Names::AnyId:
    case Names::Account:
      return false;
    case Names::Network:
    case Names::VSwitch:
    case Names::Instance:
    case Names::LoadBalancer:
    case Names::Order:
    case Names::User:
    case Names::AccessKey:
    case Names::Policy:
    case Names::Role:
    case Names::RoleArn:
    case Names::AccountKey:
      return true;
  }
  return false;
}

bool is_needed(const api::Action& action, const api::Parameter& parameter) {
  return parameter.presence == api::Presence::Required || parameter.shown_in_examples ||
         (action.effect == api::Effect::Write && is_thing(parameter.names));
}

std::string suffix_of(const api::Parameter& parameter) {
  const bool is_list = parameter.type == api::Type::StringList || parameter.type == api::Type::ObjectList;
  return is_list ? ".1" : "";
}

std::vector<std::string> choices_for(const api::Parameter& parameter, const Household& household) {
  auto values = household.values_for(parameter.names);
  if (!values.empty()) return values;
  if (parameter.constraint.accepts == api::is_vswitch_cidr) return {household.free_block()};
  if (parameter.type == api::Type::Integer && parameter.constraint.max == port_max) {
    return {std::begin(listener_ports), std::end(listener_ports)};
  }
  return {std::string(parameter.example)};
}

}  // namespace

bool is_success(const api::Action& action, const Reply& reply) {
  constexpr std::pair<std::string_view, std::string_view> always_refused[] = {
      {"DeleteLoginProfile", "EntityNotExist.User.LoginProfile"},
      {"UnbindMFADevice", "EntityNotExist.User.MFADevice"},
      // Households have no host for which money was paid in advance.
      {"RefundInstance", "RefundRefundInstanceNotFound"},
      {"RenewInstance", "OrderQueryInstanceNotExists"},
      {"ModifyInstance", "OrderQueryInstanceNotExists"},
      {"TempUpgradeInstance", "OrderQueryInstanceNotExists"},
      {"TransferHost", "OrderQueryInstanceNotExists"},
      // Which have no price before the operator says one.
      {"CreateInstance", "PricePricingPlanNotFound"}};
  const auto* const at =
      std::ranges::find(always_refused, action.name, &std::pair<std::string_view, std::string_view>::first);
  return at == std::end(always_refused) ? reply.ok() : reply.code() == at->second;
}

std::string Slot::path_of(const api::Parameter& other) const {
  return path.substr(0, path.rfind('.') + 1) + std::string(other.name);
}

std::vector<Slot> slots_of(const api::Action& action) {
  std::vector<Slot> slots;
  for (const api::Parameter& parameter : action.parameters) {
    const bool is_needed_itself = is_needed(action, parameter);
    const std::string path = std::string(parameter.name) + suffix_of(parameter);
    if (parameter.fields.empty()) {
      slots.push_back({path, &parameter, {}, is_needed_itself});
      continue;
    }
    std::vector<const api::Parameter*> required;
    for (const api::Parameter& field : parameter.fields) {
      if (field.presence == api::Presence::Required) required.push_back(&field);
    }
    for (const api::Parameter& field : parameter.fields) {
      slots.push_back({path + "." + std::string(field.name), &field, required,
                       is_needed_itself && is_needed(action, field)});
    }
  }
  return slots;
}

bool is_given(const api::Action& action, const Slot& slot) {
  const Names names = slot.names();
  return action.effect == api::Effect::Write &&
         (names == Names::New || names == Names::Tag || names == Names::ClientToken);
}

bool is_lookup(const api::Action& action, const Slot& slot) {
  return is_of_an_account(slot.names()) && !is_given(action, slot);
}

Parameters to_parameters(const Call& call) {
  return {call.begin(), call.end()};
}

std::vector<Call> calls_of(const api::Action& action, const Household& household) {
  std::vector<Call> calls(1);
  for (const Slot& slot : slots_of(action)) {
    if (!slot.in_every_call) continue;
    std::vector<Call> longer;
    for (const std::string& value : choices_for(*slot.parameter, household)) {
      for (const Call& call : calls) longer.push_back(with(call, slot, value, household));
    }
    calls = std::move(longer);
  }
  if (calls.size() > calls_per_action_max) throw std::runtime_error("too many calls of one action");
  return calls;
}

std::vector<Call> surroundings_of(const Call& call, const Slot& slot, const Household& household) {
  std::vector<Call> calls = {call};
  for (const api::Parameter* other : slot.beside) {
    if (other == slot.parameter || call.contains(slot.path_of(*other))) continue;
    const std::span<const std::string_view> accepted = other->constraint.one_of;
    const auto choices = accepted.empty() ? choices_for(*other, household)
                                          : std::vector<std::string>(accepted.begin(), accepted.end());
    std::vector<Call> longer;
    for (const Call& shorter : calls) {
      for (const std::string& choice : choices) {
        longer.push_back(shorter);
        longer.back()[slot.path_of(*other)] = choice;
      }
    }
    calls = std::move(longer);
  }
  return calls;
}

Call with(Call call, const Slot& slot, std::string value, const Household& household) {
  for (const api::Parameter* other : slot.beside) {
    call.try_emplace(slot.path_of(*other), choices_for(*other, household).front());
  }
  call[slot.path] = std::move(value);
  return call;
}

}  // namespace sluice::tenancy
