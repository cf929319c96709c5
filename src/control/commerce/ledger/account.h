#pragma once
// Accounts of the double-entry ledger and what each kind of them may hold (commerce fact sheet, 4.2). Pure.
//
// An account belongs to one ledger: a currency ("USD"), or a memo of spending caps ("quota:USD"), which is no
// money. A transfer debits one account and credits another one of the same ledger, so every ledger sums to
// zero whatever happens. Pending amounts count against limits as if they were posted.

#include <cstdint>
#include <string>
#include <string_view>

#include "control/commerce/money/amount.h"

namespace sluice::commerce {

enum class AccountKind {
  Bank,       // what came in from outside, by channel
  Channel,    // what a payment channel owes us
  Cash,       // of a fund account
  Card,       // a stored-value card
  Coupon,     // a cash voucher
  Credit,     // what a fund account has drawn on its credit line
  Deposit,    // of a fund account: paid with orders, not yet earned
  Deferred,   // of a subscription: paid in advance, not yet earned
  Arrears,    // of a fund account: billed and not paid
  RefundOut,  // on its way back through a channel
  Revenue,    // by commodity
  Tax,        // by jurisdiction
  Promotion,  // what coupons cost, by template
  Partner,    // of a reseller
  Exchange,   // between currencies
  Quota,      // memo: what an end user may still spend
  QuotaPool,  // memo: what a reseller has granted
};

std::string_view to_text(AccountKind kind);
AccountKind to_account_kind(std::string_view text);  // of one of them

struct AccountName {
  AccountKind kind = AccountKind::Cash;
  std::string owner;   // whose, in the words of the kind: a fund account's id, a channel's name
  std::string ledger;  // "USD", "quota:USD"
  bool operator==(const AccountName&) const = default;
};

std::string quota_ledger(std::string_view currency);

// What may not happen to an account.
enum class Limit {
  None,
  DebitsWithinCredits,      // spending what is not there
  CreditsWithinDebits,      // paying off more than is owed
  DebitsWithinCreditLimit,  // drawing more than was granted: debits - credits <= credit_limit
};
Limit limit_of(AccountKind kind);

struct LedgerAccount {
  int64_t key = 0;
  AccountName name;
  Minor credit_limit = 0;  // of Credit
  Minor debits_pending = 0;
  Minor debits_posted = 0;
  Minor credits_pending = 0;
  Minor credits_posted = 0;
};

// What can still be taken from the account: debited, or of CreditsWithinDebits credited. May be below zero
// where a credit limit was lowered. amount_max without a limit.
Minor available(const LedgerAccount& account);

enum class Side { Debit, Credit };
enum class Phase { Pending, Posted };

// False, and nothing changed, if that is more than the account's limit lets pass.
bool enter(LedgerAccount& account, Side side, Phase phase, Minor amount);
// Ends a pending entry.
enum class Settlement { Post, Void };
void settle(LedgerAccount& account, Side side, Settlement settlement, Minor amount);

}  // namespace sluice::commerce
