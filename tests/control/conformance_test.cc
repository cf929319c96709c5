// Every answer that is served has only the members its action declares.

#include "contract/api/conformance.h"

#include <set>

#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

TEST(Answers, OfEveryActionConformToItsDeclaration) {
  TestCloud cloud({.error_lab = true});
  const std::string region(TestCloud::region);
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  const std::string instance = cloud.make_instance(vswitch);
  const std::string balancer =
      cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, vswitch)).text("LoadBalancerId");
  const Parameters lb = {{"LoadBalancerId", balancer}};
  const Parameters http = {{"LoadBalancerId", balancer}, {"ListenerPort", "80"}, {"HealthCheck", "on"}};
  const Parameters tcp = {{"LoadBalancerId", balancer}, {"ListenerPort", "81"}};
  const Parameters backends = {{"LoadBalancerId", balancer},
                               {"BackendServers", "[{\"ServerId\":\"" + instance + "\",\"Weight\":5}]"}};
  const Parameters alice = {{"UserName", "alice"}};
  const std::string key = cloud.make_user("bob").id;
  const std::string document =
      R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:*","Resource":"*"}]})";
  const std::string soon = "2026-03-01T00:00:00Z";
  const std::string account = cloud.call("GetCallerIdentity").text("AccountId");
  const std::string trust = R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",)"
                            R"("Principal":{"RAM":["acs:ram::)" +
                            account + R"(:root"]}}]})";
  const Parameters reader = {{"RoleName", "reader"}};
  const Parameters role_reads = {
      {"PolicyType", "System"}, {"PolicyName", "ReadOnlyAccess"}, {"RoleName", "reader"}};
  const Parameters v1 = {{"PolicyName", "readers"}, {"VersionId", "v1"}};
  const Parameters v2 = {{"PolicyName", "readers"}, {"VersionId", "v2"}};
  const Reply partner = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  const Parameters partners = {{"AccountId", partner.value["Account"]["AccountId"].get<std::string>()}};
  const Parameters partners_key = {
      partners[0], {"AccountAccessKeyId", partner.value["AccessKey"]["AccessKeyId"].get<std::string>()}};
  const Parameters stock = {{"EnsRegionId", region}, {"LoadBalancerSpec", "elb.s1.small"}};
  const Parameters own = {{"AccountId", account}};
  const auto with_partner = [&](const char* name, Parameters more) {
    more.insert(more.begin(), {own[0], {name, partners[0].second}});
    return more;
  };
  const Parameters host = {own[0], {"HostId", "host-1"}};
  const Parameters card = {own[0], {"Kind", "CARD"}, {"Reference", "tok-1"}};
  const Parameters recorded = {
      own[0], {"OrderType", "Upgrade"}, {"Currency", "USD"}, {"Amount", "0"}, {"PayUntilTime", soon}};
  const Parameters paid = {{"OrderId", cloud.call("RecordOrder", recorded).text("OrderId")}};
  const Parameters cancelled = {{"OrderId", cloud.call("RecordOrder", recorded).text("OrderId")}};
  const Parameters readers = {{"PolicyType", "Custom"}, {"PolicyName", "readers"}, {"UserName", "bob"}};
  const std::string members = R"([{"OrderType":"Buy","ModuleCode":"spec")";
  const std::string rest = R"(,"Operator":"NotIn","ModuleValue":{"ModuleValue":["elb.s3.medium"]}}])";
  const std::string condition =
      members +
      R"(,"ConditionControls":[{"ConditionControlModuleCode":"region","ConditionControlModuleValue":")" +
      region + R"("}]}])";
  const std::string control = condition.substr(0, condition.size() - 2) + rest;
  const std::string basic_control = members + rest;
  const std::string server_prices =
      R"({"Commodity":"ens_server","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[)"
      R"({"Regions":["*"],"Spec":"ens.sn1.tiny","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"10"},)"
      R"({"Regions":["*"],"Spec":"disk.system","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"0.05"}]})";
  const std::pair<std::string, Parameters> calls[] = {
      {"CreateUser", {{"UserName", "alice"}, {"DisplayName", "Alice"}}},
      {"GetUser", alice},
      {"UpdateUser", {{"UserName", "alice"}, {"NewEmail", "alice@example.com"}}},
      {"ListUsers", {{"MaxItems", "1"}}},
      {"ListGroupsForUser", alice},
      {"DeleteUser", alice},
      {"CreatePolicy", {{"PolicyName", "readers"}, {"PolicyDocument", document}}},
      {"GetPolicy", {{"PolicyType", "Custom"}, {"PolicyName", "readers"}}},
      {"ListPolicies", {{"MaxItems", "1"}}},
      {"CreatePolicyVersion", {{"PolicyName", "readers"}, {"PolicyDocument", document}}},
      {"ListPolicyVersions", {{"PolicyType", "Custom"}, {"PolicyName", "readers"}}},
      {"GetPolicyVersion", {{"PolicyType", "Custom"}, v2[0], v2[1]}},
      {"SetDefaultPolicyVersion", v2},
      {"DeletePolicyVersion", v1},
      {"AttachPolicyToUser", readers},
      {"ListPoliciesForUser", {{"UserName", "bob"}}},
      {"DetachPolicyFromUser", readers},
      {"DeletePolicy", {{"PolicyName", "readers"}}},
      {"CreateRole", {{"RoleName", "reader"}, {"AssumeRolePolicyDocument", trust}}},
      {"GetRole", reader},
      {"UpdateRole", {{"RoleName", "reader"}, {"NewDescription", "reads"}}},
      {"ListRoles", {}},
      {"AttachPolicyToRole", role_reads},
      {"ListPoliciesForRole", reader},
      {"ListEntitiesForPolicy", {role_reads[0], role_reads[1]}},
      {"AssumeRole", {{"RoleArn", "acs:ram::" + account + ":role/reader"}, {"RoleSessionName", "tuesday"}}},
      {"GetCallerIdentity", {}},
      {"DetachPolicyFromRole", role_reads},
      {"DeleteRole", reader},
      {"CreateAccount", {{"AccountName", "another"}}},
      {"ListAccounts", {{"PageSize", "1"}}},
      {"CreateAccountAccessKey", partners},
      {"ListAccountAccessKeys", partners},
      {"UpdateAccountAccessKey", {partners_key[0], partners_key[1], {"Status", "Inactive"}}},
      {"DeleteAccountAccessKey", partners_key},
      {"PutTerm", {{"Kind", "Node"}, {"Document", R"({"EnsRegionId":")" + region + R"("})"}}},
      {"DescribeTerms", {}},
      {"DeleteTerm", {{"Kind", "Node"}, {"Name", region}}},
      {"SetStock", {stock[0], stock[1], {"Total", "9"}}},
      {"DescribeStocks", {}},
      {"RemoveStock", stock},
      {"SetQuota", {partners[0], {"Most", "9"}}},
      {"DescribeQuotas", partners},
      {"RemoveQuota", partners},
      {"CreateEnsSaleControl", {{"CommodityCode", "elb_post"}, {"SaleControls", control}}},
      {"UpdateEnsSaleControl", {{"CommodityCode", "elb_post"}, {"SaleControls", control}}},
      {"SetStock", {stock[0], stock[1], {"Total", "9"}}},
      {"DescribeEnsSaleControl", {{"CommodityCode", "elb_post"}}},
      {"DescribeEnsSaleControlStock", {{"CommodityCode", "elb_post"}}},
      {"DescribeEnsSaleControlAvailableResource", {{"CommodityCode", "elb_post"}}},
      {"DeleteEnsSaleConditionControl", {{"CommodityCode", "elb_post"}, {"SaleControls", condition}}},
      {"CreateEnsSaleControl", {{"CommodityCode", "elb_post"}, {"SaleControls", basic_control}}},
      {"DescribeEnsSaleControl", {{"CommodityCode", "elb_post"}}},
      {"DeleteEnsSaleControl", {{"CommodityCode", "elb_post"}, {"SaleControls", basic_control}}},
      {"PutTerm", {{"Kind", "PricingPlan"}, {"Document", server_prices}}},
      {"DescribePrice",
       {stock[0],
        {"InstanceType", "ens.sn1.tiny"},
        {"Period", "1"},
        {"Quantity", "2"},
        {"SystemDisk.Size", "20"},
        {"InternetChargeType", "95BandwidthByMonth"}}},
      {"SetPayRelation", with_partner("PayerAccountId", {})},
      {"SetTrusteeship", with_partner("ParentAccountId", {{"State", "INVITED"}})},
      {"SetResellerRelation",
       with_partner("ResellerAccountId", {{"Currency", "USD"}, {"QuotaLimit", "10.00"}})},
      {"DescribeCustomers", {}},
      {"RemovePayRelation", own},
      {"RemoveResellerRelation", own},
      {"CreateBill",
       {own[0],
        {"ResourceId", balancer},
        {"Cycle", "2026-01"},
        {"Currency", "USD"},
        {"Amount", "5.00"},
        {"DueTime", soon}}},
      {"DescribeBills", own},
      {"RechargeFundAccount", {own[0], {"Currency", "USD"}, {"Amount", "20.00"}, {"Channel", "wire"}}},
      {"SetCreditLine", {own[0], {"Currency", "USD"}, {"Limit", "20.00"}}},
      {"ModifyFundAccount", {own[0], {"PerDayMax", "500.00"}}},
      {"DescribeFundAccounts", {}},
      {"GrantCoupon",
       {own[0], {"CouponNo", "K-1"}, {"Currency", "USD"}, {"Amount", "5.00"}, {"ToTime", soon}}},
      {"DescribeCoupons", {}},
      {"CancelCoupon", {{"CouponNo", "K-1"}}},
      {"SellStoredValueCard",
       {own[0],
        {"CardNo", "C-1"},
        {"Currency", "USD"},
        {"Amount", "5.00"},
        {"ToTime", soon},
        {"Channel", "wire"}}},
      {"DescribeStoredValueCards", {}},
      {"ModifyStoredValueCard", {{"CardNo", "C-1"}, {"Status", "FROZEN"}}},
      {"CancelStoredValueCard", {{"CardNo", "C-1"}}},
      {"SetPaymentMethod", card},
      {"DescribePaymentMethods", own},
      {"RemovePaymentMethod", card},
      {"SetHostSubscription", host},
      {"SetHostInstance", {host[0], host[1], {"LockedUntilTime", soon}}},
      {"SetHostDetails", host},
      {"AddSubscriptionLine", {host[0], host[1], {"Kind", "BASE"}}},
      {"DescribeHosts", own},
      {"RemoveHostDetails", host},
      {"RemoveHostSubscription", host},
      {"RemoveHostInstance", host},
      {"RecordOrder", recorded},
      {"DescribeOrders", own},
      {"PayOrder", paid},
      {"AdvanceOrder", {own[0], paid[0], {"State", "FULFILLING"}}},
      {"CancelOrder", cancelled},
      {"GetOrderDetail", paid},
      {"QueryOrders", {}},
      {"GetPayAsYouGoPrice",
       {{"ProductCode", "elb"},
        {"SubscriptionType", "PayAsYouGo"},
        {"Region", region},
        {"ModuleList.1.ModuleCode", "spec"},
        {"ModuleList.1.PriceType", "Month"},
        {"ModuleList.1.Config", "spec:elb.s1.small"}}},
      {"ModifyCustomer", {own[0], {"RiskLevel", "MEDIUM"}}},
      {"DeleteCustomer", partners},
      {"OpenCustomer", partners},
      {"CreateAccessKey", {{"UserName", "bob"}}},
      {"ListAccessKeys", {{"UserName", "bob"}}},
      {"UpdateAccessKey", {{"UserName", "bob"}, {"UserAccessKeyId", key}, {"Status", "Inactive"}}},
      {"DeleteAccessKey", {{"UserName", "bob"}, {"UserAccessKeyId", key}}},
      {"CreateNetwork", {{"EnsRegionId", region}, {"CidrBlock", "10.0.0.0/16"}}},
      {"DescribeNetworks", {}},
      {"DescribeNetworkAttribute", {{"NetworkId", network}}},
      {"ModifyNetworkAttribute", {{"NetworkId", network}, {"Description", "changed"}}},
      {"CreateVSwitch", {{"EnsRegionId", region}, {"NetworkId", network}, {"CidrBlock", "192.168.7.0/24"}}},
      {"DescribeVSwitches", {}},
      {"DescribeVSwitchAttributes", {{"VSwitchId", vswitch}}},
      {"ModifyVSwitchAttribute", {{"VSwitchId", vswitch}, {"VSwitchName", "changed"}}},
      {"DescribeEnsRegions", {}},
      {"RunInstances",
       {{"EnsRegionId", region}, {"ScheduleAreaLevel", "Region"}, {"VSwitchId", vswitch}, {"Amount", "2"}}},
      {"DescribeInstances", {}},
      {"CreateLoadBalancer", cloud.balancer_parameters(network, vswitch)},
      {"DescribeLoadBalancerSpec", {}},
      {"AddBackendServers", backends},
      {"SetBackendServers", backends},
      {"CreateLoadBalancerHTTPListener", http},
      {"CreateLoadBalancerTCPListener", tcp},
      {"StartLoadBalancerListener", tcp},
      {"DescribeLoadBalancerHTTPListenerAttribute", http},
      {"DescribeLoadBalancerTCPListenerAttribute", tcp},
      {"DescribeLoadBalancerListeners", lb},
      {"DescribeLoadBalancers", {}},
      {"DescribeLoadBalancerAttribute", lb},
      {"DescribeListenerStates", lb},
      {"DescribeAddressMappings", {}},
      {"DescribeClientTokens", {}},
      {"StopLoadBalancerListener", tcp},
      {"DeleteLoadBalancerListener", tcp},
      {"DeleteLoadBalancerHTTPListener", http},
      {"RemoveBackendServers", backends},
      {"DeleteLoadBalancer", lb},
      {"ReleasePostPaidInstance", {{"InstanceId", instance}}},
      {"ArmErrorRule",
       {{"ActionName", "CreateNetwork"},
        {"Instant", "BeforeCommit"},
        {"ErrorCode", "MissingParameter"},
        {"AccountId", account},
        {"Match.1.Name", "CidrBlock"},
        {"Match.1.Value", "10.0.0.0/16"}}},
      {"DescribeErrorRules", {}},
      {"StepBusinessClock", {{"Seconds", "1"}}},
      {"DescribeBusinessClock", {}},
      {"LookupEvents", {}},
  };
  std::set<std::string> called;
  for (const auto& [name, parameters] : calls) {
    const Reply reply = cloud.call(name, parameters);
    ASSERT_TRUE(reply.ok()) << name << " " << reply.body;
    const api::Action* action = api::find_action(name);
    ASSERT_NE(action, nullptr) << name;
    called.insert(name);
    for (const std::string& problem : api::conforms(action->response, reply.value)) {
      ADD_FAILURE() << name << ": " << problem;
    }
  }
  // DeleteVSwitch, DeleteNetwork, PayBill, DisarmErrorRule and CancelSubscriptionLine answer like these;
  // DeleteLoginProfile and UnbindMFADevice never do. Those of RefundInstance, CreateInstance,
  // RenewInstance, ModifyInstance, TempUpgradeInstance and TransferHost are looked at where there is
  // something to give back, to buy or to change, by refunds_test, prepaid_test and changes_test.
  EXPECT_EQ(called.size() + 13, api::all_actions().size());
}

}  // namespace
}  // namespace sluice::control
