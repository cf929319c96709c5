// An account sees and touches only its own; of what is another's it is told what it would be told of what
// does not exist. Shown for every action, by calls that are made from its declaration.

#include <algorithm>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "tests/support/build.h"
#include "tests/tenancy/probe.h"

namespace sluice::tenancy {
namespace {

using api::Names;
using ::testing::IsEmpty;

// What a new service has no prices of, and DescribePrice tells.
constexpr const char* server_prices =
    R"({"Commodity":"ens_server","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[)"
    R"({"Regions":["*"],"Spec":"ens.sn1.tiny","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"10"},)"
    R"({"Regions":["*"],"Spec":"disk.system","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"0.05"}]})";

// The operator and two tenants, each with a household.
class Town {
 public:
  Town() {
    // The operator sees these names, and nothing of what is in the accounts.
    cloud.add_account({.id = "tenant-1-key", .secret = "tenant-1-secret"});
    cloud.add_account({.id = "tenant-2-key", .secret = "tenant-2-secret"});
    cloud.restart();
    cloud.call("PutTerm", {{"Kind", "PricingPlan"}, {"Document", server_prices}});
    alder.emplace(cloud, Key{std::string(TestCloud::key_id), std::string(TestCloud::key_secret)}, "alder",
                  71);
    pass();
    birch.emplace(cloud, Key{"tenant-1-key", "tenant-1-secret"}, "birch", 72);
    pass();
    cedar.emplace(cloud, Key{"tenant-2-key", "tenant-2-secret"}, "cedar", 73);
    pass();
  }
  // Nobody's times are anybody else's.
  void pass() { cloud.clock().advance(std::chrono::seconds(61)); }

  TestCloud cloud;
  std::optional<Household> alder, birch, cedar;  // alder is the operator
};

class EveryAction : public testing::TestWithParam<const api::Action*> {
 protected:
  const api::Action& action() const { return *GetParam(); }

  // The operator may look at accounts by their ids, which is what that parameter is for.
  bool may_name_another(const Slot& slot, const Household& caller) const {
    return slot.names() == Names::Account && caller.is_operators();
  }
  bool may_name_another(const Call& call, const Household& caller) const {
    return std::ranges::any_of(slots_of(action()), [&](const Slot& slot) {
      return call.contains(slot.path) && may_name_another(slot, caller);
    });
  }
  // The operator's own actions are about accounts and their keys, and about nothing in them.
  static std::vector<std::string> marks_kept(const api::Action& action, const Household& owner,
                                             const Household& caller) {
    std::vector<std::string> marks = owner.marks();
    if (action.ram.audience != api::Audience::OperatorOnly || !caller.is_operators()) return marks;
    for (const Names shown : {Names::Account, Names::AccountKey}) {
      for (const std::string& value : owner.values_for(shown)) std::erase(marks, value);
    }
    return marks;
  }

  void probe(const Household& owner, const Household& caller) {
    Probe probe(town_.cloud, action(), owner, caller, caller.key());
    for (const Call& call : calls_of(action(), caller)) {
      for (const Slot& slot : slots_of(action())) {
        if (!is_lookup(action(), slot) || may_name_another(slot, caller)) continue;
        for (const std::string& handle : owner.handles_of(slot.names())) probe.ask(call, slot, handle);
      }
    }
    for (const Call& call : calls_of(action(), owner)) {
      if (!may_name_another(call, caller)) probe.ask_about_all(call);
    }
  }

  // The first of the calls that succeeds, in its answer.
  Reply first_success(const Household& caller, const std::function<Call(Call)>& changed) {
    std::string refusals;
    for (const Call& call : calls_of(action(), caller)) {
      Reply reply = town_.cloud.call_as(caller.key(), action().name, to_parameters(changed(call)));
      if (is_success(action(), reply)) return reply;
      refusals += testing::PrintToString(changed(call)) + "\n" + reply.body + "\n";
    }
    ADD_FAILURE() << "no call of " << action().name << " that is made from its declaration succeeds:\n"
                  << refusals;
    return {};
  }

  // The call with every name, tag and token that it gives being one that the other has given already.
  Call with_names_of(const Household& other, const Household& caller, Call call) {
    for (const Slot& slot : slots_of(action())) {
      if (is_given(action(), slot)) call = with(std::move(call), slot, other.name(), caller);
    }
    return call;
  }

  // What every probe is one substitution away from, with the names of another: it succeeds, is about the
  // caller's own things alone, and leaves the other's.
  void expect_own_call_succeeds(const Household& other, const Household& caller) {
    const Reply others =
        action().idempotency == api::Idempotency::ClientToken
            ? first_success(other, [&](Call call) { return with_names_of(other, other, call); })
            : Reply{};
    const Snapshot before = look_at_everything(town_.cloud, other);
    const Reply own = first_success(caller, [&](Call call) { return with_names_of(other, caller, call); });
    EXPECT_THAT(found_in(observe(own, {other.name()}), marks_kept(action(), other, caller)), IsEmpty());
    if (others.ok()) {
      EXPECT_NE(json::find_text_at(own.value, action().created_id),
                json::find_text_at(others.value, action().created_id));
    }
    EXPECT_THAT(changes(before, look_at_everything(town_.cloud, other)), IsEmpty());
  }

  void expect_kept_apart(const Household& owner, const Household& caller) {
    const Snapshot owners = look_at_everything(town_.cloud, owner);
    const Snapshot callers = look_at_everything(town_.cloud, caller);
    for (const auto& [call, told] : callers) {
      const api::Action& asked = *api::find_action(std::string_view(call).substr(0, call.find(' ')));
      EXPECT_THAT(found_in(told, marks_kept(asked, owner, caller)), IsEmpty()) << call << "\n" << told;
    }
    probe(owner, caller);
    EXPECT_THAT(changes(owners, look_at_everything(town_.cloud, owner)), IsEmpty());
    // A change that finds nothing to change is done and written down, for whoever asked for it.
    EXPECT_THAT(changes(without_trail(callers), without_trail(look_at_everything(town_.cloud, caller))),
                IsEmpty());
  }

  Town town_;
};

TEST_P(EveryAction, KeepsWhatIsOneAccountsFromTheOthers) {
  const Household &the_operator = *town_.alder, &tenant = *town_.birch, &neighbour = *town_.cedar;
  expect_kept_apart(neighbour, tenant);
  // The same code for another pair: nothing that a sanitizer would see anew.
  if (e2e::sanitized) return;
  expect_kept_apart(the_operator, tenant);
  // The operator's own actions are his to use on any account; a tenant has just been refused them, whatever
  // he named.
  if (action().ram.audience == api::Audience::OperatorOnly) return;
  expect_kept_apart(neighbour, the_operator);
  expect_own_call_succeeds(the_operator, tenant);
  expect_own_call_succeeds(neighbour, the_operator);
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryAction,
                         testing::ValuesIn(api::all_actions().begin(), api::all_actions().end()),
                         [](const auto& of) { return std::string(of.param->name); });

}  // namespace
}  // namespace sluice::tenancy
