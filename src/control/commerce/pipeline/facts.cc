#include "control/commerce/pipeline/situation.h"

namespace sluice::commerce {
namespace {

Fact number(int64_t whole) {
  return whole * scaled_one;
}

// An amount as people write it: 52.00 USD is 52.
std::optional<Fact> amount(Minor minor, const std::string& currency) {
  const Currency* const known = find_currency(currency);
  if (known == nullptr) return std::nullopt;
  int64_t scaled = minor;
  for (int i = known->exponent; i < scaled_exponent; ++i) {
    if (__builtin_mul_overflow(scaled, int64_t{10}, &scaled)) return std::nullopt;
  }
  return scaled;
}

std::optional<Fact> customer_fact(const Customer& customer, std::string_view name) {
  if (name == "site") return customer.site;
  if (name == "selling_party") return customer.selling_party;
  if (name == "real_name") return std::string(to_text(customer.real_name));
  if (name == "risk_level") return std::string(to_text(customer.risk_level));
  if (name == "flags") return customer.flags;
  if (name == "settle_currency") return customer.settle_currency;
  return std::nullopt;
}

std::optional<Fact> find(const Situation& situation, std::string_view attribute) {
  const Purchase& purchase = situation.purchase;
  if (attribute == "commodity") return purchase.commodity;
  if (attribute == "order_type") return std::string(to_text(purchase.type));
  if (attribute == "quantity") return number(purchase.quantity);
  if (attribute == "region") return purchase.ens_region_id;
  if (attribute == "spec") return purchase.spec;
  if (attribute == "source.address") return purchase.buyer.address;
  if (attribute == "region.tier") return situation.node().tier;
  if (attribute == "region.group") return situation.node().group;
  if (attribute == "account.id") return purchase.buyer.account_id;
  if (attribute == "stock.available") {
    if (situation.stock_outside && *situation.stock_outside) return number(**situation.stock_outside);
    if (!situation.stock) return number(INT32_MAX);  // not limited
    return number(available(*situation.stock));
  }
  if (attribute == "currency") return situation.currency;
  if (attribute == "payable") return amount(situation.payable, situation.currency);
  if (attribute.starts_with("account.") && situation.customer) {
    return customer_fact(*situation.customer, attribute.substr(8));
  }
  if (attribute.starts_with("payer.") && situation.payer)
    return customer_fact(*situation.payer, attribute.substr(6));
  if (const auto module = situation.modules.find(attribute); module != situation.modules.end())
    return module->second;
  return std::nullopt;
}

}  // namespace

Facts facts_of(const Situation& situation) {
  return [&situation](std::string_view attribute) { return find(situation, attribute); };
}

}  // namespace sluice::commerce
