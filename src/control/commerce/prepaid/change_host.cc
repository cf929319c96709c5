#include "control/commerce/prepaid/change_host.h"

#include <array>

#include "control/commerce/catalogue/prepaid.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/prepaid/check_change.h"
#include "control/commerce/prepaid/host_time.h"
#include "control/commerce/prepaid/named_host.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

// What is made is another plan, or more of one for a while.
class ChangedHost final : public Product {
 public:
  ChangedHost(const HostChangeRequest& request, const PlanChange& change, HostFacts host, int64_t line_key)
      : request_(request), change_(change), host_(std::move(host)), line_key_(line_key) {}

  void agree_on(Minor old_price, Minor new_price) {
    old_price_ = old_price;
    new_price_ = new_price;
  }

  std::optional<Refusal> look_up(storage::Transaction&) override {
    return check_named_host(host_, request_.now);
  }
  std::optional<Refusal> check_kind(storage::Transaction&) override { return std::nullopt; }
  int64_t count_live(storage::Transaction&, bool) override { return 0; }
  std::optional<Refusal> check_before_order(storage::Transaction&) override {
    return request_.type == OrderType::TempUpgrade ? check_room_for_line(host_) : std::nullopt;
  }
  base::Result<std::string, Refusal> fulfil(storage::Transaction& tx, int64_t order_key) override {
    const HostInstance& instance = *host_.instance;
    if (request_.type == OrderType::TempUpgrade) {
      insert_line(tx, {.key = line_key_,
                       .host_key = instance.key,
                       .order_key = order_key,
                       .kind = LineKind::Temporary,
                       .from = change_.from,
                       .to = change_.to,
                       .state = change_.from > request_.now ? LineState::ToBeValid : LineState::Valid});
      return instance.id;
    }
    put_host_details(tx, instance.key, request_.plan);
    if (request_.by_value_transfer) {
      for (const SubscriptionLine& line : host_.lines) {
        update_line(tx, stretched(line, old_price_, new_price_, request_.now));
      }
    }
    return instance.id;
  }

 private:
  const HostChangeRequest& request_;
  const PlanChange& change_;
  const HostFacts host_;
  const int64_t line_key_;
  Minor old_price_ = 1, new_price_ = 1;
};

std::optional<Refusal> decide_change(Situation& situation) {
  const HostFacts& host = situation.expansion.host;
  if (auto refusal = check_host_is_there(host, situation.purchase.now)) return refusal;
  if (auto refusal = check_may_change(situation.purchase.type, host, situation.purchase.now)) return refusal;
  const base::WallTime end = *end_of_time(host.lines);
  if (situation.purchase.change->to <= end) return std::nullopt;
  return Refusal{.error = OrderError::InvalidParameter,
                 .subject = "ToTime",
                 .hint = "the host's own time ends at " + base::format_iso8601(end)};
}

constexpr Stage change_stage{"S11", "purchase",
                             "what is known of the host can only forbid what is on sale to the account",
                             gather_named_host, decide_change};

// Of the plan that the host has, asked for like the other one.
OutsideAnswer<Quote> quote_old_plan(storage::Transaction& tx, Product& product, const Situation& situation) {
  Purchase old_purchase = situation.purchase;
  old_purchase.spec = situation.purchase.change->old_plan;
  Situation old{.purchase = old_purchase,
                .terms = situation.terms,
                .keys = situation.keys,
                .channel = situation.channel};
  old.customer = situation.customer;
  old.commodity = situation.commodity;
  old.modules = situation.modules;
  old.modules.insert_or_assign(std::string(spec_module), old_purchase.spec);
  quote_stage.gather(tx, product, old);
  if (old_purchase.outside != nullptr && old_purchase.outside->lacks_answers()) return std::nullopt;
  if (auto refusal = quote_stage.decide(old)) {
    return base::Result<Quote, Refusal>(base::Unexpected{*std::move(refusal)});
  }
  return base::Result<Quote, Refusal>(*std::move(old.quote));
}

void gather_difference(storage::Transaction& tx, Product& product, Situation& situation) {
  quote_stage.gather(tx, product, situation);
  situation.old_quote = quote_old_plan(tx, product, situation);
}

Refusal wrong_direction(OrderType type, const Quote& old_plan, const Quote& new_plan) {
  const bool is_downgrade = type == OrderType::Downgrade;
  return {.error = OrderError::InvalidParameter,
          .subject = type == OrderType::TempUpgrade ? "Plan" : "ModifyType",
          .hint = std::string("received ") + (is_downgrade ? "Downgrade" : "an upgrade") + " from " +
                  old_plan.spec + " to " + new_plan.spec + "; accepted: to a plan that costs " +
                  (is_downgrade ? "less" : "more")};
}

// Accounts that settle in a currency of their own have paid at a rate that is not today's.
std::optional<Refusal> check_home_currency(const Situation& situation) {
  const Purchase& purchase = situation.purchase;
  const std::string& settled_in = situation.customer->settle_currency;
  if (settled_in.empty() || settled_in == situation.quote->currency) return std::nullopt;
  if (purchase.type == OrderType::Downgrade) {
    return Refusal{.error = OrderError::OrderHomeCurrencyCanNotDowngrade,
                   .hint = "the account settles in " + settled_in};
  }
  if (!purchase.change->by_value_transfer) return std::nullopt;
  return Refusal{.error = OrderError::OrderHomeCurrencyCanNotUpgradeByValueTransfer,
                 .hint = "the account settles in " + settled_in + "; the difference can be paid"};
}

std::optional<Refusal> decide_difference(Situation& situation) {
  if (auto refusal = quote_stage.decide(situation)) return refusal;
  const Purchase& purchase = situation.purchase;
  if (!*situation.old_quote) return situation.old_quote->error();
  const Quote& old_plan = **situation.old_quote;
  const Quote& new_plan = *situation.quote;
  if (old_plan.currency != new_plan.currency) {
    return Refusal{.error = OrderError::PricePatingConfigError,
                   .hint = "the plans are priced in " + old_plan.currency + " and " + new_plan.currency};
  }
  const bool costs_less = new_plan.trade < old_plan.trade;
  if (new_plan.trade == old_plan.trade || costs_less != (purchase.type == OrderType::Downgrade)) {
    return wrong_direction(purchase.type, old_plan, new_plan);
  }
  if (auto refusal = check_home_currency(situation)) return refusal;
  const bool is_paid = !purchase.change->by_value_transfer;
  const auto difference = price_of_difference(is_paid ? old_plan : new_plan, new_plan, purchase.change->from,
                                              purchase.change->to);
  if (!difference) {
    return Refusal{.error = OrderError::PricePatingConfigError, .hint = "the difference is no amount"};
  }
  situation.new_price = new_plan.trade;
  situation.quote = *difference;
  return std::nullopt;
}

constexpr Stage difference_stage{"S12", "quote",
                                 "the price is fixed here, and everything behind it is about that amount",
                                 gather_difference, decide_difference};

// The prices of both, for the product, which is made last.
void gather_terms_of_change(storage::Transaction& tx, Product& product, Situation& situation) {
  static_cast<ChangedHost&>(product).agree_on((*situation.old_quote)->trade, situation.new_price);
  order_stage.gather(tx, product, situation);
}

const Stage order_of_change_stage{"S13", "order", order_stage.why_here, gather_terms_of_change,
                                  order_stage.decide};

std::span<const Stage> change_stages() {
  static const std::array stages{account_stage, resource_stage,     catalogue_stage,       sale_control_stage,
                                 change_stage,  difference_stage,   order_of_change_stage, risk_stage,
                                 payer_stage,   payment_risk_stage, authorise_stage,       fulfil_stage,
                                 capture_stage};
  return stages;
}

}  // namespace

base::Result<Placed, Refusal> change_host(storage::Transaction& tx, const Engine& engine,
                                          const HostChangeRequest& request) {
  HostFacts host = read_facts_of_host(tx, request.buyer.account_key, request.host_id, request.now);
  Purchase purchase{.buyer = request.buyer,
                    .commodity = host.subscription ? host.subscription->commodity : std::string(),
                    .type = request.type,
                    .spec = request.plan,
                    .host_id = request.host_id,
                    .now = request.now,
                    .received = request.received,
                    .outside = request.outside};
  PlanChange change{.from = request.from.value_or(request.now),
                    .to = request.to.value_or(end_of_time(host.lines).value_or(request.now)),
                    .by_value_transfer = request.by_value_transfer};
  if (host.instance) change.old_plan = find_host_details(tx, host.instance->key).value_or("");
  purchase.change = std::move(change);
  purchase.modules = modules_of_months(1);  // the difference is an amount of its own
  purchase.modules.emplace(spec_module, request.plan);
  ChangedHost product(request, *purchase.change, std::move(host), engine.keys.next());
  return place_order_about(tx, engine, change_stages(), product, purchase);
}

}  // namespace sluice::commerce
