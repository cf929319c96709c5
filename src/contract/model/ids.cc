#include "contract/model/ids.h"

#include <algorithm>

namespace sluice::model {
namespace {

constexpr std::string_view id_alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view key_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr size_t id_random_length = 24;

std::string mint(std::string_view prefix, base::Random& random) {
  return std::string(prefix) + "5" + random.text(id_random_length, id_alphabet);
}

}  // namespace

NetworkId mint_network_id(base::Random& random) {
  return NetworkId(mint("n-", random));
}
VSwitchId mint_vswitch_id(base::Random& random) {
  return VSwitchId(mint("vsw-", random));
}
InstanceId mint_instance_id(base::Random& random) {
  return InstanceId(mint("i-", random));
}
LoadBalancerId mint_load_balancer_id(base::Random& random) {
  return LoadBalancerId(mint("lb-", random));
}

AccountId mint_account_id(base::Random& random) {
  return AccountId("1" + random.text(15, "0123456789"));  // no leading zero: clients read it as a number
}

UserId mint_user_id(base::Random& random) {
  return UserId("2" + random.text(17, "0123456789"));
}

RoleId mint_role_id(base::Random& random) {
  return RoleId("3" + random.text(17, "0123456789"));
}

AccessKeyId mint_access_key_id(base::Random& random) {
  return AccessKeyId("LTAI" + random.text(20, key_alphabet));
}

std::string mint_access_key_secret(base::Random& random) {
  return random.text(30, key_alphabet);
}

AccessKeyId mint_temporary_key_id(base::Random& random) {
  return AccessKeyId(std::string(temporary_key_prefix) + random.text(25, key_alphabet));
}

std::string mint_temporary_key_secret(base::Random& random) {
  return random.text(44, key_alphabet);
}

RequestId mint_request_id(base::Random& random) {
  std::string uuid = random.text(32, "0123456789ABCDEF");
  uuid[12] = '5';
  uuid[16] = "89AB"[static_cast<size_t>(uuid[16]) % 4];
  for (const size_t dash : {8, 13, 18, 23}) uuid.insert(dash, 1, '-');
  return RequestId(std::move(uuid));
}

bool has_id_form(std::string_view text, std::string_view prefix) {
  constexpr size_t id_length_max = 64;
  if (!text.starts_with(prefix) || text.size() == prefix.size() || text.size() > id_length_max) return false;
  return std::ranges::all_of(text.substr(prefix.size()),
                             [](char c) { return id_alphabet.find(c) != std::string_view::npos; });
}

}  // namespace sluice::model
