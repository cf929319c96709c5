// Holds every declaration that is served against the rules that documentation, permissions and clients rely
// on.

#include "contract/api/catalogue.h"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/accepted.h"
#include "contract/api/conformance.h"
#include "contract/api/declared.h"
#include "contract/api/validation.h"
#include "platform/base/encoding.h"
#include "platform/json/json.h"

namespace sluice::api {
namespace {

using testing::IsEmpty;
using testing::StartsWith;

class EveryAction : public testing::TestWithParam<const Action*> {
 protected:
  const Action& action() const { return *GetParam(); }
};

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryAction,
                         testing::ValuesIn(all_actions().begin(), all_actions().end()),
                         [](const auto& one) { return std::string(one.param->name); });

bool is_spoken(const Text& text) {
  const bool has_chinese =
      std::ranges::any_of(text.zh, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return has_chinese && !text.en.empty() && base::is_utf8(text.zh) && base::is_utf8(text.en);
}

bool is_scalar(const Parameter& parameter) {
  return parameter.type == Type::String || parameter.type == Type::Integer || parameter.type == Type::Boolean;
}

// A text that may be anything, so that it may name something.
bool is_open_text(const Parameter& parameter) {
  return (parameter.type == Type::String || parameter.type == Type::StringList) &&
         parameter.constraint.one_of.empty();
}

template <class Item>
std::vector<std::string_view> repeated_names(std::span<const Item> items) {
  std::set<std::string_view> seen;
  std::vector<std::string_view> repeated;
  for (const Item& item : items) {
    if (!seen.insert(item.name).second) repeated.push_back(item.name);
  }
  return repeated;
}

TEST_P(EveryAction, IsFoundByVersionAndName) {
  EXPECT_EQ(find_action(action().version, action().name), &action());
  EXPECT_EQ(find_action("2017-11-11", action().name), nullptr);
  const auto same_name = [this](const Action* other) { return other->name == action().name; };
  EXPECT_EQ(std::ranges::count_if(all_actions(), same_name), 1);
}

TEST_P(EveryAction, AsksForThePermissionOfItsName) {
  const std::map<std::string_view, std::string> prefixes = {
      {ens_version, "ens:"}, {ram_version, "ram:"},
      {sts_version, "sts:"}, {actiontrail_version, "actiontrail:"},
      {bss_version, "bss:"}, {sluice_version, "sluice:"}};
  EXPECT_EQ(action().ram.action, prefixes.at(action().version) + std::string(action().name));
}

TEST_P(EveryAction, ReadsAndWritesAsItsAccessLevelSays) {
  const AccessLevel level = action().ram.access_level;
  EXPECT_EQ(action().effect == Effect::Read, level == AccessLevel::Get || level == AccessLevel::List);
}

// Or one account, or a few, would use up what the others may call.
TEST_P(EveryAction, AllowsOneAccountASmallPartOfWhatItAllowsAll) {
  constexpr int accounts_min = 8;
  EXPECT_GT(action().rate_limits.user_per_second, 0);
  EXPECT_GE(action().rate_limits.api_per_second, accounts_min * action().rate_limits.user_per_second);
}

// What a call with a token asked for is kept, of a secret its hash: a weak one could be guessed from it.
TEST_P(EveryAction, HasNoSecretBesideAToken) {
  if (action().idempotency == Idempotency::None) return;
  for (const Parameter& parameter : action().parameters)
    EXPECT_FALSE(holds_secret(parameter)) << parameter.name;
}

void check_parameters(std::span<const Parameter> parameters, const std::string& where) {
  EXPECT_THAT(repeated_names(parameters), IsEmpty()) << where;
  std::set<const void*> bound;
  for (const Parameter& parameter : parameters) {
    const std::string path = where + "." + std::string(parameter.name);
    const Constraint& c = parameter.constraint;
    EXPECT_TRUE(is_spoken(parameter.description)) << path;
    EXPECT_FALSE(parameter.example.empty()) << path;
    EXPECT_EQ(parameter.serialization == Serialization::None, is_scalar(parameter)) << path;
    EXPECT_TRUE(parameter.type != Type::Number && parameter.type != Type::ObjectLists) << path;
    EXPECT_EQ(parameter.fields.empty(), parameter.type != Type::Object && parameter.type != Type::ObjectList)
        << path;
    EXPECT_FALSE(parameter.presence == Presence::Required && !parameter.default_value.empty()) << path;
    EXPECT_EQ(c.accepts != nullptr, !c.accepted.en.empty() && !c.accepted.zh.empty()) << path;
    EXPECT_LE(c.min, c.max) << path;
    EXPECT_TRUE(c.length_max == 0 || c.length_min <= c.length_max) << path;
    EXPECT_TRUE(c.items_max == 0 || c.items_min <= c.items_max) << path;
    EXPECT_FALSE(accepted_values(parameter).zh.empty()) << path;
    EXPECT_EQ(parameter.names != Names::Unsaid, is_open_text(parameter))
        << path
        << " has to say what its value names (Parameter::names), and other types and sets say nothing";
    if (parameter.assign != nullptr) {
      EXPECT_TRUE(bound.insert(reinterpret_cast<const void*>(parameter.assign)).second)
          << path << " is bound to the member of another parameter";
    }
    for (const Parameter& field : parameter.fields) {
      // Name.N.Field has no place for more; in JSON text there is.
      EXPECT_TRUE(is_scalar(field) || parameter.serialization == Serialization::Json)
          << path << "." << field.name;
    }
    if (!parameter.fields.empty()) check_parameters(parameter.fields, path);
  }
}

TEST_P(EveryAction, DeclaresItsParametersCompletely) {
  check_parameters(action().parameters, std::string(action().name));
}

// Only this parameter, so that what is told is about it; what else is required is told as missing before.
std::string problem_with(const Action& action, const Parameter& parameter, std::string_view value) {
  Parameter unbound = parameter;
  unbound.assign = nullptr;
  const Parameter alone[] = {unbound};
  Action probe = action;
  probe.parameters = alone;
  ParameterSet set;
  set.set(std::string(parameter.name), std::string(value));
  const auto decoded = decode_into(nullptr, probe, set);
  return decoded ? "" : decoded.error().code + ": " + decoded.error().hint;
}

void check_examples(const Action& action, std::span<const Parameter> parameters) {
  for (const Parameter& parameter : parameters) {
    EXPECT_EQ(problem_with(action, parameter, parameter.example), "");
    if (!parameter.default_value.empty()) {
      EXPECT_EQ(problem_with(action, parameter, parameter.default_value), "");
    }
    check_examples(action, parameter.fields);
  }
}

TEST_P(EveryAction, AcceptsItsOwnExamplesAndDefaults) {
  check_examples(action(), action().parameters);
}

void check_response(std::span<const ResponseField> fields, const std::string& where) {
  EXPECT_THAT(repeated_names(fields), IsEmpty()) << where;
  for (const ResponseField& field : fields) {
    const std::string path = where + "." + std::string(field.name);
    const bool has_fields =
        field.type == Type::Object || field.type == Type::ObjectList || field.type == Type::ObjectLists;
    EXPECT_TRUE(is_spoken(field.description)) << path;
    EXPECT_EQ(field.fields.empty(), !has_fields || field.free_form) << path;
    EXPECT_TRUE(!field.free_form || field.type == Type::Object) << path;
    EXPECT_EQ(field.example.empty(), has_fields) << path;
    check_response(field.fields, path);
  }
}

TEST_P(EveryAction, DeclaresItsAnswerCompletely) {
  EXPECT_THAT(action().response,
              testing::Each(testing::Field(&ResponseField::name, testing::Ne("RequestId"))))
      << "every answer has it";
  check_response(action().response, std::string(action().name));
}

TEST_P(EveryAction, AnswersAsItsExampleShows) {
  const auto example = json::parse(action().response_example);
  ASSERT_TRUE(example) << example.error().message;
  EXPECT_TRUE(json::find_text(*example, "RequestId"));
  EXPECT_THAT(conforms(action().response, *example), IsEmpty());
}

// RAM and STS say with the status what the others say with the code alone.
bool is_of_ram(const Action& action) {
  return action.version == ram_version || action.version == sts_version;
}

TEST_P(EveryAction, DocumentsItsErrors) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const ErrorRow& row : action().errors) {
    const std::set<int> others = is_of_ram(action()) ? std::set{403, 404, 409} : std::set{404};
    EXPECT_TRUE(row.http_status == 400 || others.contains(row.http_status)) << row.code;
    EXPECT_FALSE(row.code.empty());
    EXPECT_FALSE(row.message.empty()) << row.code;
    EXPECT_FALSE(row.description_zh.empty()) << row.code;
    EXPECT_TRUE(seen.emplace(row.code, row.message).second) << row.code << " occurs twice with one message";
    EXPECT_EQ(&action().error(row.code), &*std::ranges::find(action().errors, row.code, &ErrorRow::code));
  }
  for (const std::string_view code : {"NoPermission", "InvalidParameter.%s"}) {
    const auto row = std::ranges::find(action().errors, code, &ErrorRow::code);
    ASSERT_NE(row, action().errors.end()) << code;
    if (is_of_ram(action()) && code == "NoPermission") {
      EXPECT_EQ(row->http_status, 403);
      EXPECT_EQ(row->message, "You are not authorized to do this action. Resource: %s");
      continue;
    }
    const ErrorRow& gateways = code == "NoPermission" ? gateway::no_permission : gateway::invalid_parameter;
    EXPECT_EQ(row->http_status, gateways.http_status);
    EXPECT_EQ(row->message, gateways.message);
  }
}

TEST_P(EveryAction, OfRamSaysWithTheStatusWhatIsWrong) {
  if (!is_of_ram(action())) return;
  const std::pair<std::string_view, int> statuses[] = {{"EntityNotExist.", 404},
                                                       {"EntityAlreadyExists.", 409},
                                                       {"DeleteConflict.", 409},
                                                       {"LimitExceeded.", 409},
                                                       {"NoPermission", 403}};
  for (const ErrorRow& row : action().errors) {
    const auto known = std::ranges::find_if(
        statuses, [&](const auto& status) { return row.code.starts_with(status.first); });
    EXPECT_EQ(row.http_status, known == std::end(statuses) ? 400 : known->second) << row.code;
  }
}

// Each {#Name} of an ARN is a parameter, or something that the gateway knows.
TEST_P(EveryAction, NamesResourcesByItsParameters) {
  for (std::string_view arn : action().ram.resource_types) {
    EXPECT_THAT(arn, StartsWith("acs:"));
    for (size_t begin = arn.find("{#"); begin != std::string_view::npos; begin = arn.find("{#")) {
      const std::string_view name = arn.substr(begin + 2, arn.find('}') - begin - 2);
      const auto parameter = std::ranges::find(action().parameters, name, &Parameter::name);
      const bool known = name == "accountId" || name == "policyOwner" || name == "roleAccount" ||
                         name == "roleName" ||
                         (parameter != action().parameters.end() &&
                          (is_of_an_account(parameter->names) || parameter->names == Names::New));
      // What an id of one of several is.
      const bool of_a_list = action().name == "DescribeInstances" && name == "InstanceId";
      EXPECT_TRUE(known || of_a_list) << name;
      arn.remove_prefix(arn.find('}') + 1);
    }
  }
}

TEST_P(EveryAction, SaysGoneWith404WhereClientsMustBelieveIt) {
  if (is_of_ram(action())) return;
  for (const ErrorRow& row : action().errors) {
    const bool is_gone = row.code == "LoadBalancerNotFound" || row.code == "ListenerNotFound";
    EXPECT_EQ(row.http_status, is_gone ? 404 : 400) << row.code;
  }
}

TEST_P(EveryAction, TakesATokenExactlyWhereItDeclaresOne) {
  const auto token = std::ranges::find(action().parameters, "ClientToken", &Parameter::name);
  EXPECT_EQ(action().idempotency == Idempotency::ClientToken, token != action().parameters.end());
}

TEST_P(EveryAction, NamesTheIdOfWhatACallWithATokenMakes) {
  if (action().idempotency == Idempotency::None) {
    EXPECT_EQ(action().created_id, "");
    return;
  }
  const auto example = json::parse(action().response_example);
  ASSERT_TRUE(example);
  EXPECT_NE(json::find_text_at(*example, action().created_id).value_or(""), "");
}

TEST_P(EveryAction, HasASummaryAndADatedHistory) {
  EXPECT_TRUE(is_spoken(action().summary));
  for (const HistoryEntry& entry : action().history) {
    EXPECT_EQ(entry.date.size(), 10u);
    EXPECT_TRUE(is_spoken(entry.summary));
  }
}

TEST(CatalogueTest, EveryActionOfTheFamilyIsServed) {
  std::vector<std::string> names;
  for (const Action* action : all_actions())
    names.push_back(std::string(action->version) + " " + std::string(action->name));
  EXPECT_THAT(
      names,
      testing::UnorderedElementsAre(
          "2017-11-10 CreateNetwork", "2017-11-10 DescribeNetworks", "2017-11-10 DescribeNetworkAttribute",
          "2017-11-10 ModifyNetworkAttribute", "2017-11-10 DeleteNetwork", "2017-11-10 CreateVSwitch",
          "2017-11-10 DescribeVSwitches", "2017-11-10 DescribeVSwitchAttributes",
          "2017-11-10 ModifyVSwitchAttribute", "2017-11-10 DeleteVSwitch", "2017-11-10 DescribeEnsRegions",
          "2017-11-10 RunInstances", "2017-11-10 DescribeInstances", "2017-11-10 ReleasePostPaidInstance",
          "2017-11-10 CreateLoadBalancer", "2017-11-10 DescribeLoadBalancers",
          "2017-11-10 DescribeLoadBalancerAttribute", "2017-11-10 DescribeLoadBalancerSpec",
          "2017-11-10 DeleteLoadBalancer", "2017-11-10 AddBackendServers", "2017-11-10 RemoveBackendServers",
          "2017-11-10 SetBackendServers", "2017-11-10 CreateLoadBalancerTCPListener",
          "2017-11-10 CreateLoadBalancerHTTPListener", "2017-11-10 DescribeLoadBalancerListeners",
          "2017-11-10 DescribeLoadBalancerTCPListenerAttribute",
          "2017-11-10 DescribeLoadBalancerHTTPListenerAttribute", "2017-11-10 StartLoadBalancerListener",
          "2017-11-10 StopLoadBalancerListener", "2017-11-10 DeleteLoadBalancerListener",
          "2017-11-10 DeleteLoadBalancerHTTPListener", "2017-11-10 CreateEnsSaleControl",
          "2017-11-10 UpdateEnsSaleControl", "2017-11-10 DeleteEnsSaleControl",
          "2017-11-10 DeleteEnsSaleConditionControl", "2017-11-10 DescribeEnsSaleControl",
          "2017-11-10 DescribeEnsSaleControlStock", "2017-11-10 DescribeEnsSaleControlAvailableResource",
          "2017-11-10 DescribePrice", "2026-11-22 DescribeAddressMappings",
          "2026-11-22 DescribeListenerStates", "2026-11-22 DescribeClientTokens", "2026-11-22 CreateAccount",
          "2026-11-22 ListAccounts", "2026-11-22 CreateAccountAccessKey", "2026-11-22 ListAccountAccessKeys",
          "2026-11-22 UpdateAccountAccessKey", "2026-11-22 DeleteAccountAccessKey", "2026-11-22 PutTerm",
          "2026-11-22 DescribeTerms", "2026-11-22 DeleteTerm", "2026-11-22 SetStock",
          "2026-11-22 RemoveStock", "2026-11-22 DescribeStocks", "2026-11-22 SetQuota",
          "2026-11-22 RemoveQuota", "2026-11-22 DescribeQuotas", "2026-11-22 OpenCustomer",
          "2026-11-22 ModifyCustomer", "2026-11-22 DescribeCustomers", "2026-11-22 DeleteCustomer",
          "2026-11-22 RechargeFundAccount", "2026-11-22 ModifyFundAccount", "2026-11-22 SetCreditLine",
          "2026-11-22 DescribeFundAccounts", "2026-11-22 SetPayRelation", "2026-11-22 RemovePayRelation",
          "2026-11-22 SetTrusteeship", "2026-11-22 SetResellerRelation", "2026-11-22 RemoveResellerRelation",
          "2026-11-22 CreateBill", "2026-11-22 PayBill", "2026-11-22 DescribeBills",
          "2026-11-22 ArmErrorRule", "2026-11-22 DescribeErrorRules", "2026-11-22 DisarmErrorRule",
          "2026-11-22 StepBusinessClock", "2026-11-22 DescribeBusinessClock", "2015-05-01 CreateUser",
          "2015-05-01 GetUser", "2015-05-01 UpdateUser", "2015-05-01 DeleteUser", "2015-05-01 ListUsers",
          "2015-05-01 ListGroupsForUser", "2015-05-01 DeleteLoginProfile", "2015-05-01 UnbindMFADevice",
          "2015-05-01 CreateAccessKey", "2015-05-01 ListAccessKeys", "2026-11-22 GrantCoupon",
          "2026-11-22 CancelCoupon", "2026-11-22 DescribeCoupons", "2026-11-22 SellStoredValueCard",
          "2026-11-22 ModifyStoredValueCard", "2026-11-22 CancelStoredValueCard",
          "2026-11-22 DescribeStoredValueCards", "2026-11-22 SetPaymentMethod",
          "2026-11-22 RemovePaymentMethod", "2026-11-22 DescribePaymentMethods",
          "2026-11-22 SetHostSubscription", "2026-11-22 RemoveHostSubscription", "2026-11-22 SetHostInstance",
          "2026-11-22 RemoveHostInstance", "2026-11-22 SetHostDetails", "2026-11-22 RemoveHostDetails",
          "2026-11-22 AddSubscriptionLine", "2026-11-22 CancelSubscriptionLine", "2026-11-22 DescribeHosts",
          "2026-11-22 TempUpgradeInstance", "2026-11-22 TransferHost", "2026-11-22 RecordOrder",
          "2026-11-22 AdvanceOrder", "2026-11-22 DescribeOrders", "2015-05-01 UpdateAccessKey",
          "2015-05-01 DeleteAccessKey", "2015-05-01 CreatePolicy", "2015-05-01 GetPolicy",
          "2015-05-01 ListPolicies", "2015-05-01 DeletePolicy", "2015-05-01 CreatePolicyVersion",
          "2015-05-01 AttachPolicyToUser", "2015-05-01 DetachPolicyFromUser",
          "2015-05-01 ListPoliciesForUser", "2015-05-01 ListPolicyVersions", "2015-05-01 GetPolicyVersion",
          "2015-05-01 SetDefaultPolicyVersion", "2015-05-01 DeletePolicyVersion", "2015-05-01 CreateRole",
          "2015-05-01 GetRole", "2015-05-01 UpdateRole", "2015-05-01 DeleteRole", "2015-05-01 ListRoles",
          "2015-05-01 AttachPolicyToRole", "2015-05-01 DetachPolicyFromRole",
          "2015-05-01 ListPoliciesForRole", "2015-05-01 ListEntitiesForPolicy", "2015-04-01 AssumeRole",
          "2015-04-01 GetCallerIdentity", "2020-07-06 LookupEvents", "2017-12-14 PayOrder",
          "2017-12-14 CancelOrder", "2017-12-14 RefundInstance", "2017-12-14 CreateInstance",
          "2017-12-14 RenewInstance", "2017-12-14 ModifyInstance", "2017-12-14 GetOrderDetail",
          "2017-12-14 QueryOrders", "2017-12-14 GetPayAsYouGoPrice"));
}

TEST(CatalogueTest, VersionsAndNamesAreExact) {
  EXPECT_TRUE(is_known_version("2017-11-10"));
  EXPECT_TRUE(is_known_version("2026-11-22"));
  EXPECT_FALSE(is_known_version("2017-11-1"));
  EXPECT_FALSE(is_known_version(""));
  EXPECT_EQ(find_action("2026-11-22", "CreateLoadBalancer"), nullptr);
  EXPECT_EQ(find_action("2017-11-10", "createloadbalancer"), nullptr);
  EXPECT_EQ(find_action("2017-11-10", ""), nullptr);
}

}  // namespace
}  // namespace sluice::api
