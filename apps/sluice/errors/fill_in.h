#pragma once
// What a recipe leaves open, filled in with what a run knows.

#include <map>
#include <string>
#include <string_view>

#include "errors/recipe.h"
#include "platform/base/result.h"
#include "platform/json/json.h"

namespace sluice::app::errors {

using Known = std::map<std::string, std::string>;

// Names in braces become what they stand for; what is not known stays as it is.
std::string fill_in(std::string_view text, const Known& known);
base::FormPairs fill_in(const base::FormPairs& pairs, const Known& known);
Call fill_in(const Call& call, const Known& known);

// The document with these members (JSON) in the place of its own. The error is a sentence.
base::Result<std::string, std::string> amend_document(const std::string& document,
                                                      const base::FormPairs& members);

}  // namespace sluice::app::errors
