#include <fmt/format.h>

#include "control/actions/listing.h"
#include "control/commerce/pricing/plan_faults.h"
#include "control/commerce/refusal/hint.h"
#include "control/commerce/terms_actions/handlers.h"
#include "control/commerce/terms_actions/term_words.h"

namespace sluice::commerce {
namespace {

constexpr size_t term_name_bytes_max = 128;
constexpr std::string_view platform_name = "platform";

// Of the only document that was taken in.
std::string name_of(const Terms& terms, TermKind kind) {
  switch (kind) {
    case TermKind::Commodity:
      return terms.commodities.begin()->first;
    case TermKind::PricingPlan:
      return terms.plans.begin()->first;
    case TermKind::SaleRule:
      return terms.sale_rules.front().name;
    case TermKind::OrderConstraint:
      return terms.order_constraints.front().name;
    case TermKind::RiskRule:
      return terms.risk_rules.front().name;
    case TermKind::ExchangeRate:
      return terms.exchange_rates.front().from + "/" + terms.exchange_rates.front().to;
    case TermKind::Node:
      return terms.nodes.begin()->first;
    case TermKind::Platform:
      break;
  }
  return std::string(platform_name);
}

// Of which there are several of one name, by time.
bool has_versions(TermKind kind) {
  return kind == TermKind::PricingPlan || kind == TermKind::ExchangeRate;
}

bool overlap(const PricingPlan& a, const PricingPlan& b) {
  return (!a.valid_to || b.valid_from < *a.valid_to) && (!b.valid_to || a.valid_from < *b.valid_to);
}

// What is wrong with it by itself, and beside the other versions: at most plan_faults_max sentences.
std::vector<std::string> find_faults(storage::Transaction& tx, const PricingPlan& plan,
                                     const std::optional<Term>& replaced) {
  std::vector<std::string> faults = find_plan_faults(plan);
  for (const Term& term : list_terms(tx, TermKind::PricingPlan)) {
    if (faults.size() >= plan_faults_max) break;
    if (term.name != plan.commodity || (replaced && replaced->key == term.key)) continue;
    const auto other = parse_plan(term.document, term_id(term));
    if (!other || !overlap(plan, *other)) continue;
    faults.push_back(
        fmt::format("ValidFrom: it is in force together with version {}, which is from {} {}", other->version,
                    base::format_iso8601(other->valid_from),
                    other->valid_to ? "to " + base::format_iso8601(*other->valid_to) : std::string("on")));
  }
  return faults;
}

}  // namespace

Answer put_term(storage::KeySource& keys, const TermLimits& limits, storage::Transaction& tx,
                const Call& call, const api::PutTerm& request) {
  const api::Action& action = api::PutTerm::declaration;
  Term term{.key = keys.next(),
            .kind = kind_of(request.kind),
            .name = {},
            .document = request.document,
            .created = call.now};
  Terms alone;
  if (const auto taken = take_in(alone, term); !taken) {
    const auto& [field, reason] = taken.error();
    return actions::invalid(action, "Document", field.empty() ? reason : field + ": " + reason);
  }
  term.name = name_of(alone, term.kind);
  if (term.name.size() > term_name_bytes_max) {
    return actions::invalid(action, "Document",
                            fmt::format("its name: received {}; accepted: at most {} bytes", shown(term.name),
                                        term_name_bytes_max));
  }
  std::optional<Term> replaced;
  if (request.replaced_term_id) {
    replaced = find_term_by_id(tx, *request.replaced_term_id);
    if (!replaced) return actions::refuse(action, "TermNotFound", "there is no ReplacedTermId");
    if (!has_versions(term.kind) || replaced->kind != term.kind || replaced->name != term.name) {
      return actions::invalid(
          action, "ReplacedTermId",
          fmt::format("received that of {} {}; accepted: that of a version of the pricing "
                      "plan or the exchange rate that is put",
                      base::word_of(api::term_kinds, replaced->kind), shown(replaced->name)));
    }
  }
  std::vector<std::string> faults;
  if (term.kind == TermKind::PricingPlan) {
    faults = find_faults(tx, alone.plans.begin()->second.front(), replaced);
    if (!faults.empty() && !request.accept_faults) {
      return actions::invalid(action, "Document", listed(faults) + "; accepted with AcceptFaults=true");
    }
  }
  if (has_versions(term.kind)) {
    if (replaced) delete_term(tx, replaced->kind, replaced->key, keys.next());
    insert_term(tx, term, keys.next());
  } else {
    replace_term(tx, term, keys.next());
  }
  // What was too much is undone with the unit.
  if (auto excess = find_excess(tx, limits)) {
    return actions::refuse(action, "TooManyTerms", *std::move(excess));
  }
  return json::Value{{"TermId", term_id(term)}, {"Name", term.name}, {"Warnings", actions::list_of(faults)}};
}

}  // namespace sluice::commerce
