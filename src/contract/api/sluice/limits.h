#pragma once
// What its operator limits: units of a size on a node (stock), and balancers of an account (quotas). What has
// no limit is not in any list. A limit counts what is live already when it is set.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct SetStock {
  static const Action declaration;

  std::string ens_region_id;
  std::string load_balancer_spec;
  int64_t total = 0;
};

struct RemoveStock {
  static const Action declaration;

  std::string ens_region_id;
  std::string load_balancer_spec;
};

struct DescribeStocks {
  static const Action declaration;

  std::optional<std::string> ens_region_id;
  std::optional<std::string> load_balancer_spec;
  int page_number = 0;
  int page_size = 0;
};

struct SetQuota {
  static const Action declaration;

  std::string account_id;
  std::string ens_region_id;  // or * for all together
  int64_t most = 0;
};

struct RemoveQuota {
  static const Action declaration;

  std::string account_id;
  std::string ens_region_id;
};

struct DescribeQuotas {
  static const Action declaration;

  std::string account_id;
};

}  // namespace sluice::api
