#pragma once
// Public ids, in the forms that the API's pages show: a prefix, then '5' and 24 characters of a-z 0-9
// (lb-5s7crik3yo3bp03gqrbp5****). Drawn at random: an id tells nothing about its neighbours.

#include <string>
#include <string_view>

#include "platform/base/random.h"
#include "platform/base/strong.h"

namespace sluice::model {

using NetworkId = base::Strong<struct NetworkIdTag, std::string>;            // n-
using VSwitchId = base::Strong<struct VSwitchIdTag, std::string>;            // vsw-
using InstanceId = base::Strong<struct InstanceIdTag, std::string>;          // i-
using LoadBalancerId = base::Strong<struct LoadBalancerIdTag, std::string>;  // lb-
using EnsRegionId = base::Strong<struct EnsRegionIdTag, std::string>;        // cn-chengdu-telecom
using NodeId = base::Strong<struct NodeIdTag, std::string>;
using AccountId = base::Strong<struct AccountIdTag, std::string>;      // 16 digits
using AccessKeyId = base::Strong<struct AccessKeyIdTag, std::string>;  // LTAI + 20 letters and digits
using UserId = base::Strong<struct UserIdTag, std::string>;            // 18 digits, as role ids are
using RoleId = base::Strong<struct RoleIdTag, std::string>;
using RequestId = base::Strong<struct RequestIdTag, std::string>;  // upper-case UUID

NetworkId mint_network_id(base::Random& random);
VSwitchId mint_vswitch_id(base::Random& random);
InstanceId mint_instance_id(base::Random& random);
LoadBalancerId mint_load_balancer_id(base::Random& random);
AccountId mint_account_id(base::Random& random);
UserId mint_user_id(base::Random& random);
RoleId mint_role_id(base::Random& random);
AccessKeyId mint_access_key_id(base::Random& random);
std::string mint_access_key_secret(base::Random& random);  // 30 letters and digits

// Temporary keys are told from others by this beginning of their ids, which clients go by as well.
inline constexpr std::string_view temporary_key_prefix = "STS.";
AccessKeyId mint_temporary_key_id(base::Random& random);      // the prefix and 25 letters and digits
std::string mint_temporary_key_secret(base::Random& random);  // 44 letters and digits

RequestId mint_request_id(base::Random& random);  // version nibble 5, as newer gateways send

// True if `text` has the prefix and only characters an id of that kind may have. Whether it exists is another
// question; a malformed id is treated like an unknown one by most actions.
bool has_id_form(std::string_view text, std::string_view prefix);

}  // namespace sluice::model
