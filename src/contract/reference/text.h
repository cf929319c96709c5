#pragma once
// The reference page of an action as plain text, laid out like the page that the API is documented with: a
// heading a line, tables with " | " between cells and " |" at the end of a row. A cell may end with a line
// end, or hold some: then no blank stands between them and the bar.
//
// The Chinese text of CreateLoadBalancer holds every line of its page, byte for byte and in its order (see
// page_test.cc). What the page does not have stands between and behind its tables, never inside them:
// parameters that came later, limits beyond the descriptions, the members of the answer, examples.

#include <string>

#include "contract/api/action.h"
#include "contract/reference/language.h"

namespace sluice::reference {

std::string text_page(const api::Action& action, Language language);

// Every action, by version and area: its name and what it does, a line each.
std::string text_index(Language language);

// The codes that an action's own table leaves to the gateway, in one sentence.
std::string common_errors_sentence(const api::Action& action, Language language);

}  // namespace sluice::reference
