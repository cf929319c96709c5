#include "control/commerce/prepaid/renew_host.h"

#include <array>

#include "control/commerce/catalogue/prepaid.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/prepaid/check_renewal.h"
#include "control/commerce/prepaid/host_time.h"
#include "control/commerce/prepaid/named_host.h"

namespace sluice::commerce {
namespace {

std::optional<Refusal> decide_renewal(Situation& situation) {
  return check_may_renew(situation.expansion.host, situation.purchase.now);
}

constexpr Stage renewal_stage{"S11", "purchase",
                              "what is known of the host can only forbid what is on sale to the account",
                              gather_named_host, decide_renewal};

std::span<const Stage> renewal_stages() {
  static const std::array stages{account_stage, resource_stage,     catalogue_stage, sale_control_stage,
                                 renewal_stage, quote_stage,        order_stage,     risk_stage,
                                 payer_stage,   payment_risk_stage, authorise_stage, fulfil_stage,
                                 capture_stage};
  return stages;
}

// What is made is time.
class Renewal final : public Product {
 public:
  Renewal(const RenewalRequest& request, HostFacts host, int64_t line_key)
      : request_(request), host_(std::move(host)), line_key_(line_key) {}

  std::optional<Refusal> look_up(storage::Transaction&) override {
    return check_named_host(host_, request_.now);
  }
  std::optional<Refusal> check_kind(storage::Transaction&) override { return std::nullopt; }
  int64_t count_live(storage::Transaction&, bool) override { return 0; }
  std::optional<Refusal> check_before_order(storage::Transaction&) override { return std::nullopt; }
  base::Result<std::string, Refusal> fulfil(storage::Transaction& tx, int64_t order_key) override {
    SubscriptionLine line =
        prolonging_line(LineKind::Renewal, line_key_, host_, request_.months, request_.now);
    line.order_key = order_key;
    insert_line(tx, line);
    return host_.instance->id;
  }

 private:
  const RenewalRequest& request_;
  const HostFacts host_;
  const int64_t line_key_;
};

}  // namespace

base::Result<Placed, Refusal> renew_host(storage::Transaction& tx, const Engine& engine,
                                         const RenewalRequest& request) {
  HostFacts host = read_facts_of_host(tx, request.buyer.account_key, request.host_id, request.now);
  Purchase purchase{.buyer = request.buyer,
                    .commodity = host.subscription ? host.subscription->commodity : std::string(),
                    .type = OrderType::Renew,
                    .host_id = request.host_id,
                    .now = request.now,
                    .received = request.received,
                    .outside = request.outside};
  if (host.instance) purchase.spec = find_host_details(tx, host.instance->key).value_or("");
  purchase.modules = modules_of_months(request.months);
  purchase.modules.emplace(spec_module, purchase.spec);
  Renewal renewal(request, std::move(host), engine.keys.next());
  return place_order_about(tx, engine, renewal_stages(), renewal, purchase);
}

}  // namespace sluice::commerce
