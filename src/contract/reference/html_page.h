#pragma once
// What all pages share: the frame around them, links that keep the language, headings that can be linked to,
// and fields.

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "contract/api/action.h"
#include "contract/reference/html_writer.h"
#include "contract/reference/language.h"

namespace sluice::reference {

// "#name" for an id; what a fragment cannot hold (RFC 3986 section 3.5) is percent-encoded.
std::string fragment(std::string_view id);

class HtmlPage {
 public:
  explicit HtmlPage(Language language) : language_(language) {}

  HtmlWriter& html() { return html_; }
  Language language() const { return language_; }
  std::string_view in(const api::Text& text) const { return reference::in(language_, text); }

  std::string link_to_index() const;
  std::string link_to(const api::Action& action) const;

  // Of the section that is open, which has this id.
  void heading(std::string_view id, std::string_view words);
  // Its rows are written by `rows`.
  void table(std::initializer_list<api::Text> columns, const std::function<void()>& rows);
  // A title and links; nothing without links.
  struct Link {
    std::string address;
    std::string_view words;
    bool is_here = false;
  };
  void link_list(std::string_view title, std::span<const Link> links);

  // The document: `navigation` and `body` write what is beside and inside it. `path` is where it is served.
  std::string write(std::string_view title, std::string_view path, const std::function<void()>& navigation,
                    const std::function<void()>& body);

 private:
  void write_head(std::string_view title);
  void write_bar(std::string_view path);

  const Language language_;
  HtmlWriter html_;
};

}  // namespace sluice::reference
