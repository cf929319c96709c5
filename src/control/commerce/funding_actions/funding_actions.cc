#include "control/commerce/funding_actions/funding_actions.h"

#include "control/commerce/funding_actions/handlers.h"

namespace sluice::commerce {
namespace {

// Binds a handler to the keys that it draws.
template <class Request>
actions::Handler<Request> with(KeySource& keys,
                               Answer (*handler)(KeySource&, Transaction&, const Call&, const Request&)) {
  return [&keys, handler](Transaction& tx, const Call& call, const Request& request) {
    return handler(keys, tx, call, request);
  };
}

}  // namespace

void serve_funding(actions::Registry& registry, const actions::Environment& environment) {
  KeySource& keys = environment.keys;
  registry.serve<api::GrantCoupon>(with(keys, grant_coupon));
  registry.serve<api::CancelCoupon>([](Transaction& tx, const Call& call, const api::CancelCoupon& request) {
    return cancel_coupon(tx, call, request);
  });
  registry.serve<api::DescribeCoupons>(describe_coupons);
  registry.serve<api::SellStoredValueCard>(with(keys, sell_card));
  registry.serve<api::ModifyStoredValueCard>(modify_card);
  registry.serve<api::CancelStoredValueCard>(with(keys, cancel_card));
  registry.serve<api::DescribeStoredValueCards>(describe_cards);
  registry.serve<api::SetPaymentMethod>(with(keys, set_method));
  registry.serve<api::RemovePaymentMethod>(remove_method);
  registry.serve<api::DescribePaymentMethods>(describe_methods);
}

}  // namespace sluice::commerce
