#pragma once
// What the sample provider knows of payments. Belongs to one thread.

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

#include "control/providers/contract/payment_message.h"

namespace sluice::providers {

inline constexpr size_t payments_kept_max = 100'000;  // then the oldest is forgotten

class SamplePayments {
 public:
  // Does the step and says what is true of the payment then. It authorises all but those of the tokens that
  // the built-in channel declines as well (docs/providers.md).
  PaymentAnswer take(const PaymentQuestion& question);
  // An authorisation that has run out.
  void close(const std::string& pay_no);

  size_t count(PaymentAnswer::Status status) const;

 private:
  PaymentAnswer& keep(const std::string& pay_no, PaymentAnswer answer);

  std::unordered_map<std::string, PaymentAnswer> payments_;
  std::deque<std::string> in_order_;
};

}  // namespace sluice::providers
