#pragma once
// A commodity: what can be ordered, made of which modules, paid how. It is a document of the operator:
//
//   {"Code": "elb_post", "Product": "elb", "Status": "OnSale",
//    "OrderTypes": ["Buy", "Refund"], "PayModes": ["BALANCE", "CARD"], "CouponAllowed": true,
//    "OpenMode": "Auto", "PurchaseMode": "Any", "MinQuantity": 1, "MaxQuantity": 1,
//    "Currency": "USD", "OpenThreshold": "0.00", "Deposit": {"Rule": "Cycles", "Cycles": 1},
//    "Modules": [{"Code": "spec", "Required": true, "Items": ["elb.s1.small", "elb.s3.small"]},
//                {"Code": "type", "Default": "CLB", "Items": ["CLB", "InternetDR"]}, {"Code": "region"}],
//    "Constraints": [{"When": "spec startsWith 'elb.s3'", "Require": "region.tier == 'core'"},
//                    {"When": "spec startsWith 'elb.s3'", "Forbid": "type == 'InternetDR'"}]}
//
// A module without Items takes any value. Constraints are expressions over the values of the modules, over
// `quantity` and `order_type`, and over what is known of the order, whose names have a point in them
// (`region.tier`): so a misspelt module is found when the document is read. A constraint without When always
// holds. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/catalogue/deposit.h"
#include "control/commerce/catalogue/order_type.h"
#include "control/commerce/catalogue/pay_mode.h"
#include "control/commerce/document/reader.h"
#include "control/commerce/expression/expression.h"
#include "platform/base/result.h"

namespace sluice::commerce {

inline constexpr size_t modules_max = 64;
inline constexpr size_t module_items_max = 1000;
inline constexpr size_t constraints_max = 256;
inline constexpr size_t name_bytes_max = 64;  // of a code
inline constexpr int64_t quantity_max = 1'000'000;
inline constexpr int64_t deposit_cycles_max = 36;

// Modules that checks know by name.
inline constexpr std::string_view spec_module = "spec";
inline constexpr std::string_view pay_type_module = "pay_type";
inline constexpr std::string_view billing_cycle_module = "billing_cycle";
inline constexpr std::string_view period_module = "period";  // of a prepaid one, in months

struct Module {
  std::string code;
  bool required = false;                 // without a value there is no order; a default is a value
  std::optional<std::string> otherwise;  // Default
  std::vector<std::string> items;        // empty for any value
};

struct Constraint {
  enum class Effect { Require, Forbid };
  struct Condition {
    std::string text;
    Expression expression;
  };
  std::optional<Condition> when;
  Effect effect = Effect::Require;
  Condition condition;
};

struct Commodity {
  enum class Status {
    OnSale,
    Withdrawn,  // nothing new is sold; what was bought is served as order_types says
  };
  enum class OpenMode { Auto, Manual };
  enum class PurchaseMode { Any, OncePerAccount, OncePerAccountAndNode };

  std::string code;
  std::string product;
  Status status = Status::OnSale;
  std::vector<OrderType> order_types;
  std::vector<PayMode> pay_modes;
  bool coupon_allowed = true;
  OpenMode open_mode = OpenMode::Auto;
  PurchaseMode purchase_mode = PurchaseMode::Any;
  int64_t min_quantity = 1;  // of one order
  int64_t max_quantity = 1;
  const Currency* currency = nullptr;  // of open_threshold and deposit; never null once read
  Minor open_threshold = 0;            // available money below which nothing is sold
  Deposit deposit;
  std::vector<Module> modules;
  std::vector<Constraint> constraints;
};

base::Result<Commodity, DocumentError> parse_commodity(std::string_view text);
// A document that reads as the same commodity, every member written out.
std::string print_commodity(const Commodity& commodity);

}  // namespace sluice::commerce
