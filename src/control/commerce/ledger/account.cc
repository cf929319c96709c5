#include "control/commerce/ledger/account.h"

#include <algorithm>
#include <iterator>

namespace sluice::commerce {
namespace {

struct KindRow {
  std::string_view text;
  Limit limit;
};

// In the order of the enum.
constexpr KindRow kinds[] = {
    {"BANK", Limit::None},
    {"CHANNEL", Limit::None},
    {"CASH", Limit::DebitsWithinCredits},
    {"CARD", Limit::DebitsWithinCredits},
    {"COUPON", Limit::DebitsWithinCredits},
    {"CREDIT", Limit::DebitsWithinCreditLimit},
    {"DEPOSIT", Limit::DebitsWithinCredits},
    {"DEFERRED", Limit::DebitsWithinCredits},
    {"ARREARS", Limit::CreditsWithinDebits},
    {"REFUND_OUT", Limit::None},
    {"REVENUE", Limit::None},
    {"TAX", Limit::None},
    {"PROMO", Limit::None},
    {"PARTNER", Limit::None},
    {"FX", Limit::None},
    {"QUOTA", Limit::DebitsWithinCredits},
    {"QUOTA_POOL", Limit::None},
};

const KindRow& row(AccountKind kind) {
  return kinds[static_cast<size_t>(kind)];
}

// Which side takes from the account, where it has a limit.
bool is_taking(Limit limit, Side side) {
  return side == (limit == Limit::CreditsWithinDebits ? Side::Credit : Side::Debit);
}

}  // namespace

std::string_view to_text(AccountKind kind) {
  return row(kind).text;
}

AccountKind to_account_kind(std::string_view text) {
  const auto found = std::find_if(std::begin(kinds), std::end(kinds),
                                  [&](const KindRow& kind) { return kind.text == text; });
  return static_cast<AccountKind>(std::distance(std::begin(kinds), found));
}

Limit limit_of(AccountKind kind) {
  return row(kind).limit;
}

std::string quota_ledger(std::string_view currency) {
  return "quota:" + std::string(currency);
}

Minor available(const LedgerAccount& account) {
  const Minor debits = account.debits_pending + account.debits_posted;
  switch (limit_of(account.name.kind)) {
    case Limit::None:
      return amount_max;
    case Limit::DebitsWithinCredits:
      return account.credits_posted - debits;
    case Limit::CreditsWithinDebits:
      return account.debits_posted - account.credits_posted - account.credits_pending;
    case Limit::DebitsWithinCreditLimit:
      return account.credit_limit - (debits - account.credits_posted);
  }
  return 0;
}

bool enter(LedgerAccount& account, Side side, Phase phase, Minor amount) {
  if (is_taking(limit_of(account.name.kind), side) && amount > available(account)) return false;
  Minor& total = side == Side::Debit
                     ? (phase == Phase::Pending ? account.debits_pending : account.debits_posted)
                     : (phase == Phase::Pending ? account.credits_pending : account.credits_posted);
  // Of 10^3 times the largest amount, so that no sum of two totals can wrap.
  if (amount > 1000 * amount_max - total) return false;
  total += amount;
  return true;
}

void settle(LedgerAccount& account, Side side, Settlement settlement, Minor amount) {
  (side == Side::Debit ? account.debits_pending : account.credits_pending) -= amount;
  if (settlement == Settlement::Void) return;
  (side == Side::Debit ? account.debits_posted : account.credits_posted) += amount;
}

}  // namespace sluice::commerce
