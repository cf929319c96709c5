#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/funding_actions/documents.h"
#include "control/commerce/funding_actions/handlers.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;

json::Value to_json(Transaction& tx, const Coupon& coupon, base::WallTime now) {
  const Currency& currency = *find_currency(coupon.currency);
  return {{"CouponNo", coupon.no},
          {"AccountId", account_id_of(tx, coupon.account_key)},
          {"Promotion", coupon.promotion},
          {"Currency", coupon.currency},
          {"Amount", format_amount(coupon.nominal, currency)},
          {"Balance", format_amount(coupon.balance.posted, currency)},
          {"Held", format_amount(coupon.balance.held, currency)},
          {"Status", to_text(status_of(coupon, now))},
          {"FromTime", base::format_iso8601(coupon.from)},
          {"ToTime", base::format_iso8601(coupon.to)},
          {"Rule", print_coupon_rule(coupon.rule, currency)},
          {"CreationTime", base::format_iso8601(coupon.created)}};
}

json::Value told_coupon(Transaction& tx, std::string_view no, base::WallTime now) {
  return {{"Coupon", to_json(tx, *find_coupon(tx, no), now)}};
}

}  // namespace

Answer grant_coupon(KeySource& keys, Transaction& tx, const Call& call, const api::GrantCoupon& request) {
  const api::Action& action = api::GrantCoupon::declaration;
  const auto currency = read_currency(action, "Currency", request.currency);
  if (!currency) return base::Unexpected{currency.error()};
  const auto amount = read_amount(action, "Amount", request.amount, **currency, 1);
  if (!amount) return base::Unexpected{amount.error()};
  const auto period = read_period(action, request.from_time, request.to_time, call.now);
  if (!period) return base::Unexpected{period.error()};
  auto rule = parse_coupon_rule(request.rule.value_or("{}"), **currency);
  if (!rule) return wrong_document(action, "Rule", rule.error());
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (!find_customer(tx, account->key)) return refuse(action, "CustomerNotFound");
  if (find_coupon(tx, request.coupon_no)) return refuse(action, "CouponAlreadyExists");
  const Coupon coupon{.key = keys.next(),
                      .no = request.coupon_no,
                      .account_key = account->key,
                      .ledger_key = keys.next(),
                      .promotion = request.promotion,
                      .currency = request.currency,
                      .nominal = *amount,
                      .from = period->from,
                      .to = period->to,
                      .rule = *std::move(rule)};
  const int64_t promotion = open_ledger_account(tx, promotion_account(coupon), keys.next());
  if (!issue_coupon(tx, coupon, promotion, call.now)) {
    return invalid(action, "Amount", "the promotion has granted as much as the ledger can count");
  }
  return told_coupon(tx, coupon.no, call.now);
}

Answer cancel_coupon(Transaction& tx, const Call& call, const api::CancelCoupon& request) {
  const auto coupon = find_coupon(tx, request.coupon_no);
  if (!coupon) return refuse(api::CancelCoupon::declaration, "CouponNotFound");
  cancel_coupon(tx, coupon->key);
  if (!take_back(tx, *coupon, call.now)) {
    throw storage::EngineError(storage::EngineError::Kind::Defect, "a coupon does not fit the ledger");
  }
  return told_coupon(tx, coupon->no, call.now);
}

Answer describe_coupons(Transaction& tx, const Call& call, const api::DescribeCoupons& request) {
  storage::Where where;
  where.refers_to_if_sent("c.account_key", "accounts", "account_id", request.account_id);
  where.equals_if_sent("c.coupon_no", request.coupon_no);
  json::Value list = json::Value::array();
  for (const Coupon& coupon : list_coupons(tx, where, {request.page_number, request.page_size})) {
    list.push_back(to_json(tx, coupon, call.now));
  }
  return json::Value{{"TotalCount", count_coupons(tx, where)},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"Coupons", std::move(list)}};
}

}  // namespace sluice::commerce
