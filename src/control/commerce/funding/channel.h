#pragma once
// The seam to those who charge cards and withholding agreements. Thread-safe implementations.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "control/commerce/funding/payment_method.h"
#include "control/commerce/refusal/refusal.h"
#include "platform/base/result.h"

namespace sluice::commerce {

struct ChannelPayment {
  int64_t order_key = 0;  // the same order is the same payment, however often it is sent
  MethodKind kind = MethodKind::Card;
  std::string reference;  // of the method
  Minor amount = 0;
  std::string currency;
};

struct ChannelReceipt {
  std::string channel_no;  // the payment, as the channel calls it
};

enum class Decline { CardInvalid, AgreementInvalid, Insufficient, Limit };
// PayInvalidCreditCard, PayWithholdingAgreementIllegal, PayInsufficientBalance, PayAmountLimitExceeded.
Refusal to_refusal(Decline decline);

// What is declined for trying out what a channel may say, by the method's reference: "decline-card-invalid",
// "decline-agreement-invalid", "decline-insufficient", "decline-limit". Nothing for every other reference.
std::optional<Decline> tried_decline(std::string_view reference);

class PaymentChannel {
 public:
  virtual ~PaymentChannel() = default;
  virtual base::Result<ChannelReceipt, Decline> authorise(const ChannelPayment& payment) = 0;
};

// The built-in channel moves no money. It authorises every payment but those of tried_decline().
class TestChannel final : public PaymentChannel {
 public:
  base::Result<ChannelReceipt, Decline> authorise(const ChannelPayment& payment) override;
};

}  // namespace sluice::commerce
