#include "contract/reference/text.h"

#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "contract/reference/areas.h"
#include "contract/reference/examples.h"
#include "contract/reference/fields.h"
#include "contract/reference/labels.h"
#include "contract/reference/limits.h"
#include "contract/reference/permission.h"
#include "contract/reference/response.h"

namespace sluice::reference {
namespace {

using Cells = std::initializer_list<std::string_view>;

class TextPage {
 public:
  explicit TextPage(Language language) : language_(language) {}

  Language language() const { return language_; }
  std::string_view in(const api::Text& text) const { return reference::in(language_, text); }

  void line(std::string_view line) {
    text_ += line;
    text_ += '\n';
  }
  // Those of a text that ends with one.
  void lines(std::string_view lines) { text_ += lines; }
  void heading(const api::Text& heading) {
    text_ += '\n';
    line(in(heading));
  }
  void point(std::string_view words) { line(fmt::format("- {}", words)); }

  void row(Cells cells) {
    for (const std::string_view cell : cells) {
      if (text_.ends_with('|') && !cell.starts_with('\n')) text_ += ' ';
      text_ += cell;
      if (!text_.ends_with('\n')) text_ += ' ';
      text_ += '|';
    }
    text_ += '\n';
  }

  std::string take() { return std::move(text_); }

 private:
  const Language language_;
  std::string text_;
};

std::string_view or_dash(std::string_view text) {
  return text.empty() ? "-" : text;
}

void write_rates(TextPage& page, const api::RateLimits& limits) {
  page.heading(labels::call_rates);
  page.point(fmt::format(fmt::runtime(page.in(labels::api_rate)), limits.api_per_second));
  page.point(fmt::format(fmt::runtime(page.in(labels::user_rate)), limits.user_per_second));
}

void write_permission(TextPage& page, const api::Ram& ram) {
  page.heading(labels::permission);
  for (const api::Text& point : labels::permission_list) page.point(page.in(point));
  page.row({page.in(labels::operation), page.in(labels::access_level), page.in(labels::resource_types),
            page.in(labels::condition_keys), page.in(labels::associated_actions)});
  const std::string resources = fmt::format("{}", fmt::join(resource_types(ram, page.language()), "\n"));
  // A list of paragraphs, none here, and the line end behind it.
  const std::string conditions = fmt::format("{}\n", fmt::join(ram.condition_keys, "\n"));
  const std::string associated = ram.associated_actions.empty()
                                     ? std::string(page.in(labels::none))
                                     : fmt::format("{}", fmt::join(ram.associated_actions, "\n"));
  page.row({ram.action, to_string(ram.access_level), resources, conditions, associated});
}

void write_parameters(TextPage& page, const api::Action& action, api::Since since, const api::Text& heading) {
  const auto rows = parameter_rows(action, since);
  if (rows.empty()) return;
  page.heading(heading);
  page.row({page.in(labels::name), page.in(labels::type), page.in(labels::required),
            page.in(labels::description), page.in(labels::example)});
  for (const auto& [path, depth, parameter] : rows) {
    const bool required = parameter->presence == api::Presence::Required;
    page.row({path, type_name(parameter->type), page.in(required ? labels::yes : labels::no),
              page.in(parameter->description), or_dash(parameter->example)});
  }
}

void write_limits(TextPage& page, const api::Action& action) {
  bool begun = false;
  for (const auto& [path, depth, parameter] : rows_of(action.parameters)) {
    const auto limit = limit_of(*parameter, page.language());
    if (!limit && parameter->default_value.empty()) continue;
    if (!std::exchange(begun, true)) {
      page.heading(labels::limits);
      page.row({page.in(labels::name), page.in(labels::limit), page.in(labels::default_value)});
    }
    page.row({path, limit ? *limit : "-", or_dash(parameter->default_value)});
  }
}

void write_response(TextPage& page, const api::Action& action) {
  page.heading(labels::response);
  page.row(
      {page.in(labels::name), page.in(labels::type), page.in(labels::description), page.in(labels::example)});
  const api::ResponseField request_id = request_id_field(action);
  page.row({request_id.name, type_name(request_id.type), page.in(request_id.description),
            or_dash(request_id.example)});
  for (const auto& [path, depth, field] : rows_of(action.response)) {
    page.row({path, type_name(field->type), page.in(field->description), or_dash(field->example)});
  }
}

// As the page prints it: members begin at the left edge, and what is inside them is indented.
void write_response_example(TextPage& page, const api::Action& action) {
  page.heading(labels::response_example);
  const std::string example = response_example(action);
  std::string_view rest = example;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    page.line(line.starts_with("  ") ? line.substr(2) : line);
  }
}

void write_errors(TextPage& page, const api::Action& action) {
  page.heading(labels::errors);
  // Messages are English, descriptions Chinese: an English table does without the latter.
  const bool described = page.language() == Language::Chinese;
  if (described) {
    page.row({page.in(labels::http_status), page.in(labels::error_code), page.in(labels::error_message),
              page.in(labels::description)});
  } else {
    page.row({page.in(labels::http_status), page.in(labels::error_code), page.in(labels::error_message)});
  }
  for (const api::ErrorRow& error : action.errors) {
    const std::string status = std::to_string(error.http_status);
    if (described) {
      page.row({status, error.code, error.message, error.description_zh});
    } else {
      page.row({status, error.code, error.message});
    }
  }
  page.line(common_errors_sentence(action, page.language()));
}

void write_history(TextPage& page, const api::Action& action) {
  if (action.history.empty()) return;
  page.heading(labels::history);
  page.row({page.in(labels::changed_at), page.in(labels::change), page.in(labels::change_details)});
  for (const api::HistoryEntry& entry : action.history) {
    page.row({entry.date, page.in(entry.summary), page.in(labels::see_change)});
  }
}

void write_examples(TextPage& page, const api::Action& action) {
  page.heading(labels::examples);
  for (const Example& example : examples_of(action)) {
    page.line(fmt::format("\n{}:\n", example.title));
    page.lines(example.code);
  }
}

}  // namespace

std::string common_errors_sentence(const api::Action& action, Language language) {
  std::vector<std::string_view> codes;
  for (const api::ErrorRow* row : api::gateway::all) {
    const bool documented =
        std::ranges::find(action.errors, row->code, &api::ErrorRow::code) != action.errors.end();
    if (!documented && std::ranges::find(codes, row->code) == codes.end()) codes.push_back(row->code);
  }
  return fmt::format(fmt::runtime(in(language, labels::also_common_errors)),
                     fmt::join(codes, in(language, labels::list_separator)));
}

std::string text_page(const api::Action& action, Language language) {
  TextPage page(language);
  page.line(action.name);
  page.line(page.in(action.summary));
  page.line(fmt::format("{}: {}", page.in(labels::version), action.version));
  write_rates(page, action.rate_limits);
  write_permission(page, action.ram);
  write_parameters(page, action, api::Since::Page, labels::request_parameters);
  write_parameters(page, action, api::Since::Later, labels::later_parameters);
  write_limits(page, action);
  write_response(page, action);
  write_response_example(page, action);
  write_errors(page, action);
  write_history(page, action);
  write_examples(page, action);
  return page.take();
}

std::string text_index(Language language) {
  std::string text;
  for_each_group(
      [&](std::string_view version, const Area& area, std::span<const api::Action* const> actions) {
        text += fmt::format("{}{} {}\n", text.empty() ? "" : "\n", version, in(language, area.name));
        for (const api::Action* action : actions) {
          text += fmt::format("  {:<43} {}\n", action->name, in(language, action->summary));
        }
      });
  return text;
}

}  // namespace sluice::reference
