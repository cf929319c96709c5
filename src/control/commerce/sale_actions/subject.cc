#include "control/commerce/sale_actions/subject.h"

#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/refusal/hint.h"
#include "control/identity/identity_store.h"

namespace sluice::commerce {
namespace {

using actions::invalid;

std::string codes_of(const Terms& terms) {
  std::vector<std::string> codes;
  for (const auto& [code, commodity] : terms.commodities) codes.push_back(code);
  return listed(codes);
}

}  // namespace

base::Result<Subject, api::Error> find_subject(const api::Action& action, TermsCache& cache,
                                               storage::Transaction& tx, const SubjectNames& names) {
  const auto& [commodity_code, ali_uid_account, custom_account] = names;
  Subject subject{.terms = cache.at(tx)};
  if (ali_uid_account && custom_account && *ali_uid_account != *custom_account) {
    return invalid(
        action, "CustomAccount",
        fmt::format("received {} beside AliUidAccount {}; accepted: one of them, or the same in both",
                    shown(*custom_account), shown(*ali_uid_account)));
  }
  const std::optional<std::string>& account_id = ali_uid_account ? ali_uid_account : custom_account;
  if (account_id) {
    const auto account = identity::find_account(tx, model::AccountId(*account_id));
    if (!account) {
      return invalid(action, ali_uid_account ? "AliUidAccount" : "CustomAccount",
                     fmt::format("there is no account {}; ListAccounts shows them", shown(*account_id)));
    }
    subject.account_id = *account_id;
    subject.account_key = account->key;
  }
  subject.commodity = subject.terms->find_commodity(commodity_code);
  if (subject.commodity == nullptr) {
    return invalid(action, "CommodityCode",
                   fmt::format("received {}; accepted: {}", shown(commodity_code), codes_of(*subject.terms)));
  }
  return subject;
}

base::Result<OrderType, api::Error> find_order_type(const api::Action& action, const Commodity& commodity,
                                                    const std::string& text, std::string_view parameter,
                                                    std::string_view path) {
  const auto type = parse_order_type(text);
  if (type && std::ranges::find(commodity.order_types, *type) != commodity.order_types.end()) return *type;
  std::vector<std::string_view> accepted;
  for (const OrderType each : commodity.order_types) accepted.push_back(to_text(each));
  return invalid(action, parameter,
                 fmt::format("{}: received {}; accepted: {}", path, shown(text), listed(accepted)));
}

base::Result<const Module*, api::Error> find_module(const api::Action& action, const Commodity& commodity,
                                                    const std::string& code, std::string_view parameter,
                                                    std::string_view path) {
  const auto found = std::ranges::find(commodity.modules, code, &Module::code);
  if (found != commodity.modules.end()) return &*found;
  std::vector<std::string_view> accepted;
  for (const Module& each : commodity.modules) accepted.push_back(each.code);
  return invalid(action, parameter,
                 fmt::format("{}: received {}; accepted: {}", path, shown(code), listed(accepted)));
}

std::vector<Kept> controls_of(const Subject& subject) {
  std::vector<Kept> controls;
  for (const SaleRule& rule : subject.terms->sale_rules) {
    if (!rule.control || rule.commodity != subject.commodity->code) continue;
    if (rule.from != base::WallTime{} || rule.to) continue;
    if (rule.control->account_id == subject.account_id) controls.push_back({rule.name, *rule.control});
  }
  return controls;
}

bool are_one(const SaleControl& a, const SaleControl& b) {
  return a.order_type == b.order_type && a.module == b.module && a.when == b.when;
}

}  // namespace sluice::commerce
