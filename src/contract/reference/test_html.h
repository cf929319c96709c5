#pragma once
// A strict reading of the HTML that this module writes: every element closed in its order, every attribute
// quoted, no character of text that could be taken for markup, ids that occur once, and links into the page
// that lead somewhere.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/encoding.h"

namespace sluice::reference {

class HtmlCheck {
 public:
  explicit HtmlCheck(std::string_view html) : rest_(html) {
    constexpr std::string_view doctype = "<!DOCTYPE html>\n";
    if (!rest_.starts_with(doctype)) complain("no doctype");
    rest_.remove_prefix(std::min(rest_.size(), doctype.size()));
    while (!rest_.empty() && problems_.empty()) read_next();
    if (!open_.empty()) complain("not closed: " + open_.back());
    for (const std::string& target : targets_) {
      if (!ids_.contains(target)) complain("leads nowhere: #" + target);
    }
  }

  const std::vector<std::string>& problems() const { return problems_; }
  const std::set<std::string>& ids() const { return ids_; }

 private:
  void complain(std::string problem) { problems_.push_back(std::move(problem)); }

  void read_next() {
    const size_t tag = std::min(rest_.find('<'), rest_.size());
    check_text(rest_.substr(0, tag));
    rest_.remove_prefix(tag);
    if (rest_.empty()) return;
    const size_t end = rest_.find('>');
    if (end == std::string_view::npos) return complain("a tag without end");
    std::string_view inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    if (inside.starts_with('/')) return close(inside.substr(1));
    const bool is_empty = inside.ends_with('/');
    if (is_empty) inside.remove_suffix(1);
    const std::string name(inside.substr(0, inside.find(' ')));
    if (name.empty() || name == "script") complain("unexpected element " + name);
    inside.remove_prefix(name.size());
    read_attributes(inside);
    if (!is_empty) open_.push_back(name);
    if (name == "style") rest_.remove_prefix(std::min(rest_.find("</"), rest_.size()));
  }

  void close(std::string_view name) {
    if (open_.empty() || open_.back() != name) return complain("closes " + std::string(name));
    open_.pop_back();
  }

  void read_attributes(std::string_view text) {
    while (!text.empty()) {
      const size_t equals = text.find("=\"");
      const size_t end = equals == std::string_view::npos ? equals : text.find('"', equals + 2);
      if (text.front() != ' ' || end == std::string_view::npos)
        return complain("attributes" + std::string(text));
      const std::string_view name = text.substr(1, equals - 1);
      const std::string value = unescape(text.substr(equals + 2, end - equals - 2));
      if (name == "id" && !ids_.insert(value).second) complain("two of id " + value);
      if (name == "href") check_link(value);
      if (name == "src" || name.starts_with("on") || name == "style")
        complain("attribute " + std::string(name));
      text.remove_prefix(end + 1);
    }
  }

  void check_link(std::string_view address) {
    if (address.starts_with('#')) {
      targets_.insert(base::form_decode(address.substr(1)).value_or("a broken escape"));
    } else if (!address.starts_with("/docs")) {
      complain("leads away: " + std::string(address));
    }
  }

  // '>' is harmless to a reader, and still nothing that is written here.
  void check_text(std::string_view text) {
    if (text.find('>') != std::string_view::npos) complain("a bare > in: " + std::string(text));
    unescape(text);
  }

  std::string unescape(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
      if (text.front() != '&') {
        plain += text.front();
        text.remove_prefix(1);
        continue;
      }
      const auto known =
          std::ranges::find_if(entities, [&](const auto& entity) { return text.starts_with(entity.first); });
      if (known == std::end(entities)) {
        complain("a bare & in: " + std::string(text.substr(0, 40)));
        return plain;
      }
      plain += known->second;
      text.remove_prefix(known->first.size());
    }
    return plain;
  }

  static constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};

  std::string_view rest_;
  std::vector<std::string> open_;
  std::set<std::string> ids_;
  std::set<std::string> targets_;
  std::vector<std::string> problems_;
};

}  // namespace sluice::reference
