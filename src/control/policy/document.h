#pragma once
// From the text of a document to its statements, or to the first thing that is wrong with it: of the whole
// (length, JSON, members, Version), then statement by statement (members, Effect, actions, resources or
// principals, conditions).

#include "control/policy/statement.h"

namespace sluice::policy {

enum class DocumentKind { Policy, Trust };

base::Result<std::vector<Statement>, Malformed> read_document(DocumentKind kind, std::string_view text,
                                                              std::span<const Key> product_keys);

}  // namespace sluice::policy
