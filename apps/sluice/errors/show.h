#pragma once
// What `list` and `explain` print.

#include <string>

#include "contract/api/ens/order_error.h"
#include "errors/recipe.h"
#include "platform/json/json.h"

namespace sluice::app::errors {

// All rows, in the page's order: a table for people, a list for programs.
std::string list_text();
json::Value list_json();

// One row: what it means, how to get out of it, and what `provoke` does.
std::string explain_text(api::OrderError error);
json::Value explain_json(api::OrderError error);

// "ModifyCustomer AccountId={customer} Status=FROZEN", long values cut.
std::string call_text(const std::string& action, const base::FormPairs& parameters);

}  // namespace sluice::app::errors
