#pragma once
// Policies: what a RAM user may do, written down once and attached to as many as one likes. System policies
// are there and cannot be changed; custom ones are the account's, and keep their last versions.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct CreatePolicy {
  static const Action declaration;

  std::string policy_name;
  std::string policy_document;
  std::string description;
};

struct GetPolicy {
  static const Action declaration;

  std::string policy_type;
  std::string policy_name;
};

// Without a type, system policies and then the account's own.
struct ListPolicies {
  static const Action declaration;

  std::optional<std::string> policy_type;
  std::optional<std::string> marker;
  int max_items = 0;
};

// Of a custom policy, which has one version left.
struct DeletePolicy {
  static const Action declaration;

  std::string policy_name;
};

struct CreatePolicyVersion {
  static const Action declaration;

  std::string policy_name;
  std::string policy_document;
  bool set_as_default = false;
  std::string rotate_strategy;
};

}  // namespace sluice::api
