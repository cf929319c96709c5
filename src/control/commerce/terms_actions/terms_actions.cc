#include "control/commerce/terms_actions/terms_actions.h"

#include "control/commerce/terms_actions/handlers.h"

namespace sluice::commerce {

void serve_terms(actions::Registry& registry, const actions::Environment& environment, TermLimits limits) {
  storage::KeySource& keys = environment.keys;
  registry.serve<api::PutTerm>([&keys, limits](auto& tx, const auto& call, const auto& request) {
    return put_term(keys, limits, tx, call, request);
  });
  registry.serve<api::DescribeTerms>(describe_terms);
  registry.serve<api::DeleteTerm>([&keys](auto& tx, const auto& call, const auto& request) {
    return delete_term(keys, tx, call, request);
  });
}

void serve_limits(actions::Registry& registry, StockLimits limits) {
  registry.serve<api::SetStock>([limits](auto& tx, const auto& call, const auto& request) {
    return set_stock(limits, tx, call, request);
  });
  registry.serve<api::RemoveStock>(
      [](auto& tx, const auto& call, const auto& request) { return remove_stock(tx, call, request); });
  registry.serve<api::DescribeStocks>(describe_stocks);
  registry.serve<api::SetQuota>(
      [](auto& tx, const auto& call, const auto& request) { return set_quota(tx, call, request); });
  registry.serve<api::RemoveQuota>(
      [](auto& tx, const auto& call, const auto& request) { return remove_quota(tx, call, request); });
  registry.serve<api::DescribeQuotas>(describe_quotas);
}

}  // namespace sluice::commerce
