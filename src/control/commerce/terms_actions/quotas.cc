#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/stock/stock.h"
#include "control/commerce/terms_actions/handlers.h"
#include "control/identity/identity_store.h"
#include "control/loadbalancer/load_balancer_store.h"
#include "control/regions/region_store.h"

namespace sluice::commerce {
namespace {

std::optional<identity::StoredAccount> find_account(storage::Transaction& tx, const std::string& account_id) {
  return identity::find_account(tx, model::AccountId(account_id));
}

int64_t count_live(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id) {
  storage::Where where;
  where.equals("l.account_key", account_key);
  if (ens_region_id != every_region) where.equals("l.ens_region_id", ens_region_id);
  return loadbalancer::count_load_balancers(tx, where);
}

}  // namespace

// There are as many quotas of an account as regions, and one, at most.
Answer set_quota(storage::Transaction& tx, const Call&, const api::SetQuota& request) {
  const api::Action& action = api::SetQuota::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return actions::refuse(action, "AccountNotFound");
  if (request.ens_region_id != every_region && !regions::find_region(tx, request.ens_region_id)) {
    return actions::invalid(
        action, "EnsRegionId",
        fmt::format("there is no region {}; accepted: one that DescribeEnsRegions lists, or {}",
                    request.ens_region_id, every_region));
  }
  set_quota(tx, account->key, request.ens_region_id, request.most,
            count_live(tx, account->key, request.ens_region_id));
  return json::Value::object();
}

Answer remove_quota(storage::Transaction& tx, const Call&, const api::RemoveQuota& request) {
  const api::Action& action = api::RemoveQuota::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return actions::refuse(action, "AccountNotFound");
  const auto quotas = list_quotas(tx, account->key);
  if (std::ranges::find(quotas, request.ens_region_id, &Quota::ens_region_id) == quotas.end()) {
    return actions::refuse(action, "QuotaNotFound");
  }
  remove_quota(tx, account->key, request.ens_region_id);
  return json::Value::object();
}

Answer describe_quotas(storage::Transaction& tx, const Call&, const api::DescribeQuotas& request) {
  const auto account = find_account(tx, request.account_id);
  if (!account) return actions::refuse(api::DescribeQuotas::declaration, "AccountNotFound");
  json::Value list = json::Value::array();
  for (const Quota& quota : list_quotas(tx, account->key)) {
    list.push_back({{"EnsRegionId", quota.ens_region_id}, {"Most", quota.most}, {"Live", quota.live}});
  }
  return json::Value{{"Quotas", std::move(list)}};
}

}  // namespace sluice::commerce
