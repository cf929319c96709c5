#include "contract/reference/areas.h"

#include <algorithm>
#include <vector>

#include "contract/api/catalogue.h"

namespace sluice::reference {
namespace {

constexpr Area all_areas[] = {
    {"load-balancing", {"负载均衡", "Load balancing"}},
    {"network", {"网络", "Networks"}},
    {"compute", {"实例", "Instances"}},
    {"regions", {"边缘节点", "Edge nodes"}},
    {"identity", {"访问控制", "Users and permissions"}},
    {"commerce", {"售卖", "What is sold"}},
    {"audit", {"操作审计", "Audit trail"}},
    {"testing", {"故障演练", "Error lab"}},
    {"other", {"其他", "Other"}},
};

struct Noun {
  std::string_view word;
  std::string_view area;
};

// The first that occurs in the name decides.
constexpr Noun nouns[] = {
    {"SaleControl", "commerce"},
    {"Price", "commerce"},
    {"LoadBalancer", "load-balancing"},
    {"Listener", "load-balancing"},
    {"BackendServer", "load-balancing"},
    {"Host", "commerce"},
    {"SubscriptionLine", "commerce"},
    {"Coupon", "commerce"},
    {"StoredValueCard", "commerce"},
    {"PaymentMethod", "commerce"},
    {"Order", "commerce"},
    {"Price", "commerce"},
    {"Bill", "commerce"},
    {"Customer", "commerce"},
    {"FundAccount", "commerce"},
    {"CreditLine", "commerce"},
    {"Relation", "commerce"},
    {"Trusteeship", "commerce"},
    {"Instance", "compute"},
    {"VSwitch", "network"},
    {"Network", "network"},
    {"Address", "network"},
    {"Region", "regions"},
    {"User", "identity"},
    {"LoginProfile", "identity"},
    {"MFADevice", "identity"},
    {"AccessKey", "identity"},
    {"Polic", "identity"},  // a policy, or policies
    {"Role", "identity"},
    {"Caller", "identity"},
    {"Account", "identity"},
    {"Term", "commerce"},
    {"Stock", "commerce"},
    {"Quota", "commerce"},
    {"LookupEvents", "audit"},
    {"ErrorRule", "testing"},
    {"BusinessClock", "testing"},
};

}  // namespace

std::span<const Area> areas() {
  return all_areas;
}

const Area& area_of(const api::Action& action) {
  const auto noun = std::ranges::find_if(
      nouns, [&](const Noun& each) { return action.name.find(each.word) != std::string_view::npos; });
  if (noun == std::end(nouns)) return *std::rbegin(all_areas);
  return *std::ranges::find(all_areas, noun->area, &Area::id);
}

void for_each_group(const EachGroup& each) {
  std::vector<std::string_view> versions;
  for (const api::Action* action : api::all_actions()) {
    if (std::ranges::find(versions, action->version) == versions.end()) versions.push_back(action->version);
  }
  for (const std::string_view version : versions) {
    for (const Area& area : all_areas) {
      std::vector<const api::Action*> group;
      for (const api::Action* action : api::all_actions()) {
        if (action->version == version && &area_of(*action) == &area) group.push_back(action);
      }
      if (!group.empty()) each(version, area, group);
    }
  }
}

}  // namespace sluice::reference
