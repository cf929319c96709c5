#include "control/commerce/hosts/host.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// In the order of their enums.
constexpr std::string_view statuses[] = {"CREATING", "NORMAL", "LOCKED", "RELEASING", "RELEASED"};
constexpr std::string_view changes[] = {"NONE", "TEMP_UPGRADED", "INACTIVE_CHANGE"};
constexpr std::string_view kinds[] = {"BASE", "RENEWAL", "RENEW_CHANGE", "TEMPORARY"};
constexpr std::string_view states[] = {"TO_BE_VALID", "VALID", "EXPIRED", "CANCELLED"};

}  // namespace

std::string_view to_text(HostStatus status) {
  return base::word_of(statuses, status);
}
std::string_view to_text(HostChange change) {
  return base::word_of(changes, change);
}
std::string_view to_text(LineKind kind) {
  return base::word_of(kinds, kind);
}
std::string_view to_text(LineState state) {
  return base::word_of(states, state);
}

HostStatus to_host_status(std::string_view text) {
  return base::enum_of<HostStatus>(statuses, text);
}
HostChange to_host_change(std::string_view text) {
  return base::enum_of<HostChange>(changes, text);
}
LineKind to_line_kind(std::string_view text) {
  return base::enum_of<LineKind>(kinds, text);
}
LineState to_line_state(std::string_view text) {
  return base::enum_of<LineState>(states, text);
}

bool in_effect(const SubscriptionLine& line, base::WallTime now) {
  return line.state != LineState::Cancelled && line.from <= now && (!line.to || now < *line.to);
}

bool yet_to_come(const SubscriptionLine& line, base::WallTime now) {
  return line.state != LineState::Cancelled && now < line.from;
}

}  // namespace sluice::commerce
