#pragma once
// What a module's value has to be for something to be sold: the sale rules that the API's sale-control
// actions make (docs/decisions/0004-api-choices.md). A member of a sale rule's document:
//
//   {"OrderType": "Buy", "Module": "spec", "Operator": "In", "Values": ["elb.s1.small"],
//    "AccountId": "1234567890123456", "When": {"Module": "region", "Value": "cn-chengdu-telecom"},
//    "Description": "small ones only"}
//
// In: one of Values. NotIn: none of them. Between: a number from Min to Max, both included. Without AccountId
// it is about all accounts, without When about all orders of its type. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/catalogue/order_type.h"
#include "control/commerce/document/reader.h"
#include "control/commerce/expression/expression.h"
#include "platform/json/json.h"

namespace sluice::commerce {

struct SaleControl {
  enum class Operator { In, NotIn, Between };  // in the order of api::sale_operators
  struct When {
    std::string module;
    std::string value;
    bool operator==(const When&) const = default;
  };

  std::string account_id;  // empty: of all accounts
  OrderType order_type = OrderType::Buy;
  std::string module;
  Operator how = Operator::In;
  std::vector<std::string> values;  // of In and NotIn
  Scaled min = 0;                   // of Between, as is
  Scaled max = 0;                   // this
  std::optional<When> when;
  std::string description;
  bool operator==(const SaleControl&) const = default;
};

inline constexpr size_t sale_values_max = 1000;
inline constexpr Scaled sale_bound_max = 1'000'000'000 * scaled_one;  // of Between, below zero too

SaleControl read_sale_control(DocumentReader& document, std::string_view member);
json::Value to_json(const SaleControl& control);

// Whether the order that these facts are of may not be sold by it. A module without a value is ''.
bool closes(const SaleControl& control, const Facts& facts);

}  // namespace sluice::commerce
