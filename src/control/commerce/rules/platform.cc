#include "control/commerce/rules/platform.h"

namespace sluice::commerce {

base::Result<NodeProfile, DocumentError> parse_node_profile(std::string_view text) {
  DocumentReader document(text);
  NodeProfile node;
  node.ens_region_id = document.text("EnsRegionId");
  node.tier = document.text("Tier", node.tier);
  node.group = document.text("Group", node.group);
  node.balances = document.flag("LoadBalancing", node.balances);
  node.draining = document.flag("Draining", node.draining);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return node;
}

base::Result<Platform, DocumentError> parse_platform(std::string_view text) {
  DocumentReader document(text);
  Platform platform;
  platform.selling_party = document.text("SellingParty", platform.selling_party);
  if (document.has("RealNameSites")) platform.real_name_sites = document.texts("RealNameSites");
  platform.open_orders_max = document.integer("OpenOrdersMax", 1, 1'000'000, platform.open_orders_max);
  if (document.has("PaymentCurrencies")) platform.payment_currencies = document.texts("PaymentCurrencies");
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return platform;
}

}  // namespace sluice::commerce
