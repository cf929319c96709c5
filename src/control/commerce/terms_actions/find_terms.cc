#include "control/commerce/terms_actions/handlers.h"
#include "control/commerce/terms_actions/term_words.h"

namespace sluice::commerce {
namespace {

json::Value term_to_json(const Term& term) {
  return {{"TermId", term_id(term)},
          {"Kind", base::word_of(api::term_kinds, term.kind)},
          {"Name", term.name},
          {"CreationTime", base::format_iso8601(term.created)},
          {"Document", term.document}};
}

}  // namespace

Answer describe_terms(storage::Transaction& tx, const Call&, const api::DescribeTerms& request) {
  TermFilter filter{.kind = std::nullopt, .name = request.name};
  if (request.kind) filter.kind = kind_of(*request.kind);
  json::Value page = json::Value::array();
  for (const Term& term : list_terms(tx, filter, {request.page_number, request.page_size})) {
    page.push_back(term_to_json(term));
  }
  return json::Value{{"TotalCount", count_terms(tx, filter)},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"Terms", std::move(page)}};
}

Answer delete_term(storage::KeySource& keys, storage::Transaction& tx, const Call&,
                   const api::DeleteTerm& request) {
  const api::Action& action = api::DeleteTerm::declaration;
  if (!request.term_id && !(request.kind && request.name)) {
    return actions::invalid(action, "TermId",
                            "received neither way of naming it; accepted: TermId, or Kind and Name");
  }
  bool was_there = false;
  if (request.term_id) {
    // What else is said has to hold of it.
    const auto term = find_term_by_id(tx, *request.term_id);
    was_there = term && (!request.kind || kind_of(*request.kind) == term->kind) &&
                (!request.name || *request.name == term->name) &&
                delete_term(tx, term->kind, term->key, keys.next());
  } else {
    was_there = delete_term(tx, kind_of(*request.kind), *request.name, keys.next());
  }
  if (!was_there) return actions::refuse(action, "TermNotFound");
  return json::Value::object();
}

}  // namespace sluice::commerce
