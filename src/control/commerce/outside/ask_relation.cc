#include "control/commerce/outside/ask_relation.h"

namespace sluice::commerce {

OutsideAnswer<RelationAnswer> ask_relation(providers::Consultation& consultation,
                                           const std::string& account_id, RelationMoment moment) {
  const providers::Reply* const reply = consultation.find(
      {.seam = providers::Seam::Relation,
       .body = print(providers::RelationQuestion{.account = account_id, .moment = moment})});
  if (reply == nullptr) return std::nullopt;
  if (reply->kind == providers::Reply::Kind::Answered) {
    if (const auto answer = providers::parse_relation_answer(reply->body)) return *answer;
  }
  return base::Result<RelationAnswer, Refusal>(
      base::Unexpected{Refusal{.error = api::OrderError::PayQueryParentRelationshipFailed,
                               .hint = "the provider of relations gave no answer"}});
}

}  // namespace sluice::commerce
