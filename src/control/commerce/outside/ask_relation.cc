#include "control/commerce/outside/ask_relation.h"

#include "control/commerce/outside/read_answer.h"

namespace sluice::commerce {

OutsideAnswer<RelationAnswer> ask_relation(providers::Consultation& consultation,
                                           const std::string& account_id, RelationMoment moment) {
  const providers::RelationQuestion question{.account = account_id, .moment = moment};
  return read_answer(consultation.find({.seam = providers::Seam::Relation, .body = print(question)}),
                     providers::parse_relation_answer, api::OrderError::PayQueryParentRelationshipFailed,
                     "the provider of relations gave no answer");
}

}  // namespace sluice::commerce
