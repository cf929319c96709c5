#pragma once
// Stage S15: who pays for an order, and whether he can (commerce fact sheet, 2.1). Pure.
//
// Under an active trusteeship the parent pays; an end user of a reseller is paid for by the partner, within
// the quota he was given; a pay relation names another account. Otherwise the account pays for itself. Runs
// for an order of nothing too: somebody must be there to be billed.

#include <optional>

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/refusal/refusal.h"
#include "control/commerce/rules/platform.h"

namespace sluice::commerce {

// The account whose fund account pays.
int64_t payer_of(int64_t account_key, const Payers& payers);

struct PayerFacts {
  const Customer* customer = nullptr;  // who orders; not null
  const Payers* payers = nullptr;      // not null
  std::optional<FundAccount> fund;     // the payer's
  // Of the payer, in the ledger. A book exists from the first recharge in its currency on.
  bool has_book = false;                 // in the settlement currency
  bool has_other_book = false;           // in another one
  Minor money_available = 0;             // cash and credit in the settlement currency
  std::optional<Minor> quota_available;  // of an end user; nothing if none was granted
  // Where funds are elsewhere: who was not heard about, and what the payer has there.
  std::optional<Refusal> quota_unheard, money_unheard;
  std::optional<Minor> money_elsewhere;
  Minor paid_today = 0;
  Minor paid_this_month = 0;
  Minor owed_unsecured = 0;         // billed and not paid
  bool has_default_method = false;  // a method of payment that may be charged without asking

  // Of the order:
  Minor payable = 0;
  std::vector<PayMode> modes_accepted;      // by the commodity
  std::optional<int64_t> relation_version;  // under which it was placed; of a new order none
  base::WallTime now;
};

// In the order: trusteeship changing, changed since the order, fund account, currency supported, currency
// consistent, tax, method, book, funds elsewhere, quota, partner's money, limits.
std::optional<Refusal> check_payer(const PayerFacts& facts, const Platform& platform);

}  // namespace sluice::commerce
