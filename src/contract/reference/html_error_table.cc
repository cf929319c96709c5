#include "contract/reference/html_error_table.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "contract/reference/labels.h"

namespace sluice::reference {

void write_error_table(HtmlPage& page, std::span<const api::ErrorRow* const> errors) {
  HtmlWriter& html = page.html();
  const auto says_more = [](const api::ErrorRow* error) { return error->description_zh != "-"; };
  const bool described = page.language() == Language::Chinese && std::ranges::any_of(errors, says_more);
  std::map<std::string_view, int> seen;
  const auto write_rows = [&] {
    for (const api::ErrorRow* error : errors) {
      const int occurrence = ++seen[error->code];
      const std::string id = occurrence == 1 ? fmt::format("error-{}", error->code)
                                             : fmt::format("error-{}-{}", error->code, occurrence);
      const auto row = html.open("tr", {{"id", id}});
      html.element("td", std::to_string(error->http_status));
      {
        const auto cell = html.open("td", {{"class", "code"}});
        const auto anchor = html.open("a", {{"href", fragment(id)}});
        html.element("code", error->code);
      }
      html.element("td", error->message);
      if (described) html.element("td", error->description_zh);
    }
  };
  if (described) {
    page.table({labels::http_status, labels::error_code, labels::error_message, labels::description},
               write_rows);
  } else {
    page.table({labels::http_status, labels::error_code, labels::error_message}, write_rows);
  }
}

}  // namespace sluice::reference
