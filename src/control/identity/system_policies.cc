#include "control/identity/system_policies.h"

#include <algorithm>
#include <map>

namespace sluice::identity {
namespace {

constexpr SystemPolicy all[] = {
    {"AdministratorAccess", "Everything that is the account's to do.",
     R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})"},
    {"ReadOnlyAccess", "Sees everything and changes nothing.",
     R"({"Version":"1","Statement":[{"Effect":"Allow","Action":["*:Describe*","*:Get*","*:List*"],)"
     R"("Resource":"*"}]})"},
    {"AliyunENSFullAccess", "Everything about edge nodes and their load balancers.",
     R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:*","Resource":"*"}]})"},
    {"AliyunENSReadOnlyAccess", "Sees edge nodes and their load balancers.",
     R"({"Version":"1","Statement":[{"Effect":"Allow","Action":["ens:Describe*","ens:Get*","ens:List*"],)"
     R"("Resource":"*"}]})"},
    {"AliyunRAMFullAccess", "Users, access keys and policies, and so everything.",
     R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ram:*","Resource":"*"}]})"},
    {"AliyunRAMReadOnlyAccess", "Sees users, access keys and policies.",
     R"({"Version":"1","Statement":[{"Effect":"Allow","Action":["ram:Get*","ram:List*"],"Resource":"*"}]})"},
    {"AliyunSTSAssumeRoleAccess", "Assumes every role that trusts whoever has this.",
     R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]})"},
};

}  // namespace

std::span<const SystemPolicy> system_policies() {
  return all;
}

const SystemPolicy* find_system_policy(std::string_view name) {
  const auto found = std::ranges::find(all, name, &SystemPolicy::name);
  return found == std::end(all) ? nullptr : found;
}

std::shared_ptr<const policy::Policy> compiled_system_policy(std::string_view name) {
  static const auto compiled = [] {
    std::map<std::string_view, std::shared_ptr<const policy::Policy>> policies;
    for (const SystemPolicy& each : all) policies.emplace(each.name, *policy::parse(each.document));
    return policies;
  }();
  const auto found = compiled.find(name);
  return found == compiled.end() ? nullptr : found->second;
}

}  // namespace sluice::identity
