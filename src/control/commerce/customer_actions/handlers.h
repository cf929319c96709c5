#pragma once
// The handlers of this module, one source file for each family.

#include "contract/api/sluice/bills.h"
#include "contract/api/sluice/customers.h"
#include "contract/api/sluice/funds.h"
#include "contract/api/sluice/payers.h"
#include "control/commerce/customer_actions/customer_actions.h"

namespace sluice::commerce {

using actions::Answer;
using actions::Call;
using storage::Transaction;

// customers.cc
Answer open_customer(Transaction&, const Call&, const api::OpenCustomer&);
Answer modify_customer(const CustomerActions&, Transaction&, const Call&, const api::ModifyCustomer&);
Answer describe_customers(Transaction&, const Call&, const api::DescribeCustomers&);
Answer delete_customer(Transaction&, const Call&, const api::DeleteCustomer&);
// funds.cc
Answer recharge_fund_account(const CustomerActions&, Transaction&, const Call&,
                             const api::RechargeFundAccount&);
Answer modify_fund_account(Transaction&, const Call&, const api::ModifyFundAccount&);
Answer set_credit_line(const CustomerActions&, Transaction&, const Call&, const api::SetCreditLine&);
Answer describe_fund_accounts(Transaction&, const Call&, const api::DescribeFundAccounts&);
// payers.cc
Answer set_pay_relation(Transaction&, const Call&, const api::SetPayRelation&);
Answer remove_pay_relation(Transaction&, const Call&, const api::RemovePayRelation&);
Answer set_trusteeship(Transaction&, const Call&, const api::SetTrusteeship&);
Answer set_reseller_relation(const CustomerActions&, Transaction&, const Call&,
                             const api::SetResellerRelation&);
Answer remove_reseller_relation(const CustomerActions&, Transaction&, const Call&,
                                const api::RemoveResellerRelation&);
// bills.cc
Answer create_bill(const CustomerActions&, Transaction&, const Call&, const api::CreateBill&);
Answer pay_bill(const CustomerActions&, Transaction&, const Call&, const api::PayBill&);
Answer describe_bills(Transaction&, const Call&, const api::DescribeBills&);

}  // namespace sluice::commerce
