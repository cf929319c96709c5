#pragma once
// Who pays, and how: fund accounts and the relations by which one account pays for another (commerce fact
// sheet, 1.2 and 1.3). An account has one fund account; its money is in the ledger, under fund_account_id.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "control/commerce/catalogue/pay_mode.h"
#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

enum class FundStatus { Valid, Frozen, Closed };

std::string_view to_text(FundStatus status);  // VALID
FundStatus to_fund_status(std::string_view text);

// In minor units of the settlement currency; nothing: unlimited.
struct PaymentLimits {
  std::optional<Minor> per_payment;
  std::optional<Minor> per_day;
  std::optional<Minor> per_month;
  // What may be owed by an account without an authorised default method of payment.
  std::optional<Minor> unsecured;
};

struct FundAccount {
  int64_t account_key = 0;  // the owner
  std::string id;           // fa-...
  FundStatus status = FundStatus::Valid;
  PayMode pay_mode = PayMode::Balance;
  PaymentLimits limits;
  // Its orders gather in a group that is settled as one: how many may, and how many have.
  bool combines_payments = false;
  int64_t group_size_max = 20;
  int64_t group_orders = 0;
  bool credit_suspended = false;
  base::WallTime created;
};

// The right to pay with another account's fund account, while it lasts.
struct PayRelation {
  int64_t account_key = 0;
  int64_t payer_key = 0;  // an account
  base::WallTime from{};
  std::optional<base::WallTime> to;
};

bool is_in_force(const PayRelation& relation, base::WallTime now);

// The parent's fund account pays while it is ACTIVE. The version grows with every change.
enum class TrusteeshipState { Invited, Changing, Active, Dissolved };
std::string_view to_text(TrusteeshipState state);  // INVITED
TrusteeshipState to_trusteeship_state(std::string_view text);
// Whether a trusteeship of the one state may be taken to the other. One that was dissolved, or was never
// made, may begin anew.
bool may_become(TrusteeshipState from, TrusteeshipState to);

struct Trusteeship {
  int64_t child_key = 0;
  int64_t parent_key = 0;
  TrusteeshipState state = TrusteeshipState::Invited;
  int64_t version = 1;
};

// The partner pays; what its end user may spend is a cap (the ledger's QUOTA accounts) and no money.
struct ResellerRelation {
  int64_t end_user_key = 0;
  int64_t reseller_key = 0;
  std::string currency;
  Minor quota_limit = 0;  // granted in all; what is left of it the ledger knows
  bool by_url = false;    // pays on the partner's own page
  bool frozen = false;
};

}  // namespace sluice::commerce
