#include "contract/reference/html_page.h"

#include <fmt/format.h>

#include "contract/reference/html.h"
#include "contract/reference/labels.h"
#include "contract/reference/style.h"
#include "platform/base/encoding.h"

namespace sluice::reference {

std::string fragment(std::string_view id) {
  return "#" + base::percent_encode(id);
}

std::string HtmlPage::link_to_index() const {
  return fmt::format("{}?lang={}", docs_path, code_of(language_));
}

std::string HtmlPage::link_to(const api::Action& action) const {
  return fmt::format("{}/{}?lang={}", docs_path, action.name, code_of(language_));
}

void HtmlPage::heading(std::string_view id, std::string_view words) {
  const auto heading = html_.open("h2");
  html_.element("a", {{"href", fragment(id)}}, words);
}

void HtmlPage::table(std::initializer_list<api::Text> columns, const std::function<void()>& rows) {
  const auto scroll = html_.open("div", {{"class", "scroll"}});
  const auto table = html_.open("table");
  {
    const auto head = html_.open("thead");
    const auto row = html_.open("tr");
    for (const api::Text& column : columns) html_.element("th", in(column));
  }
  const auto body = html_.open("tbody");
  rows();
}

void HtmlPage::link_list(std::string_view title, std::span<const Link> links) {
  if (links.empty()) return;
  html_.element("h2", title);
  const auto list = html_.open("ul");
  for (const Link& link : links) {
    const auto item = html_.open("li");
    html_.element("a", {{"href", link.address}, {"class", link.is_here ? "here" : "there"}}, link.words);
  }
}

void HtmlPage::write_head(std::string_view title) {
  const auto head = html_.open("head");
  html_.empty_element("meta", {{"charset", "utf-8"}});
  html_.empty_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html_.element("title", fmt::format("{} - Sluice {}", title, in(labels::api_reference)));
  html_.style(style_sheet());
}

void HtmlPage::write_bar(std::string_view path) {
  const Language other = language_ == Language::Chinese ? Language::English : Language::Chinese;
  const auto bar = html_.open("header");
  html_.element("a", {{"class", "home"}, {"href", link_to_index()}},
                fmt::format("Sluice {}", in(labels::api_reference)));
  html_.element("a",
                {{"class", "end"},
                 {"href", fmt::format("{}?lang={}", path, code_of(other))},
                 {"hreflang", code_of(other)}},
                in(labels::other_language));
}

std::string HtmlPage::write(std::string_view title, std::string_view path,
                            const std::function<void()>& navigation, const std::function<void()>& body) {
  {
    const auto document = html_.open("html", {{"lang", language_ == Language::Chinese ? "zh-CN" : "en"}});
    write_head(title);
    const auto all = html_.open("body");
    write_bar(path);
    const auto layout = html_.open("div", {{"class", "layout"}});
    {
      const auto beside = html_.open("nav");
      const auto inner = html_.open("div", {{"class", "inner"}});
      navigation();
    }
    const auto main = html_.open("main");
    body();
  }
  return html_.take();
}

}  // namespace sluice::reference
