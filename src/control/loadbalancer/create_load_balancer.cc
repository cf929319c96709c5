#include <fmt/format.h>

#include "control/commerce/arguments/buyer.h"
#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/pipeline/place_order.h"
#include "control/commerce/stock/holds.h"
#include "control/commerce/stock/stock.h"
#include "control/loadbalancer/desired_state.h"
#include "control/loadbalancer/handlers.h"
#include "control/network/address_pool.h"
#include "control/network/network_store.h"
#include "control/network/vswitch_store.h"
#include "control/nodes/served_addresses.h"
#include "control/regions/region_store.h"

namespace sluice::loadbalancer {
namespace {

using actions::invalid;
using api::OrderError;
using commerce::Refusal;

constexpr std::string_view only_balancer_type = "CLB";

std::string generated_name(base::Random& random) {
  constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
  return "elb-" + random.text(8, alphabet);
}

Refusal wrong(std::string_view parameter, std::string hint) {
  return {.error = OrderError::InvalidParameter, .subject = std::string(parameter), .hint = std::move(hint)};
}

// The balancer as what an order is about: where it would stand, and the making of it.
class BalancerProduct final : public commerce::Product {
 public:
  BalancerProduct(const actions::Environment& environment, const Settings& settings, const Call& call,
                  const api::CreateLoadBalancer& request)
      : environment_(environment), settings_(settings), call_(call), request_(request) {}

  std::optional<Refusal> look_up(Transaction& tx) override {
    region_ = regions::find_region(tx, request_.ens_region_id);
    if (!region_) {
      return wrong("EnsRegionId", fmt::format("there is no region {}; DescribeEnsRegions lists them",
                                              request_.ens_region_id));
    }
    network_ = network::find_network(tx, call_.caller.account_key, request_.network_id);
    if (!network_) return wrong("NetworkId", fmt::format("there is no network {}", request_.network_id));
    if (network_->ens_region_id != region_->id) {
      return wrong("NetworkId", fmt::format("network {} is in region {}", request_.network_id,
                                            network_->ens_region_id.get()));
    }
    vswitch_ = network::find_vswitch(tx, call_.caller.account_key, request_.vswitch_id);
    if (!vswitch_ || vswitch_->network_key != network_->key) {
      return wrong("VSwitchId", fmt::format("there is no vSwitch {} in network {}", request_.vswitch_id,
                                            request_.network_id));
    }
    return std::nullopt;
  }

  std::optional<commerce::Place> place() const override {
    return commerce::Place{.network = request_.network_id, .vswitch = request_.vswitch_id};
  }

  // Every network here is a custom one.
  std::optional<Refusal> check_kind(Transaction&) override { return std::nullopt; }

  int64_t count_live(Transaction& tx, bool on_node_only) override {
    storage::Where where;
    where.equals("l.account_key", call_.caller.account_key);
    if (on_node_only) where.equals("l.ens_region_id", request_.ens_region_id);
    // With those that are being paid.
    const std::string_view region =
        on_node_only ? std::string_view(request_.ens_region_id) : std::string_view(commerce::every_region);
    return count_load_balancers(tx, where) + commerce::count_held_by(tx, call_.caller.account_key, region);
  }

  std::optional<Refusal> check_before_order(Transaction& tx) override {
    if (network::has_free_address(tx, *vswitch_)) return std::nullopt;
    return no_address(fmt::format("vSwitch {} has no free address", vswitch_->id.get()));
  }

  base::Result<std::string, Refusal> fulfil(Transaction& tx, int64_t order_key) override {
    LoadBalancer balancer{.key = environment_.keys.next(),
                          .id = model::mint_load_balancer_id(environment_.random),
                          .account_key = call_.caller.account_key,
                          .ens_region_id = region_->id,
                          .node = region_->node,
                          .network_key = network_->key,
                          .network_id = network_->id,
                          .vswitch_key = vswitch_->key,
                          .vswitch_id = vswitch_->id,
                          .spec = request_.load_balancer_spec,
                          .name = request_.load_balancer_name.value_or(""),
                          .billing_cycle = request_.billing_cycle,
                          .order_key = order_key,
                          .created = call_.now};
    if (balancer.name.empty() && settings_.generate_names)
      balancer.name = generated_name(environment_.random);
    const auto address = network::take_address(tx, *vswitch_, balancer.key);
    if (!address || !nodes::serve_address(tx, balancer.node, balancer.network_key, *address)) {
      return base::Unexpected{no_address("the node has no free address left to serve the balancer at")};
    }
    balancer.address = *address;
    insert_load_balancer(tx, balancer);
    publish(tx, balancer);
    name_ = balancer.name;
    return balancer.id.get();
  }

  Answer answer(const commerce::Placed& placed) const {
    return json::Value{{"LoadBalancerId", placed.resource_id},
                       {"VSwitchId", vswitch_->id.get()},
                       {"LoadBalancerName", name_},
                       {"NetworkId", network_->id.get()}};
  }

 private:
  static Refusal no_address(std::string hint) {
    return {.error = OrderError::OrderSysConstraintInvalidProduct, .hint = std::move(hint)};
  }

  const actions::Environment& environment_;
  const Settings& settings_;
  const Call& call_;
  const api::CreateLoadBalancer& request_;
  std::optional<regions::Region> region_;
  std::optional<network::Network> network_;
  std::optional<network::VSwitch> vswitch_;
  std::string name_;
};

commerce::Purchase purchase_of(const Call& call, const api::CreateLoadBalancer& request) {
  return {.buyer = commerce::buyer_of(call),
          .commodity = std::string(commerce::elb_post_code),
          .type = commerce::OrderType::Buy,
          .modules = {{"region", request.ens_region_id},
                      {"spec", request.load_balancer_spec},
                      {"pay_type", request.pay_type},
                      {"billing_cycle", request.billing_cycle},
                      {"type", request.load_balancer_type}},
          .ens_region_id = request.ens_region_id,
          .spec = request.load_balancer_spec,
          .now = call.now,
          .received = call.received,
          .outside = call.consultation.get()};
}

}  // namespace

Answer create_load_balancer(const actions::Environment& environment, const commerce::Engine& engine,
                            const Settings& settings, Transaction& tx, const Call& call,
                            const api::CreateLoadBalancer& request) {
  if (request.load_balancer_type != only_balancer_type) {
    return invalid(api::CreateLoadBalancer::declaration, "LoadBalancerType",
                   fmt::format("received {}; served: {}", request.load_balancer_type, only_balancer_type));
  }
  BalancerProduct product(environment, settings, call, request);
  const auto placed = commerce::place_order(tx, engine, product, purchase_of(call, request));
  if (!placed) return base::Unexpected{commerce::to_error(placed.error())};
  return product.answer(*placed);
}

}  // namespace sluice::loadbalancer
