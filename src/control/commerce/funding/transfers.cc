#include "control/commerce/funding/transfers.h"

#include <algorithm>

namespace sluice::commerce {
namespace {

int64_t number_of(size_t index) {
  return static_cast<int64_t>(index) + 1;
}

int64_t target_of(const FundingLeg& leg, const ReturnAccounts& accounts, CouponShare share) {
  if (is_external(leg.source)) return accounts.refund_out_key;
  if (leg.source == SourceKind::Coupon && share == CouponShare::ToPromotion) return accounts.promotion_key;
  return leg.ledger_key;
}

}  // namespace

std::vector<Transfer> authorise_transfers(int64_t order_key, const FundingPlan& plan,
                                          const PaymentAccounts& accounts, Phase phase, base::WallTime now) {
  std::vector<Transfer> transfers;
  for (size_t i = 0; i < plan.legs.size(); ++i) {
    const FundingLeg& leg = plan.legs[i];
    transfers.push_back({.id = {order_key, authorise_step, number_of(i)},
                         .debit_key = is_external(leg.source) ? accounts.channel_key : leg.ledger_key,
                         .credit_key = accounts.deposit_key,
                         .amount = leg.amount,
                         .phase = phase,
                         .created = now});
  }
  return transfers;
}

std::vector<TransferId> authorised_ids(int64_t order_key, const FundingPlan& plan) {
  std::vector<TransferId> ids;
  for (size_t i = 0; i < plan.legs.size(); ++i) ids.push_back({order_key, authorise_step, number_of(i)});
  return ids;
}

Transfer quota_transfer(int64_t order_key, const QuotaAccounts& accounts, Minor amount, Phase phase,
                        base::WallTime now) {
  return {.id = {order_key, quota_step, 1},
          .debit_key = accounts.quota_key,
          .credit_key = accounts.pool_key,
          .amount = amount,
          .phase = phase,
          .created = now};
}

Transfer quota_return(int64_t refund_key, const QuotaAccounts& accounts, Minor amount, base::WallTime now) {
  return {.id = {refund_key, quota_step, 1},
          .debit_key = accounts.pool_key,
          .credit_key = accounts.quota_key,
          .amount = amount,
          .phase = Phase::Posted,
          .created = now};
}

std::optional<std::vector<FundingLeg>> return_legs(const FundingPlan& plan, Minor returned_before,
                                                   Minor amount) {
  std::vector<FundingLeg> legs;
  Minor skip = returned_before;
  Minor rest = amount;
  for (auto leg = plan.legs.rbegin(); leg != plan.legs.rend() && rest > 0; ++leg) {
    const Minor skipped = std::min(skip, leg->amount);
    skip -= skipped;
    FundingLeg part = *leg;
    part.amount = std::min(rest, leg->amount - skipped);
    if (part.amount == 0) continue;
    rest -= part.amount;
    legs.push_back(part);
  }
  if (rest > 0) return std::nullopt;
  return legs;
}

std::vector<Transfer> return_transfers(int64_t refund_key, const std::vector<FundingLeg>& legs,
                                       const ReturnAccounts& accounts, CouponShare share,
                                       base::WallTime now) {
  std::vector<Transfer> transfers;
  for (size_t i = 0; i < legs.size(); ++i) {
    transfers.push_back({.id = {refund_key, return_step, number_of(i)},
                         .debit_key = accounts.from_key,
                         .credit_key = target_of(legs[i], accounts, share),
                         .amount = legs[i].amount,
                         .phase = Phase::Posted,
                         .created = now});
  }
  return transfers;
}

}  // namespace sluice::commerce
