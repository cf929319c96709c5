#pragma once
// Customers, their fund accounts and who pays for whom, in the database. Called inside units of work.

#include <optional>

#include "control/commerce/customer/customer.h"
#include "control/commerce/customer/fund_account.h"
#include "platform/storage/transaction.h"
#include "platform/storage/where.h"

namespace sluice::commerce {

void insert_customer(storage::Transaction& tx, const Customer& customer);
std::optional<Customer> find_customer(storage::Transaction& tx, int64_t account_key);
// Oldest accounts first.
std::vector<Customer> list_customers(storage::Transaction& tx, const storage::Page& page);
int64_t count_customers(storage::Transaction& tx);
void update_customer(storage::Transaction& tx, const Customer& customer, base::WallTime now);
// With its fund account and relations; orders, bills and the ledger stay.
void delete_customer(storage::Transaction& tx, int64_t account_key);

void insert_fund_account(storage::Transaction& tx, const FundAccount& fund);
std::optional<FundAccount> find_fund_account(storage::Transaction& tx, int64_t account_key);
// Oldest accounts first.
std::vector<FundAccount> list_fund_accounts(storage::Transaction& tx, const storage::Page& page);
int64_t count_fund_accounts(storage::Transaction& tx);
void update_fund_account(storage::Transaction& tx, const FundAccount& fund);

// Takes the place of the one there is.
void put_pay_relation(storage::Transaction& tx, const PayRelation& relation);
bool delete_pay_relation(storage::Transaction& tx, int64_t account_key);
void put_trusteeship(storage::Transaction& tx, const Trusteeship& trusteeship);
void put_reseller_relation(storage::Transaction& tx, const ResellerRelation& relation);
bool delete_reseller_relation(storage::Transaction& tx, int64_t end_user_key);
// Whether the account is the parent in an active trusteeship.
bool is_trustee(storage::Transaction& tx, int64_t account_key);

// Everything that decides who pays for an account, in one look-up.
struct Payers {
  std::optional<PayRelation> pay_relation;
  std::optional<Trusteeship> trusteeship;
  std::optional<ResellerRelation> reseller;
};
Payers find_payers(storage::Transaction& tx, int64_t account_key);

}  // namespace sluice::commerce
