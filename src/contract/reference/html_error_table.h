#pragma once
// Error rows with an anchor each.

#include <span>

#include "contract/api/error.h"
#include "contract/reference/html_page.h"

namespace sluice::reference {

// A code names its first row, #error-CODE; rows that repeat it are numbered, #error-CODE-2. Messages are
// English and descriptions Chinese, so an English table does without the
// latter, as does one whose rows have none.
void write_error_table(HtmlPage& page, std::span<const api::ErrorRow* const> errors);

}  // namespace sluice::reference
