#pragma once
// relation, POST /v1/relation: whether an account is under financial trusteeship, and whose.

#include <cstdint>
#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"account", "moment": "order" | "payment"}: asked when an order begins, and again before it is paid.
struct RelationQuestion {
  enum class Moment { Order, Payment };
  std::string account;
  Moment moment = Moment::Order;
};
std::string print(const RelationQuestion& question);

// {"status": "NONE"}, or {"status": "ACTIVE" | "CHANGING", "parent", "version"}.
struct RelationAnswer {
  enum class Status { None, Active, Changing };
  Status status = Status::None;
  std::string parent;   // the account that pays
  int64_t version = 0;  // another one means that it has changed
  bool operator==(const RelationAnswer&) const = default;
};
std::string print(const RelationAnswer& answer);
base::Result<RelationAnswer, commerce::DocumentError> parse_relation_answer(std::string_view text);

}  // namespace sluice::providers
