#pragma once
// Who pays for an account under financial trusteeship (stages S07 and S15), by the provider of relations.

#include <string>

#include "control/commerce/outside/answer.h"
#include "control/providers/contract/relation_message.h"

namespace sluice::commerce {

using providers::RelationAnswer;
using RelationMoment = providers::RelationQuestion::Moment;

// Refusal: PayQueryParentRelationshipFailed where it said no or was not heard.
OutsideAnswer<RelationAnswer> ask_relation(providers::Consultation& consultation,
                                           const std::string& account_id, RelationMoment moment);

}  // namespace sluice::commerce
