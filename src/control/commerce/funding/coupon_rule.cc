#include "control/commerce/funding/coupon_rule.h"

#include <algorithm>
#include <iterator>

namespace sluice::commerce {
namespace {

constexpr std::string_view mode_words[] = {"All", "Only", "Except"};
constexpr std::string_view pay_type_words[] = {"PrePaid", "PostPaid"};
constexpr std::string_view site_words[] = {"CN", "INTL"};

bool has(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// A list that is empty does not restrict.
bool admits(const std::vector<std::string>& list, std::string_view text) {
  return list.empty() || has(list, text);
}

std::vector<std::string> read_list(DocumentReader& document, std::string_view name,
                                   std::span<const std::string_view> accepted = {}) {
  auto items = document.texts(name);
  if (items.size() > coupon_rule_items_max) {
    document.refuse(name, "received " + std::to_string(items.size()) + " items; accepted: at most " +
                              std::to_string(coupon_rule_items_max));
  }
  for (size_t i = 0; i < items.size(); ++i) {
    const bool is_fine = accepted.empty()
                             ? !items[i].empty()
                             : std::find(accepted.begin(), accepted.end(), items[i]) != accepted.end();
    if (is_fine) continue;
    std::string list;
    for (const std::string_view word : accepted) list.append(list.empty() ? "" : ", ").append(word);
    document.refuse(std::string(name) + "[" + std::to_string(i) + "]",
                    "received " + json::print(json::Value(items[i])) +
                        "; accepted: " + (accepted.empty() ? "a text that is not empty" : list));
  }
  return items;
}

ProductScope read_scope(DocumentReader& document) {
  ProductScope scope;
  const std::string mode = document.one_of("Mode", mode_words, "All");
  const auto* const word = std::find(std::begin(mode_words), std::end(mode_words), mode);
  if (word != std::end(mode_words)) {
    scope.mode = static_cast<ProductScope::Mode>(std::distance(std::begin(mode_words), word));
  }
  scope.codes = read_list(document, "Codes");
  if ((scope.mode == ProductScope::Mode::All) != scope.codes.empty()) {
    document.refuse("Codes", "received " + std::to_string(scope.codes.size()) + " codes in the mode " + mode +
                                 "; accepted: none in the mode All, at least one in Only and Except");
  }
  return scope;
}

json::Value to_json(const ProductScope& scope) {
  json::Value value = {{"Mode", mode_words[static_cast<size_t>(scope.mode)]}};
  if (!scope.codes.empty()) value["Codes"] = scope.codes;
  return value;
}

}  // namespace

bool ProductScope::includes(std::string_view commodity) const {
  switch (mode) {
    case Mode::All:
      return true;
    case Mode::Only:
      return has(codes, commodity);
    case Mode::Except:
      return !has(codes, commodity);
  }
  return false;
}

base::Result<CouponRule, DocumentError> parse_coupon_rule(std::string_view text, const Currency& currency) {
  DocumentReader document(text);
  CouponRule rule;
  document.within("Products", [&](DocumentReader& products) { rule.products = read_scope(products); });
  rule.order_types = read_list(document, "OrderTypes");
  rule.pay_types = read_list(document, "PayTypes", pay_type_words);
  rule.min_order_amount = document.amount("MinOrderAmount", currency, 0, amount_max, 0);
  rule.first_buy_only = document.flag("FirstBuyOnly", false);
  rule.sites = read_list(document, "Sites", site_words);
  rule.accounts = read_list(document, "Accounts");
  rule.single_use = document.flag("SingleUse", false);
  rule.must_cover_in_full = document.flag("MustCoverInFull", false);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return rule;
}

std::string print_coupon_rule(const CouponRule& rule, const Currency& currency) {
  json::Value value = json::Value::object();
  if (rule.products.mode != ProductScope::Mode::All) value["Products"] = to_json(rule.products);
  const auto put_list = [&](const char* name, const std::vector<std::string>& list) {
    if (!list.empty()) value[name] = list;
  };
  const auto put_flag = [&](const char* name, bool flag) {
    if (flag) value[name] = true;
  };
  put_list("OrderTypes", rule.order_types);
  put_list("PayTypes", rule.pay_types);
  if (rule.min_order_amount > 0) value["MinOrderAmount"] = format_amount(rule.min_order_amount, currency);
  put_flag("FirstBuyOnly", rule.first_buy_only);
  put_list("Sites", rule.sites);
  put_list("Accounts", rule.accounts);
  put_flag("SingleUse", rule.single_use);
  put_flag("MustCoverInFull", rule.must_cover_in_full);
  return json::print(value);
}

base::Result<ProductScope, DocumentError> parse_product_scope(std::string_view text) {
  DocumentReader document(text);
  ProductScope scope = read_scope(document);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return scope;
}

std::string print_product_scope(const ProductScope& scope) {
  return json::print(to_json(scope));
}

std::string_view unmet_condition(const CouponRule& rule, const FundingNeed& need) {
  if (!rule.products.includes(need.commodity)) return "Products";
  if (!admits(rule.order_types, need.order_type)) return "OrderTypes";
  if (!admits(rule.pay_types, need.pay_type)) return "PayTypes";
  if (need.payable < rule.min_order_amount) return "MinOrderAmount";
  if (rule.first_buy_only && !need.is_first_purchase) return "FirstBuyOnly";
  if (!admits(rule.sites, need.site)) return "Sites";
  if (!admits(rule.accounts, need.account)) return "Accounts";
  return {};
}

}  // namespace sluice::commerce
