#pragma once
// The host subscription: an account's holding of the product that its balancers hang on (commerce fact sheet,
// 1.6). Who never buys a plan never sees it: it is opened, free of charge, with the first create.
//
// Three records that can part: the subscription (the account's), the instance it points to (the registry's)
// and the product's details of that instance.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"

namespace sluice::commerce {

enum class HostStatus { Creating, Normal, Locked, Releasing, Released };
// A change that has not come to its end: the specification is raised for a while, or another one waits for
// its time.
enum class HostChange { None, TemporarilyUpgraded, Waiting };
enum class LineKind { Base, Renewal, RenewChange, Temporary };
enum class LineState { ToBeValid, Valid, Expired, Cancelled };

std::string_view to_text(HostStatus status);  // NORMAL
std::string_view to_text(HostChange change);  // TEMP_UPGRADED
std::string_view to_text(LineKind kind);      // RENEW_CHANGE
std::string_view to_text(LineState state);    // TO_BE_VALID
HostStatus to_host_status(std::string_view text);
HostChange to_host_change(std::string_view text);
LineKind to_line_kind(std::string_view text);
LineState to_line_state(std::string_view text);

struct Subscription {
  int64_t key = 0;
  int64_t account_key = 0;
  std::string commodity;
  std::string host_id;
  base::WallTime created;
};

struct HostInstance {
  int64_t key = 0;
  std::string id;
  int64_t account_key = 0;
  HostStatus status = HostStatus::Normal;
  HostChange change = HostChange::None;
  base::WallTime locked_until{};  // somebody works on it alone until then
  base::WallTime created;
};

// What the account is entitled to, and when.
struct SubscriptionLine {
  int64_t key = 0;
  int64_t host_key = 0;
  int64_t order_key = 0;  // that has paid it; 0: not known
  LineKind kind = LineKind::Base;
  base::WallTime from{};
  std::optional<base::WallTime> to;
  LineState state = LineState::Valid;
};

// A line that was not cancelled is in effect between its times, whatever its stored state says.
bool in_effect(const SubscriptionLine& line, base::WallTime now);
bool yet_to_come(const SubscriptionLine& line, base::WallTime now);

}  // namespace sluice::commerce
