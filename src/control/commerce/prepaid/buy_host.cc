#include "control/commerce/prepaid/buy_host.h"

#include "control/commerce/catalogue/prepaid.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/pipeline/go_on.h"
#include "control/commerce/prepaid/host_time.h"

namespace sluice::commerce {
namespace {

// The host is opened by the purchase stage, where there is none; what is made here is its plan and its time.
class HostPurchase final : public Product {
 public:
  HostPurchase(const HostPurchaseRequest& request, const Purchase& purchase, int64_t line_key)
      : request_(request), purchase_(purchase), line_key_(line_key) {}

  std::optional<Refusal> look_up(storage::Transaction&) override { return std::nullopt; }
  std::optional<Refusal> check_kind(storage::Transaction&) override { return std::nullopt; }
  int64_t count_live(storage::Transaction& tx, bool) override {
    return count_live_hosts(tx, request_.buyer.account_key, request_.commodity);
  }
  std::optional<Refusal> check_before_order(storage::Transaction& tx) override {
    const HostFacts host = read_host_facts(tx, request_.buyer.account_key, request_.commodity, request_.now);
    if (has_begun(purchase_) && (!host.instance || host.instance->status == HostStatus::Released)) {
      return Refusal{.error = api::OrderError::OrderFailed, .subject = {}, .hint = "the host is gone"};
    }
    const bool goes_on = host.instance && host.instance->status != HostStatus::Released;
    return goes_on ? check_room_for_line(host) : std::nullopt;
  }
  base::Result<std::string, Refusal> fulfil(storage::Transaction& tx, int64_t order_key) override {
    const HostFacts host = read_host_facts(tx, request_.buyer.account_key, request_.commodity, request_.now);
    put_host_details(tx, host.instance->key, purchase_.spec);
    SubscriptionLine line = prolonging_line(LineKind::Base, line_key_, host, request_.months, request_.now);
    line.order_key = order_key;
    insert_line(tx, line);
    return host.instance->id;
  }

 private:
  const HostPurchaseRequest& request_;
  const Purchase& purchase_;
  const int64_t line_key_;
};

}  // namespace

base::Result<Placed, Refusal> buy_host(storage::Transaction& tx, const Engine& engine,
                                       const HostPurchaseRequest& request) {
  Purchase purchase{.buyer = request.buyer,
                    .commodity = request.commodity,
                    .modules = request.modules,
                    .now = request.now,
                    .received = request.received,
                    .outside = request.outside};
  const auto spec = request.modules.find(spec_module);
  if (spec != request.modules.end()) purchase.spec = spec->second.value_or("");
  for (const auto& [module, item] : modules_of_months(request.months)) {
    purchase.modules.insert_or_assign(module, item);
  }
  HostPurchase product(request, purchase, engine.keys.next());
  return place_order_about(tx, engine, purchase_stages(), product, purchase);
}

}  // namespace sluice::commerce
