#pragma once
// risk, POST /v1/decide: whether an order, or its payment, is suspicious.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"event": "order" | "payment", "account", "payer", "commodity", "region", "spec", "amount", "currency",
//  "address", "counters": {name: count}, "instant"}
struct DecideQuestion {
  enum class Event { Order, Payment };
  Event event = Event::Order;
  std::string account;
  std::string payer;  // of a payment: the id of its fund account
  std::string commodity;
  std::string region;
  std::string spec;
  std::string amount;  // to be paid, in decimal digits
  std::string currency;
  std::string address;  // where the call came from
  std::map<std::string, int64_t> counters;
  base::WallTime instant;
};
std::string print(const DecideQuestion& question);

// {"status": "PASS" | "REVIEW" | "REJECT", "pack", "reason"}. The last two may be left out; a payment that is
// rejected without a pack is so by before_pay.
struct DecideAnswer {
  enum class Status { Pass, Review, Reject };
  enum class Pack { Order, BeforePay, Payer, Trade };
  Status status = Status::Pass;
  Pack pack = Pack::BeforePay;
  std::string reason;
  bool operator==(const DecideAnswer&) const = default;
};
std::string print(const DecideAnswer& answer);
base::Result<DecideAnswer, commerce::DocumentError> parse_decide_answer(std::string_view text);

}  // namespace sluice::providers
