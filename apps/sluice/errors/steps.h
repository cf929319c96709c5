#pragma once
// Steps that several recipes take. Undone they leave nothing but rows of the ledger and the audit trail.

#include "errors/recipe.h"

namespace sluice::app::errors {

// By the operator, without an end of its own.
Act operate(std::string action, base::FormPairs parameters, std::vector<Call> undo = {});
// A setting of the run's account, and the value that it is to have again.
Act modify_customer(std::string name, std::string value, std::string back);
Act modify_fund_account(std::string account, std::string name, std::string value, std::string back);
// A document that is gone afterwards; `name` is what it calls itself.
Act put_term(std::string kind, std::string name, std::string document);
Act recharge(std::string account, std::string amount, std::string currency = "USD");
// A bill of the run's account. A recharge in the end pays it.
Act bill(std::string amount, std::string due_time);
// An order of the run's account that is not finished, {order} or of that name, and the states by which it
// ends.
Act record_order(std::string type, const std::vector<const char*>& ends, std::string name = "order");
// It is paid by the customer.
Act pay_order(const std::string& name);
// A host of the run's account.
Act host_instance(std::string id);
// By which the fund account is charged in this mode, as set.
Act payment_method(const char* kind, base::FormPairs settings);
Act pay_by(const char* mode);
// A load balancer that the run's account has from now on.
Act own_balancer(base::FormPairs changes = {});
// A second account, which the recipe calls {partner}.
Act partner();
// The run's account becomes an end user of that one, who pays within this quota.
Act reseller(const char* quota, const char* currency = "USD");
// A seam of the provider behaves in this way (docs/providers.md), and properly again in the end.
// Of payments it may be a single step of theirs.
Act misbehave(std::string seam, std::string behaviour, std::string step = {});
// The private server's disk takes nothing any more, until the end.
Act files_that_may_not_grow();
// Orders take a month's price at once, instead of nothing.
Amend with_deposit();
// A RAM user of the run's account with a key, and a policy of these statements attached to it.
std::vector<Step> user_with(std::string statements);

// `parameters` with these in the place of those of the same name, or behind them.
base::FormPairs with(base::FormPairs parameters, const base::FormPairs& changes);

inline constexpr const char* long_ago = "2020-01-01T00:00:00Z";
inline constexpr const char* far_off = "2099-01-01T00:00:00Z";
// The condition that keeps a rule to the run's account.
inline constexpr const char* only_this_customer = "account.id == '{customer}'";

}  // namespace sluice::app::errors
