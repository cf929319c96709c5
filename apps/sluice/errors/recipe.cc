#include "errors/recipe.h"

#include <algorithm>

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

constexpr std::string_view party_names[] = {"operator", "customer", "partner", "user", "provider", "machine"};

// What the operator can do that is about one account.
constexpr std::string_view account_parameter = "AccountId";
constexpr std::string_view read_prefix = "Describe";

bool is_of_the_run(std::string_view account) {
  return account == "{customer}" || account == "{partner}";
}

// A document with a condition that lets nobody else in.
bool is_guarded(const Call& call) {
  const auto document = std::ranges::find(call.parameters, "Document", &base::FormPairs::value_type::first);
  return document != call.parameters.end() && document->second.find(only_this_customer) != std::string::npos;
}

bool is_confined(const Step& step) {
  const Act* const act = std::get_if<Act>(&step);
  if (act == nullptr) return false;
  const Call& call = act->call;
  if (call.who == Who::Provider || call.who == Who::Machine) return false;
  if (call.who != Who::Operator || call.action.starts_with(read_prefix) || call.action == "CreateAccount") {
    return true;
  }
  if (call.action == "PutTerm") return is_guarded(call);
  const auto account =
      std::ranges::find(call.parameters, account_parameter, &base::FormPairs::value_type::first);
  return account != call.parameters.end() && is_of_the_run(account->second);
}

}  // namespace

std::string_view to_text(Who who) {
  return party_names[static_cast<size_t>(who)];
}

Call telling_call(const Recipe& recipe) {
  const bool creates = recipe.action == create_action;
  return {recipe.caller, recipe.action, creates ? with(order_parameters(), recipe.changes) : recipe.changes};
}

bool is_confined(const Recipe& recipe) {
  return std::ranges::all_of(recipe.steps, [](const Step& step) { return is_confined(step); });
}

bool needs_provider(const Recipe& recipe) {
  return std::ranges::any_of(recipe.steps, [](const Step& step) {
    const Act* const act = std::get_if<Act>(&step);
    return act != nullptr && act->call.who == Who::Provider;
  });
}

bool needs_patience(const Recipe& recipe) {
  return recipe.sent != Sent::Once;
}

std::span<const Recipe> recipes() {
  static const std::vector<Recipe> all = [] {
    std::vector<Recipe> merged;
    for (auto part : {recipes_before_the_account(), recipes_of_the_account(), recipes_of_the_catalogue(),
                      recipes_of_hosts(), recipes_of_purchases(), recipes_of_prices(), recipes_of_the_order(),
                      recipes_of_payers(), recipes_of_payments(), recipes_of_providers(),
                      recipes_of_storage(), recipes_of_charges(), recipes_of_paid_orders(),
                      recipes_of_refunds(), recipes_of_renewals(), recipes_of_changes()}) {
      merged.insert(merged.end(), part.begin(), part.end());
    }
    return merged;
  }();
  return all;
}

const Recipe* find_recipe(api::OrderError error, std::string_view subject) {
  for (const Recipe& recipe : recipes()) {
    if (recipe.error == error && (subject.empty() || recipe.subject == subject)) return &recipe;
  }
  return nullptr;
}

}  // namespace sluice::app::errors
