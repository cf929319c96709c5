// The pages that belong to no single action.

#include <vector>

#include <fmt/format.h>

#include "contract/reference/areas.h"
#include "contract/reference/find.h"
#include "contract/reference/html.h"
#include "contract/reference/html_error_table.h"
#include "contract/reference/html_page.h"
#include "contract/reference/labels.h"

namespace sluice::reference {
namespace {

struct Group {
  std::string id;
  std::string title;
  std::vector<const api::Action*> actions;
};

std::vector<Group> groups(Language language) {
  std::vector<Group> all;
  for_each_group(
      [&](std::string_view version, const Area& area, std::span<const api::Action* const> actions) {
        all.push_back({fmt::format("{}-{}", version, area.id),
                       fmt::format("{} · {}", in(language, area.name), version),
                       {actions.begin(), actions.end()}});
      });
  return all;
}

void write_group(HtmlPage& page, const Group& group) {
  HtmlWriter& html = page.html();
  const auto section = html.open("section", {{"id", group.id}, {"class", "actions"}});
  page.heading(group.id, group.title);
  page.table({labels::operation, labels::description}, [&] {
    for (const api::Action* action : group.actions) {
      const auto row = html.open("tr");
      {
        const auto cell = html.open("td");
        html.element("a", {{"href", page.link_to(*action)}}, action->name);
      }
      html.element("td", page.in(action->summary));
    }
  });
}

void write_common_errors(HtmlPage& page) {
  HtmlWriter& html = page.html();
  const auto section = html.open("section", {{"id", "errors"}});
  page.heading("errors", page.in(labels::common_errors));
  html.element("p", {{"class", "note"}}, page.in(labels::common_errors_intro));
  write_error_table(page, api::gateway::all);
}

void write_links_to_groups(HtmlPage& page, std::span<const Group> all) {
  std::vector<HtmlPage::Link> links;
  for (const Group& group : all) links.push_back({fragment(group.id), group.title});
  links.push_back({"#errors", page.in(labels::common_errors)});
  page.link_list(page.in(labels::on_this_page), links);
}

}  // namespace

std::string html_index(Language language) {
  HtmlPage page(language);
  HtmlWriter& html = page.html();
  const std::vector<Group> all = groups(language);
  return page.write(
      page.in(labels::all_actions), docs_path, [&] { write_links_to_groups(page, all); },
      [&] {
        html.element("h1", page.in(labels::all_actions));
        html.element("p", {{"class", "summary"}}, page.in(labels::index_intro));
        {
          const auto machines = html.open("p", {{"class", "note"}});
          html.element("a", {{"href", fmt::format("{}/actions.json", docs_path)}},
                       page.in(labels::machine_readable));
        }
        for (const Group& group : all) write_group(page, group);
        write_common_errors(page);
      });
}

std::string html_not_found(std::string_view name, std::span<const std::string_view> suggestions,
                           Language language) {
  HtmlPage page(language);
  HtmlWriter& html = page.html();
  const std::vector<HtmlPage::Link> to_index = {{page.link_to_index(), page.in(labels::all_actions)}};
  return page.write(
      page.in(labels::no_such_action), docs_path,
      [&] { page.link_list(page.in(labels::api_reference), to_index); },
      [&] {
        html.element("h1", page.in(labels::no_such_action));
        {
          const auto asked = html.open("p", {{"class", "summary"}});
          html.element("code", name);
        }
        if (suggestions.empty()) return;
        html.element("p", page.in(labels::did_you_mean));
        const auto list = html.open("ul");
        for (const std::string_view suggestion : suggestions) {
          const api::Action* action = find_action(suggestion);
          if (action == nullptr) continue;
          const auto item = html.open("li");
          html.element("a", {{"href", page.link_to(*action)}}, action->name);
        }
      });
}

}  // namespace sluice::reference
