#include "contract/reference/html.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "contract/reference/areas.h"
#include "contract/reference/examples.h"
#include "contract/reference/fields.h"
#include "contract/reference/html_error_table.h"
#include "contract/reference/html_page.h"
#include "contract/reference/labels.h"
#include "contract/reference/limits.h"
#include "contract/reference/permission.h"
#include "contract/reference/response.h"
#include "contract/reference/text.h"

namespace sluice::reference {
namespace {

using Links = std::vector<HtmlPage::Link>;

bool has_later_parameters(const api::Action& action) {
  return !parameter_rows(action, api::Since::Later).empty();
}

void write_badges(HtmlPage& page, const api::Action& action) {
  HtmlWriter& html = page.html();
  const auto badges = html.open("div", {{"class", "badges"}});
  const bool writes = action.effect == api::Effect::Write;
  html.element("span", {{"class", "badge"}}, action.version);
  html.element("span", {{"class", writes ? "badge writes" : "badge reads"}},
               page.in(writes ? labels::writes : labels::reads));
  if (action.idempotency == api::Idempotency::ClientToken) {
    html.element("span", {{"class", "badge"}}, page.in(labels::with_token));
  }
}

void write_rates(HtmlPage& page, const api::RateLimits& limits) {
  HtmlWriter& html = page.html();
  const auto section = html.open("section", {{"id", "call-rates"}});
  page.heading("call-rates", page.in(labels::call_rates));
  const auto list = html.open("ul");
  html.element("li", fmt::format(fmt::runtime(page.in(labels::api_rate)), limits.api_per_second));
  html.element("li", fmt::format(fmt::runtime(page.in(labels::user_rate)), limits.user_per_second));
}

// Tabs without a script: a radio button each, and the panels in the same order behind them.
void write_examples(HtmlPage& page, const api::Action& action) {
  HtmlWriter& html = page.html();
  const auto section = html.open("section", {{"id", "examples"}});
  page.heading("examples", page.in(labels::examples));
  const auto examples = examples_of(action);
  const auto tabs = html.open("div", {{"class", "tabs"}});
  for (const Example& example : examples) {
    const std::string id = fmt::format("example-{}", example.id);
    if (&example == &examples.front()) {
      html.empty_element("input",
                         {{"type", "radio"}, {"name", "example"}, {"id", id}, {"checked", "checked"}});
    } else {
      html.empty_element("input", {{"type", "radio"}, {"name", "example"}, {"id", id}});
    }
    html.element("label", {{"for", id}}, example.title);
  }
  for (const Example& example : examples) {
    const auto panel = html.open("div", {{"class", "panel"}});
    const auto block = html.open("pre");
    html.element("code", example.code);
  }
}

void write_permission(HtmlPage& page, const api::Ram& ram) {
  HtmlWriter& html = page.html();
  const auto section = html.open("section", {{"id", "permission"}});
  page.heading("permission", page.in(labels::permission));
  const auto write_list = [&](const auto& words) {
    const auto cell = html.open("td");
    html.text_with_breaks(words.empty() ? std::string(page.in(labels::none))
                                        : fmt::format("{}", fmt::join(words, "\n")));
  };
  page.table({labels::operation, labels::access_level, labels::resource_types, labels::condition_keys,
              labels::associated_actions},
             [&] {
               const auto row = html.open("tr");
               {
                 const auto cell = html.open("td");
                 html.element("code", ram.action);
               }
               html.element("td", to_string(ram.access_level));
               write_list(resource_types(ram, page.language()));
               write_list(ram.condition_keys);
               write_list(ram.associated_actions);
             });
}

// The style sheet has no deeper one.
constexpr size_t indentation_max = 4;

// A parameter or a member of the answer.
struct Field {
  std::string id;
  std::string_view path;
  size_t depth;
  std::string_view type;
  const api::Presence* presence;  // of a parameter
  std::string_view description;
  std::string limit;
  std::string_view default_value;
  std::string_view example;
};

void write_facts(HtmlPage& page, const Field& field) {
  if (field.limit.empty() && field.default_value.empty() && field.example.empty()) return;
  HtmlWriter& html = page.html();
  const auto facts = html.open("dl", {{"class", "facts"}});
  if (!field.limit.empty()) {
    html.element("dt", page.in(labels::limit));
    html.element("dd", field.limit);
  }
  for (const auto& [label, value] :
       {std::pair(labels::default_value, field.default_value), {labels::example, field.example}}) {
    if (value.empty()) continue;
    html.element("dt", page.in(label));
    const auto fact = html.open("dd");
    html.element("code", value);
  }
}

void write_field(HtmlPage& page, const Field& field) {
  HtmlWriter& html = page.html();
  const auto all = html.open(
      "div",
      {{"class", fmt::format("field depth-{}", std::min(field.depth, indentation_max))}, {"id", field.id}});
  {
    const auto head = html.open("div", {{"class", "name"}});
    {
      const auto anchor = html.open("a", {{"href", fragment(field.id)}});
      html.element("code", field.path);
    }
    html.element("span", {{"class", "type"}}, field.type);
    if (field.presence != nullptr) {
      const bool required = *field.presence == api::Presence::Required;
      html.element("span", {{"class", required ? "required" : "optional"}},
                   page.in(required ? labels::is_required : labels::is_optional));
    }
  }
  {
    const auto words = html.open("p");
    html.text_with_breaks(field.description);
  }
  write_facts(page, field);
}

void write_parameters(HtmlPage& page, const api::Action& action, api::Since since, std::string_view id,
                      const api::Text& heading) {
  const auto rows = parameter_rows(action, since);
  if (rows.empty()) return;
  const auto section = page.html().open("section", {{"id", id}});
  page.heading(id, page.in(heading));
  for (const auto& [path, depth, parameter] : rows) {
    write_field(page, {.id = path,
                       .path = path,
                       .depth = depth,
                       .type = type_name(parameter->type),
                       .presence = &parameter->presence,
                       .description = page.in(parameter->description),
                       .limit = limit_of(*parameter, page.language()).value_or(""),
                       .default_value = parameter->default_value,
                       .example = parameter->example});
  }
}

void write_response(HtmlPage& page, const api::Action& action) {
  const auto section = page.html().open("section", {{"id", "response"}});
  page.heading("response", page.in(labels::response));
  const auto write_member = [&](std::string_view path, size_t depth, const api::ResponseField& field) {
    write_field(page, {.id = fmt::format("response-{}", path),
                       .path = path,
                       .depth = depth,
                       .type = type_name(field.type),
                       .presence = nullptr,
                       .description = page.in(field.description),
                       .limit = {},
                       .default_value = {},
                       .example = field.example});
  };
  const api::ResponseField request_id = request_id_field(action);
  write_member(request_id.name, 0, request_id);
  for (const auto& [path, depth, field] : rows_of(action.response)) write_member(path, depth, *field);
}

// Where the string that begins at `begin` is over, its closing quote included.
size_t end_of_string(std::string_view json, size_t begin) {
  size_t at = begin + 1;
  while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
  return std::min(at + 1, json.size());
}

// JSON with its member names and strings marked.
void write_json(HtmlWriter& html, std::string_view json) {
  while (!json.empty()) {
    const size_t quote = std::min(json.find('"'), json.size());
    html.text(json.substr(0, quote));
    json.remove_prefix(quote);
    if (json.empty()) return;
    const size_t end = end_of_string(json, 0);
    const bool is_name = end < json.size() && json[end] == ':';
    html.element("span", {{"class", is_name ? "key" : "string"}}, json.substr(0, end));
    json.remove_prefix(end);
  }
}

void write_response_example(HtmlPage& page, const api::Action& action) {
  HtmlWriter& html = page.html();
  const auto section = html.open("section", {{"id", "response-example"}});
  page.heading("response-example", page.in(labels::response_example));
  const auto block = html.open("pre");
  const auto code = html.open("code");
  write_json(html, response_example(action));
}

void write_errors(HtmlPage& page, const api::Action& action) {
  HtmlWriter& html = page.html();
  const auto section = html.open("section", {{"id", "errors"}});
  page.heading("errors", page.in(labels::errors));
  std::vector<const api::ErrorRow*> errors;
  for (const api::ErrorRow& error : action.errors) errors.push_back(&error);
  write_error_table(page, errors);
  {
    const auto note = html.open("p", {{"class", "note"}});
    html.text(common_errors_sentence(action, page.language()));
    html.text(" ");
    html.element("a", {{"href", page.link_to_index() + "#errors"}}, page.in(labels::common_errors));
  }
}

// The page's third column is a button of its site, and left out here.
void write_history(HtmlPage& page, const api::Action& action) {
  if (action.history.empty()) return;
  HtmlWriter& html = page.html();
  const auto section = html.open("section", {{"id", "history"}});
  page.heading("history", page.in(labels::history));
  page.table({labels::changed_at, labels::change}, [&] {
    for (const api::HistoryEntry& entry : action.history) {
      const auto row = html.open("tr");
      html.element("td", {{"class", "date"}}, entry.date);
      html.element("td", page.in(entry.summary));
    }
  });
}

void write_navigation(HtmlPage& page, const api::Action& action) {
  Links sections = {{"#call-rates", page.in(labels::call_rates)},
                    {"#permission", page.in(labels::permission)},
                    {"#examples", page.in(labels::examples)}};
  if (!parameter_rows(action, api::Since::Page).empty()) {
    sections.push_back({"#request-parameters", page.in(labels::request_parameters)});
  }
  if (has_later_parameters(action)) {
    sections.push_back({"#later-parameters", page.in(labels::later_parameters)});
  }
  sections.push_back({"#response", page.in(labels::response)});
  sections.push_back({"#response-example", page.in(labels::response_example)});
  sections.push_back({"#errors", page.in(labels::errors)});
  if (!action.history.empty()) sections.push_back({"#history", page.in(labels::history)});
  page.link_list(page.in(labels::on_this_page), sections);

  const auto others = page.html().open("div", {{"class", "others"}});
  for_each_group(
      [&](std::string_view version, const Area& area, std::span<const api::Action* const> actions) {
        if (version != action.version || &area != &area_of(action)) return;
        Links links;
        for (const api::Action* each : actions) {
          links.push_back({page.link_to(*each), each->name, each == &action});
        }
        page.link_list(page.in(area.name), links);
      });
}

}  // namespace

std::string html_page(const api::Action& action, Language language) {
  HtmlPage page(language);
  return page.write(
      action.name, fmt::format("{}/{}", docs_path, action.name), [&] { write_navigation(page, action); },
      [&] {
        page.html().element("h1", action.name);
        page.html().element("p", {{"class", "summary"}}, page.in(action.summary));
        write_badges(page, action);
        write_rates(page, action.rate_limits);
        write_permission(page, action.ram);
        write_examples(page, action);
        write_parameters(page, action, api::Since::Page, "request-parameters", labels::request_parameters);
        write_parameters(page, action, api::Since::Later, "later-parameters", labels::later_parameters);
        write_response(page, action);
        write_response_example(page, action);
        write_errors(page, action);
        write_history(page, action);
      });
}

}  // namespace sluice::reference
