// Within one account: a user whose policies name some things is told of the others what he would be told of
// what does not exist. Shown for every action whose permission is given by names, by calls made from its
// declaration.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "tests/tenancy/probe.h"

namespace sluice::tenancy {
namespace {

using api::Names;
using ::testing::IsEmpty;

// The first {#Name} of an ARN.
struct Blank {
  std::string_view text;        // braces included; empty where there is none
  Names names = Names::Unsaid;  // what the call fills in; Unsaid: what the gateway knows itself
};

// What the parameter RoleArn names.
constexpr std::string_view role_name_blank = "{#roleName}";

Blank first_blank(const api::Action& action, std::string_view arn) {
  const size_t begin = arn.find("{#"), end = arn.find('}');
  if (begin == std::string_view::npos) return {};
  const std::string_view text = arn.substr(begin, end + 1 - begin);
  const auto found =
      std::ranges::find(action.parameters, text.substr(2, text.size() - 3), &api::Parameter::name);
  if (text == role_name_blank) return {text, Names::Role};
  return {text, found == action.parameters.end() ? Names::Unsaid : found->names};
}

// Things are granted by their names; of an account there is only one here.
bool is_granted(const Blank& blank) {
  return blank.names != Names::Unsaid && blank.names != Names::Account;
}

std::vector<std::string> granted_names(const Household& part, const Blank& blank) {
  if (!is_granted(blank)) return {"*"};
  if (blank.names == Names::New) return {part.name() + "*"};
  return part.handles_of(blank.names);
}

// The ARN for all things of the part.
void fill_in(const api::Action& action, const std::string& arn, const Household& part,
             json::Value& resources) {
  const Blank blank = first_blank(action, arn);
  if (blank.text.empty()) return resources.push_back(arn);
  for (const std::string& name : granted_names(part, blank)) {
    std::string filled = arn;
    fill_in(action, filled.replace(arn.find(blank.text), blank.text.size(), name), part, resources);
  }
}

bool is_in(std::string_view arn, const api::Parameter& parameter) {
  const std::string blank = "{#" + std::string(parameter.name) + "}";
  return arn.find(parameter.names == Names::RoleArn ? role_name_blank : blank) != std::string_view::npos;
}

std::vector<const api::Action*> actions_by_name() {
  std::vector<const api::Action*> actions;
  for (const api::Action* action : api::all_actions()) {
    if (action->ram.audience == api::Audience::ByPolicy && !action->ram.resource_types.empty()) {
      actions.push_back(action);
    }
  }
  return actions;
}

class EveryActionByName : public testing::TestWithParam<const api::Action*> {
 protected:
  EveryActionByName() {
    json::Value resources = json::Value::array();
    for (const std::string_view arn : action().ram.resource_types) {
      fill_in(action(), std::string(arn), birch_, resources);
    }
    // What is about all things of a kind is not granted by those of one part.
    if (!is_granted_by_name()) {
      resources =
          json::Value::array({"acs:*:*:*:user/birch*", "acs:*:*:*:policy/birch*", "acs:*:*:*:role/birch*"});
    }
    const json::Value statement{
        {"Effect", "Allow"}, {"Action", action().ram.action}, {"Resource", std::move(resources)}};
    const json::Value document{{"Version", "1"}, {"Statement", json::Value::array({statement})}};
    expect_ok("CreatePolicy", {{"PolicyName", "part"}, {"PolicyDocument", json::print(document)}});
    expect_ok("AttachPolicyToUser",
              {{"PolicyType", "Custom"}, {"PolicyName", "part"}, {"UserName", "mover"}});
  }

  const api::Action& action() const { return *GetParam(); }

  bool is_in_an_arn(const api::Parameter& parameter) const {
    return std::ranges::any_of(action().ram.resource_types,
                               [&](std::string_view arn) { return is_in(arn, parameter); });
  }
  bool is_granted_by_name() const {
    return std::ranges::any_of(action().parameters, [&](const api::Parameter& parameter) {
      return parameter.names != Names::Account && is_in_an_arn(parameter);
    });
  }

  void expect_ok(std::string_view name, Parameters parameters) {
    const Reply reply = cloud_.call(name, std::move(parameters));
    EXPECT_TRUE(reply.ok()) << name << ": " << reply.body;
  }

  // The calls of a part, each with everything named that the permission depends on.
  std::vector<Call> calls_about(const Household& part) const {
    std::vector<Call> calls = calls_of(action(), part);
    for (Call& call : calls) {
      for (const Slot& slot : slots_of(action())) {
        if (is_given(action(), slot)) call[slot.path] = part.name() + "-new";
        if (slot.names() == Names::Account || call.contains(slot.path)) continue;
        if (!is_in_an_arn(*slot.parameter)) continue;
        const auto values = part.values_for(slot.names());
        if (!values.empty()) call[slot.path] = values.front();
      }
    }
    return calls;
  }

  Reply send(const Call& call) { return cloud_.call_as(user_, action().name, to_parameters(call)); }

  TestCloud cloud_;
  const Household alder_{cloud_, root, "alder", 71}, birch_{cloud_, root, "birch", 72};
  const Key user_ = cloud_.make_user("mover");  // who may do this with the things of birch
};

TEST_P(EveryActionByName, KeepsToThePartOfAnAccountThatAUserWasGiven) {
  const Snapshot before = look_at_everything(cloud_, alder_);
  Probe probe(cloud_, action(), alder_, birch_, user_);
  for (const Call& call : calls_about(birch_)) {
    for (const Slot& slot : slots_of(action())) {
      if (slot.names() == Names::Account) continue;  // both parts have the same one
      if (is_lookup(action(), slot)) {
        for (const std::string& handle : alder_.handles_of(slot.names())) probe.ask(call, slot, handle);
      } else if (is_in_an_arn(*slot.parameter)) {
        probe.ask(call, slot, alder_.name());
      }
    }
  }
  for (const Call& call : calls_about(alder_)) {
    probe.ask_about_all(call);
    const Reply refused = send(call);
    EXPECT_EQ(refused.code(), "NoPermission") << testing::PrintToString(call) << refused.body;
  }
  EXPECT_THAT(changes(before, look_at_everything(cloud_, alder_)), IsEmpty());

  bool has_succeeded = false;
  for (const Call& call : calls_about(birch_)) {
    const Reply reply = send(call);
    has_succeeded |= is_success(action(), reply);
    EXPECT_THAT(found_in(reply.body, marks_of(alder_, birch_)), IsEmpty()) << reply.body;
  }
  EXPECT_EQ(has_succeeded, is_granted_by_name()) << "what was granted by name can be done, and nothing else";
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryActionByName, testing::ValuesIn(actions_by_name()),
                         [](const auto& of) { return std::string(of.param->name); });

}  // namespace
}  // namespace sluice::tenancy
