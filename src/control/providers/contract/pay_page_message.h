#pragma once
// reseller, POST /v1/pay-url: the address of the page on which a reseller's customers pay him.

#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "platform/base/result.h"

namespace sluice::providers {

inline constexpr size_t pay_page_characters_max = 2048;

// {"fund_account", "account", "commodity", "amount", "currency"}
struct PayPageQuestion {
  std::string fund_account;  // that pays
  std::string account;       // that orders
  std::string commodity;
  std::string amount;  // in decimal digits
  std::string currency;
};
std::string print(const PayPageQuestion& question);

// {"status": "PAGE", "url"}: http:// or https://, printable ASCII without spaces.
struct PayPageAnswer {
  std::string url;
  bool operator==(const PayPageAnswer&) const = default;
};
std::string print(const PayPageAnswer& answer);
base::Result<PayPageAnswer, commerce::DocumentError> parse_pay_page_answer(std::string_view text);

}  // namespace sluice::providers
