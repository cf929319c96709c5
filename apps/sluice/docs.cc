#include "docs.h"

#include <cstdio>

#include <fmt/format.h>

#include "contract/reference/description.h"
#include "contract/reference/examples.h"
#include "contract/reference/find.h"
#include "contract/reference/html.h"
#include "contract/reference/text.h"
#include "platform/json/json.h"
#include "service_url.h"

namespace sluice::app {
namespace {

constexpr int exit_no_such_action = 2;

static_assert(reference::example_endpoint == default_endpoint);

std::string in_json(const json::Value& value) {
  return json::print_indented(value) + "\n";
}

int fail_to_find(const std::string& action) {
  const auto suggestions = reference::suggest_actions(action);
  std::fprintf(stderr, "sluice docs: received %s; accepted: the name of an action; %s\n", action.c_str(),
               suggestions.empty() ? "sluice docs lists them"
                                   : fmt::format("the nearest: {}", fmt::join(suggestions, ", ")).c_str());
  return exit_no_such_action;
}

}  // namespace

int docs(const DocsOptions& options) {
  const reference::Language language =
      reference::parse_language(options.language).value_or(reference::language_default);
  std::string text;
  if (options.action.empty()) {
    text = options.format == "json"   ? in_json(reference::describe_all())
           : options.format == "html" ? reference::html_index(language)
                                      : reference::text_index(language);
  } else {
    const api::Action* action = reference::find_action(options.action);
    if (action == nullptr) return fail_to_find(options.action);
    text = options.format == "json"   ? in_json(reference::describe(*action))
           : options.format == "html" ? reference::html_page(*action, language)
                                      : reference::text_page(*action, language);
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

}  // namespace sluice::app
