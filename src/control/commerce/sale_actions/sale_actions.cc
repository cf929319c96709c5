#include "control/commerce/sale_actions/sale_actions.h"

#include "control/commerce/sale_actions/handlers.h"

namespace sluice::commerce {

void serve_sale(actions::Registry& registry, const actions::Environment& environment, const Engine& engine,
                TermLimits limits) {
  const auto changing = [keys = &environment.keys, engine, limits](auto handler) {
    return [keys, engine, limits, handler](auto& tx, const auto& call, const auto& request) {
      return handler(ControlKeeper{engine.terms, *keys, limits}, tx, call, request);
    };
  };
  const auto reading = [engine](auto handler) {
    return [engine, handler](auto& tx, const auto& call, const auto& request) {
      return handler(engine, tx, call, request);
    };
  };
  registry.serve<api::CreateEnsSaleControl>(changing(create_sale_control));
  registry.serve<api::UpdateEnsSaleControl>(changing(update_sale_control));
  registry.serve<api::DeleteEnsSaleControl>(changing(delete_sale_control));
  registry.serve<api::DeleteEnsSaleConditionControl>(changing(delete_sale_condition_control));
  registry.serve<api::DescribeEnsSaleControl>(reading(describe_sale_control));
  registry.serve<api::DescribeEnsSaleControlStock>(reading(describe_sale_control_stock));
  registry.serve<api::DescribeEnsSaleControlAvailableResource>(reading(describe_available_resource));
  registry.serve<api::DescribePrice>(reading(describe_price));
}

}  // namespace sluice::commerce
