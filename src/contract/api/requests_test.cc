// Every action takes what its declaration gives as example; requests of our own actions arrive in their
// structs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/actiontrail/look_up_events.h"
#include "contract/api/bss/create_instance.h"
#include "contract/api/bss/get_pay_as_you_go_price.h"
#include "contract/api/bss/modify_instance.h"
#include "contract/api/bss/orders.h"
#include "contract/api/bss/refund_instance.h"
#include "contract/api/bss/renew_instance.h"
#include "contract/api/catalogue.h"
#include "contract/api/ens/add_backend_servers.h"
#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/ens/create_load_balancer_http_listener.h"
#include "contract/api/ens/create_load_balancer_tcp_listener.h"
#include "contract/api/ens/create_network.h"
#include "contract/api/ens/create_vswitch.h"
#include "contract/api/ens/delete_load_balancer.h"
#include "contract/api/ens/delete_load_balancer_http_listener.h"
#include "contract/api/ens/delete_load_balancer_listener.h"
#include "contract/api/ens/delete_network.h"
#include "contract/api/ens/delete_vswitch.h"
#include "contract/api/ens/describe_ens_regions.h"
#include "contract/api/ens/describe_ens_sale_control.h"
#include "contract/api/ens/describe_instances.h"
#include "contract/api/ens/describe_load_balancer_attribute.h"
#include "contract/api/ens/describe_load_balancer_http_listener_attribute.h"
#include "contract/api/ens/describe_load_balancer_listeners.h"
#include "contract/api/ens/describe_load_balancer_spec.h"
#include "contract/api/ens/describe_load_balancer_tcp_listener_attribute.h"
#include "contract/api/ens/describe_load_balancers.h"
#include "contract/api/ens/describe_network_attribute.h"
#include "contract/api/ens/describe_networks.h"
#include "contract/api/ens/describe_price.h"
#include "contract/api/ens/describe_vswitch_attributes.h"
#include "contract/api/ens/describe_vswitches.h"
#include "contract/api/ens/ens_sale_control.h"
#include "contract/api/ens/modify_network_attribute.h"
#include "contract/api/ens/modify_vswitch_attribute.h"
#include "contract/api/ens/release_post_paid_instance.h"
#include "contract/api/ens/remove_backend_servers.h"
#include "contract/api/ens/run_instances.h"
#include "contract/api/ens/set_backend_servers.h"
#include "contract/api/ens/start_load_balancer_listener.h"
#include "contract/api/ens/stop_load_balancer_listener.h"
#include "contract/api/ram/absent.h"
#include "contract/api/ram/access_keys.h"
#include "contract/api/ram/policies.h"
#include "contract/api/ram/policy_attachments.h"
#include "contract/api/ram/policy_versions.h"
#include "contract/api/ram/roles.h"
#include "contract/api/ram/users.h"
#include "contract/api/sluice/accounts.h"
#include "contract/api/sluice/bills.h"
#include "contract/api/sluice/business_clock.h"
#include "contract/api/sluice/changes_of_hosts.h"
#include "contract/api/sluice/coupons.h"
#include "contract/api/sluice/customers.h"
#include "contract/api/sluice/describe_address_mappings.h"
#include "contract/api/sluice/describe_client_tokens.h"
#include "contract/api/sluice/describe_listener_states.h"
#include "contract/api/sluice/error_rules.h"
#include "contract/api/sluice/funds.h"
#include "contract/api/sluice/hosts.h"
#include "contract/api/sluice/limits.h"
#include "contract/api/sluice/orders.h"
#include "contract/api/sluice/payers.h"
#include "contract/api/sluice/payment_methods.h"
#include "contract/api/sluice/stored_value_cards.h"
#include "contract/api/sluice/terms.h"
#include "contract/api/sts/assume_role.h"
#include "contract/api/sts/get_caller_identity.h"
#include "contract/api/testing/sent.h"

namespace sluice::api {
namespace {

using apitest::accept;
using apitest::refuse;
using apitest::Sent;

// --- every action

template <class Request>
const Action* accept_all_examples() {
  Sent sent;
  for (const Parameter& parameter : Request::declaration.parameters) {
    sent.emplace_back(parameter.name, parameter.example);
  }
  accept<Request>(sent);
  return &Request::declaration;
}

template <class... Requests>
std::vector<const Action*> accept_all_examples_of() {
  return {accept_all_examples<Requests>()...};
}

TEST(RequestsTest, EveryActionTakesAllItsExamplesAtOnce) {
  const auto tried = accept_all_examples_of<
      AddBackendServers, CreateLoadBalancer, CreateLoadBalancerHTTPListener, CreateLoadBalancerTCPListener,
      CreateNetwork, CreateVSwitch, DeleteLoadBalancer, DeleteLoadBalancerHTTPListener,
      DeleteLoadBalancerListener, DeleteNetwork, DeleteVSwitch, DescribeAddressMappings, DescribeClientTokens,
      DescribeEnsRegions, DescribeInstances, DescribeListenerStates, DescribeLoadBalancerAttribute,
      DescribeLoadBalancerHTTPListenerAttribute, DescribeLoadBalancerListeners, DescribeLoadBalancers,
      DescribeLoadBalancerSpec, DescribeLoadBalancerTCPListenerAttribute, DescribeNetworkAttribute,
      DescribeNetworks, DescribeVSwitchAttributes, DescribeVSwitches, ModifyNetworkAttribute,
      ModifyVSwitchAttribute, ReleasePostPaidInstance, RemoveBackendServers, RunInstances, SetBackendServers,
      StartLoadBalancerListener, StopLoadBalancerListener, CreateEnsSaleControl, UpdateEnsSaleControl,
      DeleteEnsSaleControl, DeleteEnsSaleConditionControl, DescribeEnsSaleControl,
      DescribeEnsSaleControlStock, DescribeEnsSaleControlAvailableResource, DescribePrice, CreateUser,
      GetUser, UpdateUser, DeleteUser, ListUsers, ListGroupsForUser, DeleteLoginProfile, UnbindMFADevice,
      CreateAccessKey, ListAccessKeys, UpdateAccessKey, DeleteAccessKey, CreatePolicy, GetPolicy,
      ListPolicies, DeletePolicy, CreatePolicyVersion, AttachPolicyToUser, DetachPolicyFromUser,
      ListPoliciesForUser, ListPolicyVersions, GetPolicyVersion, SetDefaultPolicyVersion, DeletePolicyVersion,
      CreateRole, GetRole, UpdateRole, DeleteRole, ListRoles, AttachPolicyToRole, DetachPolicyFromRole,
      ListPoliciesForRole, ListEntitiesForPolicy, AssumeRole, GetCallerIdentity, CreateAccount, ListAccounts,
      CreateAccountAccessKey, ListAccountAccessKeys, UpdateAccountAccessKey, DeleteAccountAccessKey, PutTerm,
      DescribeTerms, DeleteTerm, SetStock, RemoveStock, DescribeStocks, SetQuota, RemoveQuota, DescribeQuotas,
      OpenCustomer, ModifyCustomer, DescribeCustomers, DeleteCustomer, RechargeFundAccount, ModifyFundAccount,
      SetCreditLine, DescribeFundAccounts, SetPayRelation, RemovePayRelation, SetTrusteeship,
      SetResellerRelation, RemoveResellerRelation, CreateBill, PayBill, DescribeBills, ArmErrorRule,
      DescribeErrorRules, DisarmErrorRule, StepBusinessClock, DescribeBusinessClock, LookupEvents,
      GrantCoupon, CancelCoupon, DescribeCoupons, SellStoredValueCard, ModifyStoredValueCard,
      CancelStoredValueCard, DescribeStoredValueCards, SetPaymentMethod, RemovePaymentMethod,
      DescribePaymentMethods, SetHostSubscription, RemoveHostSubscription, SetHostInstance,
      RemoveHostInstance, SetHostDetails, RemoveHostDetails, AddSubscriptionLine, CancelSubscriptionLine,
      DescribeHosts, RecordOrder, AdvanceOrder, DescribeOrders, PayOrder, CancelOrder, RefundInstance,
      CreateInstance, RenewInstance, ModifyInstance, TempUpgradeInstance, TransferHost, GetOrderDetail,
      QueryOrders, GetPayAsYouGoPrice>();
  EXPECT_THAT(tried, testing::UnorderedElementsAreArray(all_actions().begin(), all_actions().end()));
}

// --- the service's own

TEST(RequestsTest, DescribeListenerStates) {
  const auto request = accept<DescribeListenerStates>(
      {{"LoadBalancerId", "lb-1"}, {"ListenerPort", "80"}, {"ListenerProtocol", "http"}});
  EXPECT_EQ(request.load_balancer_id, "lb-1");
  EXPECT_EQ(request.listener_port, 80);
  EXPECT_EQ(request.listener_protocol, "http");
  EXPECT_EQ(refuse<DescribeListenerStates>({}), "MissingLoadBalancerId");
}

TEST(RequestsTest, DescribeClientTokens) {
  const auto request = accept<DescribeClientTokens>({{"ActionName", "CreateLoadBalancer"}});
  EXPECT_EQ(request.action_name, "CreateLoadBalancer");
  EXPECT_EQ(request.warning_seconds, 60);
  EXPECT_EQ(accept<DescribeClientTokens>({{"WarningSeconds", "0"}}).warning_seconds, 0);
  EXPECT_EQ(refuse<DescribeClientTokens>({{"WarningSeconds", "3601"}}), "InvalidParameter.WarningSeconds");
}

TEST(RequestsTest, DescribeAddressMappings) {
  const auto request =
      accept<DescribeAddressMappings>({{"PrivateIpAddress", "192.168.2.5"}, {"NetworkId", "n-1"}});
  EXPECT_EQ(request.private_ip_address, "192.168.2.5");
  EXPECT_EQ(request.network_id, "n-1");
  EXPECT_FALSE(request.ens_region_id);
  EXPECT_EQ(refuse<DescribeAddressMappings>({{"PrivateIpAddress", "192.168.2"}}),
            "InvalidParameter.PrivateIpAddress");
}

}  // namespace
}  // namespace sluice::api
