#include "contract/api/catalogue.h"

#include <algorithm>

#include "contract/api/actiontrail/look_up_events.h"
#include "contract/api/bss/create_instance.h"
#include "contract/api/bss/get_pay_as_you_go_price.h"
#include "contract/api/bss/modify_instance.h"
#include "contract/api/bss/orders.h"
#include "contract/api/bss/refund_instance.h"
#include "contract/api/bss/renew_instance.h"
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

namespace sluice::api {
namespace {

constexpr const Action* actions[] = {
    &CreateNetwork::declaration,
    &DescribeNetworks::declaration,
    &DescribeNetworkAttribute::declaration,
    &ModifyNetworkAttribute::declaration,
    &DeleteNetwork::declaration,
    &CreateVSwitch::declaration,
    &DescribeVSwitches::declaration,
    &DescribeVSwitchAttributes::declaration,
    &ModifyVSwitchAttribute::declaration,
    &DeleteVSwitch::declaration,
    &DescribeEnsRegions::declaration,
    &RunInstances::declaration,
    &DescribeInstances::declaration,
    &ReleasePostPaidInstance::declaration,
    &CreateLoadBalancer::declaration,
    &DescribeLoadBalancers::declaration,
    &DescribeLoadBalancerAttribute::declaration,
    &DescribeLoadBalancerSpec::declaration,
    &DeleteLoadBalancer::declaration,
    &AddBackendServers::declaration,
    &RemoveBackendServers::declaration,
    &SetBackendServers::declaration,
    &CreateLoadBalancerTCPListener::declaration,
    &CreateLoadBalancerHTTPListener::declaration,
    &DescribeLoadBalancerListeners::declaration,
    &DescribeLoadBalancerTCPListenerAttribute::declaration,
    &DescribeLoadBalancerHTTPListenerAttribute::declaration,
    &StartLoadBalancerListener::declaration,
    &StopLoadBalancerListener::declaration,
    &DeleteLoadBalancerListener::declaration,
    &DeleteLoadBalancerHTTPListener::declaration,
    &CreateEnsSaleControl::declaration,
    &UpdateEnsSaleControl::declaration,
    &DeleteEnsSaleControl::declaration,
    &DeleteEnsSaleConditionControl::declaration,
    &DescribeEnsSaleControl::declaration,
    &DescribeEnsSaleControlStock::declaration,
    &DescribeEnsSaleControlAvailableResource::declaration,
    &DescribePrice::declaration,
    &DescribeAddressMappings::declaration,
    &DescribeListenerStates::declaration,
    &DescribeClientTokens::declaration,
    &CreateAccount::declaration,
    &ListAccounts::declaration,
    &CreateAccountAccessKey::declaration,
    &ListAccountAccessKeys::declaration,
    &UpdateAccountAccessKey::declaration,
    &DeleteAccountAccessKey::declaration,
    &PutTerm::declaration,
    &DescribeTerms::declaration,
    &DeleteTerm::declaration,
    &SetStock::declaration,
    &RemoveStock::declaration,
    &DescribeStocks::declaration,
    &SetQuota::declaration,
    &RemoveQuota::declaration,
    &DescribeQuotas::declaration,
    &OpenCustomer::declaration,
    &ModifyCustomer::declaration,
    &DescribeCustomers::declaration,
    &DeleteCustomer::declaration,
    &RechargeFundAccount::declaration,
    &ModifyFundAccount::declaration,
    &SetCreditLine::declaration,
    &DescribeFundAccounts::declaration,
    &SetPayRelation::declaration,
    &RemovePayRelation::declaration,
    &SetTrusteeship::declaration,
    &SetResellerRelation::declaration,
    &RemoveResellerRelation::declaration,
    &CreateBill::declaration,
    &PayBill::declaration,
    &DescribeBills::declaration,
    &ArmErrorRule::declaration,
    &DescribeErrorRules::declaration,
    &DisarmErrorRule::declaration,
    &StepBusinessClock::declaration,
    &DescribeBusinessClock::declaration,
    &GrantCoupon::declaration,
    &CancelCoupon::declaration,
    &DescribeCoupons::declaration,
    &SellStoredValueCard::declaration,
    &ModifyStoredValueCard::declaration,
    &CancelStoredValueCard::declaration,
    &DescribeStoredValueCards::declaration,
    &SetPaymentMethod::declaration,
    &RemovePaymentMethod::declaration,
    &DescribePaymentMethods::declaration,
    &SetHostSubscription::declaration,
    &RemoveHostSubscription::declaration,
    &SetHostInstance::declaration,
    &RemoveHostInstance::declaration,
    &SetHostDetails::declaration,
    &RemoveHostDetails::declaration,
    &AddSubscriptionLine::declaration,
    &CancelSubscriptionLine::declaration,
    &DescribeHosts::declaration,
    &TempUpgradeInstance::declaration,
    &TransferHost::declaration,
    &RecordOrder::declaration,
    &AdvanceOrder::declaration,
    &DescribeOrders::declaration,
    &CreateUser::declaration,
    &GetUser::declaration,
    &UpdateUser::declaration,
    &DeleteUser::declaration,
    &ListUsers::declaration,
    &ListGroupsForUser::declaration,
    &DeleteLoginProfile::declaration,
    &UnbindMFADevice::declaration,
    &CreateAccessKey::declaration,
    &ListAccessKeys::declaration,
    &UpdateAccessKey::declaration,
    &DeleteAccessKey::declaration,
    &CreatePolicy::declaration,
    &GetPolicy::declaration,
    &ListPolicies::declaration,
    &DeletePolicy::declaration,
    &CreatePolicyVersion::declaration,
    &ListPolicyVersions::declaration,
    &GetPolicyVersion::declaration,
    &SetDefaultPolicyVersion::declaration,
    &DeletePolicyVersion::declaration,
    &AttachPolicyToUser::declaration,
    &DetachPolicyFromUser::declaration,
    &ListPoliciesForUser::declaration,
    &CreateRole::declaration,
    &GetRole::declaration,
    &UpdateRole::declaration,
    &DeleteRole::declaration,
    &ListRoles::declaration,
    &AttachPolicyToRole::declaration,
    &DetachPolicyFromRole::declaration,
    &ListPoliciesForRole::declaration,
    &ListEntitiesForPolicy::declaration,
    &AssumeRole::declaration,
    &GetCallerIdentity::declaration,
    &LookupEvents::declaration,
    &PayOrder::declaration,
    &CancelOrder::declaration,
    &RefundInstance::declaration,
    &CreateInstance::declaration,
    &RenewInstance::declaration,
    &ModifyInstance::declaration,
    &GetOrderDetail::declaration,
    &QueryOrders::declaration,
    &GetPayAsYouGoPrice::declaration,
};

}  // namespace

std::span<const Action* const> all_actions() {
  return actions;
}

bool is_known_version(std::string_view version) {
  return std::ranges::find(actions, version, [](const Action* action) { return action->version; }) !=
         std::end(actions);
}

const Action* find_action(std::string_view version, std::string_view name) {
  const auto found = std::ranges::find_if(
      actions, [&](const Action* action) { return action->name == name && action->version == version; });
  return found == std::end(actions) ? nullptr : *found;
}

const Action* find_action(std::string_view name) {
  const auto found = std::ranges::find(actions, name, [](const Action* action) { return action->name; });
  return found == std::end(actions) ? nullptr : *found;
}

}  // namespace sluice::api
