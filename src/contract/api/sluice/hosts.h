#pragma once
// Host subscriptions, for the operator: what an account holds of a product that its balancers hang on. The
// subscription, the instance that it names and the product's details of that instance are records of their
// own, each of which can be written and taken away alone: so those of another system can be brought in, and
// what has come apart can be put right.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// Of several for one commodity the newest counts.
struct SetHostSubscription {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
  std::string commodity;
};

struct RemoveHostSubscription {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
};

// New, or changed; what is left out stays then.
struct SetHostInstance {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
  std::optional<std::string> status;
  std::optional<std::string> change_state;
  std::optional<std::string> locked_until_time;
};

// With its details and lines.
struct RemoveHostInstance {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
};

struct SetHostDetails {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
  std::optional<std::string> plan;
};

struct RemoveHostDetails {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
};

struct AddSubscriptionLine {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
  std::string kind;
  std::optional<std::string> from_time;
  std::optional<std::string> to_time;
  std::optional<std::string> state;
};

struct CancelSubscriptionLine {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
  std::string line_id;
};

struct DescribeHosts {
  static const Action declaration;

  std::string account_id;
};

}  // namespace sluice::api
