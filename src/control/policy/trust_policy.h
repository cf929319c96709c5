#pragma once
// Trust policies: who may assume a role. Like a policy (policy.h), except that a statement has a Principal
// instead of a resource, and that Action is an action of STS:
//
//   { "Version": "1",
//     "Statement": [ { "Effect": "Allow", "Action": "sts:AssumeRole",
//                      "Principal": { "RAM": ["acs:ram::1234567890123456:root"],
//                                     "Service": ["ecs.aliyuncs.com"],
//                                     "Federated": ["acs:ram::1234567890123456:saml-provider/x"] },
//                      "Condition": { "StringEquals": { "sts:ExternalId": "x" } } } ] }
//
//   principal                                whom it names
//   --------------------------------------   -------------------------------------------------------------
//   RAM acs:ram::<account>:root              the account, its users and its roles
//   RAM acs:ram::<account>:user/<name>       that user
//   RAM acs:ram::<account>:role/<name>       every session of that role
//   Service <name>                           that service
//   Federated acs:ram::<account>:<kind>/<n>  that identity provider: saml-provider or oidc-provider
//
// Names are compared exactly; there are no wildcards in principals. Being trusted is one half: users and
// roles also need the action allowed by a policy of their own.

#include "control/policy/policy.h"

namespace sluice::policy {

// Known in trust policies without being named: what the caller gives as ExternalId, absent if nothing.
inline constexpr Key external_id{"sts:ExternalId", KeyType::Text};

class TrustPolicy;

base::Result<std::shared_ptr<const TrustPolicy>, Malformed> parse_trust(
    std::string_view document, std::span<const Key> product_keys = {});

bool operator==(const TrustPolicy& a, const TrustPolicy& b);

// Who wants to assume the role.
struct Principal {
  enum class Kind { Ram, Service, Federated } kind;
  // Ram: the caller's ARN, "acs:ram::<account>:root", ":user/<name>", ":role/<role>" or
  // ":assumed-role/<role>/<session>" (also as STS writes it, ":role/<role>/<session>"). Service:
  // "ecs.aliyuncs.com". Federated: the provider's ARN.
  std::string_view name;
};

// `action` is "sts:AssumeRole" or another of its family. Decision::policy is empty: there is only one.
Decision decide(const TrustPolicy& trust, std::string_view action, const Principal& principal,
                const Context& context);

}  // namespace sluice::policy
