#include "control/commerce/funding/channel.h"

#include <string_view>

namespace sluice::commerce {
namespace {

using api::OrderError;

struct DeclineRow {
  std::string_view reference;
  OrderError error;
  const char* hint;
};

// In the order of the enum.
constexpr DeclineRow declines[] = {
    {"decline-card-invalid", OrderError::PayInvalidCreditCard, "the card's issuer does not accept it"},
    {"decline-agreement-invalid", OrderError::PayWithholdingAgreementIllegal,
     "the channel does not know the withholding agreement as active"},
    {"decline-insufficient", OrderError::PayInsufficientBalance,
     "the payment channel found too little behind the method of payment"},
    {"decline-limit", OrderError::PayAmountLimitExceeded,
     "the amount is above the limit that the payment channel keeps for the method of payment"},
};

}  // namespace

Refusal to_refusal(Decline decline) {
  const DeclineRow& row = declines[static_cast<size_t>(decline)];
  return {row.error, {}, row.hint};
}

std::optional<Decline> tried_decline(std::string_view reference) {
  for (const Decline decline :
       {Decline::CardInvalid, Decline::AgreementInvalid, Decline::Insufficient, Decline::Limit}) {
    if (reference == declines[static_cast<size_t>(decline)].reference) return decline;
  }
  return std::nullopt;
}

base::Result<ChannelReceipt, Decline> TestChannel::authorise(const ChannelPayment& payment) {
  if (const auto decline = tried_decline(payment.reference)) return base::Unexpected{*decline};
  return ChannelReceipt{"test-" + std::to_string(payment.order_key)};
}

}  // namespace sluice::commerce
