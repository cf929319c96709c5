#include <algorithm>

#include "control/commerce/catalogue/commodity.h"
#include "control/commerce/catalogue/commodity_words.h"
#include "control/commerce/refusal/hint.h"
#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// What a constraint can ask besides the modules.
constexpr std::string_view order_attributes[] = {"quantity", "order_type"};

template <class Enum>
Enum word_of(DocumentReader& document, std::string_view name, std::span<const std::string_view> words) {
  return base::find_word<Enum>(words, document.one_of(name, words)).value_or(Enum{});
}

template <class Enum>
Enum word_of(DocumentReader& document, std::string_view name, std::span<const std::string_view> words,
             Enum otherwise) {
  const std::string_view word = words[static_cast<size_t>(otherwise)];
  return base::find_word<Enum>(words, document.one_of(name, words, word)).value_or(otherwise);
}

std::string element(std::string_view list, size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

// A list of different words, one at least.
template <class Enum>
std::vector<Enum> words_of(DocumentReader& document, std::string_view name,
                           std::span<const std::string_view> words) {
  std::vector<Enum> read;
  for (const std::string& text : document.texts(name)) {
    const auto word = base::find_word<Enum>(words, text);
    if (!word || std::ranges::find(read, *word) != read.end()) {
      document.refuse(element(name, read.size()),
                      "received " + shown(text) + "; accepted: each once of " + listed(words));
      return read;
    }
    read.push_back(*word);
  }
  if (read.empty()) document.refuse(name, "is missing or empty; accepted: a list of " + listed(words));
  return read;
}

void refuse_more_than(DocumentReader& document, std::string_view list, size_t size, size_t max) {
  if (size <= max) return;
  document.refuse(
      list, "received " + std::to_string(size) + " items; accepted: " + std::to_string(max) + " at most");
}

bool is_name(std::string_view text) {
  const auto is_inner = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= name_bytes_max && text[0] >= 'a' && text[0] <= 'z' &&
         std::ranges::all_of(text, is_inner);
}

std::string name_of(DocumentReader& document, std::string_view member) {
  std::string name = document.text(member);
  if (!is_name(name)) {
    document.refuse(member, "received " + shown(name) + "; accepted: a to z, 0 to 9 and _, a letter first, " +
                                std::to_string(name_bytes_max) + " bytes at most");
  }
  return name;
}

Deposit read_deposit(DocumentReader& document, const Currency& currency) {
  Deposit deposit;
  document.within("Deposit", [&](DocumentReader& member) {
    deposit.rule = word_of<Deposit::Rule>(member, "Rule", deposit_rule_words);
    if (deposit.rule == Deposit::Rule::Cycles) {
      deposit.cycles = member.integer("Cycles", 1, deposit_cycles_max);
    }
    if (deposit.rule == Deposit::Rule::Fixed)
      deposit.amount = member.amount("Amount", currency, 0, amount_max);
  });
  return deposit;
}

bool has_module(const std::vector<Module>& modules, std::string_view code) {
  return std::ranges::find(modules, code, &Module::code) != modules.end();
}

Module read_module(DocumentReader& document, const std::vector<Module>& before) {
  Module module;
  module.code = name_of(document, "Code");
  if (has_module(before, module.code)) {
    document.refuse("Code", "received " + shown(module.code) + " again; accepted: each module once");
  }
  if (std::ranges::find(order_attributes, module.code) != std::end(order_attributes)) {
    document.refuse("Code", "received " + shown(module.code) +
                                ", which constraints know as the order's own; accepted: another name");
  }
  module.required = document.flag("Required", false);
  if (document.has("Default")) module.otherwise = document.text("Default");
  module.items = document.texts("Items");
  refuse_more_than(document, "Items", module.items.size(), module_items_max);
  for (size_t i = 0; i < module.items.size() && !document.failed(); ++i) {
    const auto earlier = module.items.begin() + static_cast<std::ptrdiff_t>(i);
    if (module.items[i].empty() || std::find(module.items.begin(), earlier, module.items[i]) != earlier) {
      document.refuse(element("Items", i), "received " + shown(module.items[i]) +
                                               "; accepted: texts that are not empty, each once");
    }
  }
  if (module.otherwise && !module.items.empty() &&
      std::ranges::find(module.items, *module.otherwise) == module.items.end()) {
    document.refuse("Default", "received " + shown(*module.otherwise) +
                                   "; accepted: one of its Items: " + listed(module.items));
  }
  return module;
}

std::optional<Constraint::Condition> read_condition(DocumentReader& document, std::string_view name,
                                                    const std::vector<Module>& modules) {
  std::string text = document.text(name);
  if (document.failed()) return std::nullopt;
  auto expression = Expression::parse(text);
  if (!expression) {
    document.refuse(
        name, "at byte " + std::to_string(expression.error().offset) + ": " + expression.error().message);
    return std::nullopt;
  }
  for (const std::string& attribute : expression->attributes()) {
    if (attribute.find('.') != attribute.npos || has_module(modules, attribute)) continue;
    if (std::ranges::find(order_attributes, attribute) != std::end(order_attributes)) continue;
    std::vector<std::string_view> known;
    for (const Module& module : modules) known.push_back(module.code);
    known.insert(known.end(), std::begin(order_attributes), std::end(order_attributes));
    document.refuse(name, "received the attribute " + shown(attribute) + "; accepted: " + listed(known) +
                              ", and names with a point in them");
    return std::nullopt;
  }
  return Constraint::Condition{std::move(text), *std::move(expression)};
}

std::optional<Constraint> read_constraint(DocumentReader& document, const std::vector<Module>& modules) {
  std::optional<Constraint::Condition> when;
  if (document.has("When")) when = read_condition(document, "When", modules);
  const bool requires_it = document.has("Require");
  if (requires_it == document.has("Forbid")) {
    document.refuse("Require", "stands beside Forbid, or neither is there; accepted: one of the two");
  }
  auto condition = read_condition(document, requires_it ? "Require" : "Forbid", modules);
  if (!condition) return std::nullopt;
  return Constraint{std::move(when), requires_it ? Constraint::Effect::Require : Constraint::Effect::Forbid,
                    *std::move(condition)};
}

}  // namespace

base::Result<Commodity, DocumentError> parse_commodity(std::string_view text) {
  DocumentReader document(text);
  Commodity commodity;
  commodity.code = name_of(document, "Code");
  commodity.product = name_of(document, "Product");
  commodity.status = word_of(document, "Status", status_words, Commodity::Status::OnSale);
  commodity.order_types = words_of<OrderType>(document, "OrderTypes", order_type_texts());
  commodity.pay_modes = words_of<PayMode>(document, "PayModes", pay_mode_texts());
  commodity.coupon_allowed = document.flag("CouponAllowed", true);
  commodity.open_mode = word_of(document, "OpenMode", open_mode_words, Commodity::OpenMode::Auto);
  commodity.purchase_mode =
      word_of(document, "PurchaseMode", purchase_mode_words, Commodity::PurchaseMode::Any);
  commodity.min_quantity = document.integer("MinQuantity", 1, quantity_max, 1);
  commodity.max_quantity =
      document.integer("MaxQuantity", commodity.min_quantity, quantity_max, commodity.min_quantity);
  commodity.currency = &document.currency("Currency");
  commodity.open_threshold = document.amount("OpenThreshold", *commodity.currency, 0, amount_max, 0);
  commodity.deposit = read_deposit(document, *commodity.currency);
  document.each("Modules", [&](DocumentReader& member) {
    commodity.modules.push_back(read_module(member, commodity.modules));
  });
  document.each("Constraints", [&](DocumentReader& member) {
    auto constraint = read_constraint(member, commodity.modules);
    if (constraint) commodity.constraints.push_back(*std::move(constraint));
  });
  refuse_more_than(document, "Modules", commodity.modules.size(), modules_max);
  refuse_more_than(document, "Constraints", commodity.constraints.size(), constraints_max);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return commodity;
}

}  // namespace sluice::commerce
