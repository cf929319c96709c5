#include "control/commerce/catalogue/default_commodities.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view documents[] = {R"({
  "Code": "elb_post",
  "Product": "elb",
  "Status": "OnSale",
  "OrderTypes": ["Buy", "Upgrade", "Downgrade", "Refund", "Transfer", "Convert", "Open"],
  "PayModes": ["BALANCE", "CARD", "WITHHOLD", "WIRE", "RESELLER_QUOTA", "RESELLER_URL"],
  "CouponAllowed": true,
  "OpenMode": "Auto",
  "PurchaseMode": "Any",
  "MinQuantity": 1,
  "MaxQuantity": 1,
  "Currency": "USD",
  "OpenThreshold": "0.00",
  "Deposit": {"Rule": "None"},
  "Modules": [
    {"Code": "region", "Required": true},
    {
      "Code": "spec",
      "Required": true,
      "Items": ["elb.s1.small", "elb.s2.small", "elb.s2.medium", "elb.s3.small", "elb.s3.medium"]
    },
    {"Code": "pay_type", "Required": true, "Default": "PostPaid", "Items": ["PostPaid"]},
    {"Code": "billing_cycle", "Required": true, "Default": "Month", "Items": ["Month", "Hour"]},
    {"Code": "type", "Required": true, "Default": "CLB", "Items": ["CLB"]}
  ],
  "Constraints": []
})",
                                          R"({
  "Code": "elb_plan",
  "Product": "elb",
  "Status": "OnSale",
  "OrderTypes": [
    "Buy", "Renew", "Upgrade", "Downgrade", "TempUpgrade", "RenewChange", "Refund", "Transfer", "Convert"
  ],
  "PayModes": ["BALANCE", "CARD", "WITHHOLD", "WIRE", "RESELLER_QUOTA", "RESELLER_URL"],
  "CouponAllowed": true,
  "OpenMode": "Auto",
  "PurchaseMode": "OncePerAccount",
  "MinQuantity": 1,
  "MaxQuantity": 1,
  "Currency": "USD",
  "OpenThreshold": "0.00",
  "Deposit": {"Rule": "None"},
  "Modules": [
    {"Code": "region", "Required": true, "Default": "*"},
    {"Code": "spec", "Required": true, "Items": ["elb.plan.10", "elb.plan.50", "elb.plan.200"]},
    {"Code": "pay_type", "Required": true, "Default": "PrePaid", "Items": ["PrePaid"]},
    {"Code": "billing_cycle", "Required": true, "Default": "Month", "Items": ["Month"]},
    {
      "Code": "period",
      "Required": true,
      "Default": "1",
      "Items": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "12", "24", "36"]
    }
  ],
  "Constraints": []
})"};

}  // namespace

std::string_view default_elb_post_document() {
  return documents[0];
}

std::string_view default_elb_plan_document() {
  return documents[1];
}

std::span<const std::string_view> default_commodity_documents() {
  return documents;
}

}  // namespace sluice::commerce
