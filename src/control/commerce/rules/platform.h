#pragma once
// What the platform itself says about orders: its nodes, its limits, its currencies.

#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/document/reader.h"

namespace sluice::commerce {

// What rules may ask about a node (region.tier, region.group), and whether it takes part.
struct NodeProfile {
  std::string ens_region_id;
  std::string tier = "core";
  std::string group = "default";
  bool balances = true;   // serves load balancers at all
  bool draining = false;  // takes no new ones
};
// {"EnsRegionId", "Tier", "Group", "LoadBalancing", "Draining"}
base::Result<NodeProfile, DocumentError> parse_node_profile(std::string_view document);

struct Platform {
  std::string selling_party = "26842";                        // whose accounts buy by themselves
  std::vector<std::string> real_name_sites = {"CN", "INTL"};  // whose accounts must be verified
  int64_t open_orders_max = 50;                               // of one account, not finished
  std::vector<std::string> payment_currencies = {"CNY", "USD", "JPY"};
};
// {"SellingParty", "RealNameSites", "OpenOrdersMax", "PaymentCurrencies"}; what is left out is as above.
base::Result<Platform, DocumentError> parse_platform(std::string_view document);

}  // namespace sluice::commerce
