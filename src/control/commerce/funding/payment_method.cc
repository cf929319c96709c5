#include "control/commerce/funding/payment_method.h"

#include <algorithm>
#include <iterator>

namespace sluice::commerce {
namespace {

constexpr std::string_view kind_words[] = {"CARD", "WITHHOLD"};
constexpr std::string_view method_states[] = {"ACTIVE",  "INVALID",   "REVOKED",
                                              "PENDING", "SUSPENDED", "TERMINATED"};

template <class Enum, size_t count>
Enum to_enum(const std::string_view (&words)[count], std::string_view text) {
  return static_cast<Enum>(
      std::distance(std::begin(words), std::find(std::begin(words), std::end(words), text)));
}

}  // namespace

std::string_view to_text(MethodKind kind) {
  return kind_words[static_cast<size_t>(kind)];
}

MethodKind to_method_kind(std::string_view text) {
  return to_enum<MethodKind>(kind_words, text);
}

std::string_view to_text(MethodState state) {
  return method_states[static_cast<size_t>(state)];
}

MethodState to_method_state(std::string_view text) {
  return to_enum<MethodState>(method_states, text);
}

bool fits(MethodKind kind, MethodState state) {
  switch (state) {
    case MethodState::Active:
      return true;
    case MethodState::Invalid:
    case MethodState::Revoked:
      return kind == MethodKind::Card;
    case MethodState::Pending:
    case MethodState::Suspended:
    case MethodState::Terminated:
      return kind == MethodKind::Withhold;
  }
  return false;
}

bool is_usable(const PaymentMethod& method, base::WallTime now) {
  return method.state == MethodState::Active && (!method.expiry || now < *method.expiry);
}

}  // namespace sluice::commerce
