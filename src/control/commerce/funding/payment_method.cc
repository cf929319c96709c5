#include "control/commerce/funding/payment_method.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view kind_words[] = {"CARD", "WITHHOLD"};
constexpr std::string_view method_states[] = {"ACTIVE",  "INVALID",   "REVOKED",
                                              "PENDING", "SUSPENDED", "TERMINATED"};

}  // namespace

std::string_view to_text(MethodKind kind) {
  return base::word_of(kind_words, kind);
}

MethodKind to_method_kind(std::string_view text) {
  return base::enum_of<MethodKind>(kind_words, text);
}

std::string_view to_text(MethodState state) {
  return base::word_of(method_states, state);
}

MethodState to_method_state(std::string_view text) {
  return base::enum_of<MethodState>(method_states, text);
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
