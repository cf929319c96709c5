#include "control/commerce/customer_actions/customer_actions.h"

#include "control/commerce/customer_actions/handlers.h"

namespace sluice::commerce {
namespace {

// Binds a handler to what it works with.
template <class Request>
actions::Handler<Request> with(const CustomerActions& actions,
                               Answer (*handler)(const CustomerActions&, Transaction&, const Call&,
                                                 const Request&)) {
  return [actions, handler](Transaction& tx, const Call& call, const Request& request) {
    return handler(actions, tx, call, request);
  };
}

}  // namespace

void serve_customers(actions::Registry& registry, const CustomerActions& actions) {
  registry.serve<api::OpenCustomer>([](Transaction& tx, const Call& call, const api::OpenCustomer& request) {
    return open_customer(tx, call, request);
  });
  registry.serve<api::ModifyCustomer>(with(actions, modify_customer));
  registry.serve<api::DescribeCustomers>(describe_customers);
  registry.serve<api::DeleteCustomer>(
      [](Transaction& tx, const Call& call, const api::DeleteCustomer& request) {
        return delete_customer(tx, call, request);
      });
  registry.serve<api::RechargeFundAccount>(with(actions, recharge_fund_account));
  registry.serve<api::ModifyFundAccount>(modify_fund_account);
  registry.serve<api::SetCreditLine>(with(actions, set_credit_line));
  registry.serve<api::DescribeFundAccounts>(describe_fund_accounts);
  registry.serve<api::SetPayRelation>(set_pay_relation);
  registry.serve<api::RemovePayRelation>(remove_pay_relation);
  registry.serve<api::SetTrusteeship>(set_trusteeship);
  registry.serve<api::SetResellerRelation>(with(actions, set_reseller_relation));
  registry.serve<api::RemoveResellerRelation>(with(actions, remove_reseller_relation));
  registry.serve<api::CreateBill>(with(actions, create_bill));
  registry.serve<api::PayBill>(with(actions, pay_bill));
  registry.serve<api::DescribeBills>(describe_bills);
}

}  // namespace sluice::commerce
