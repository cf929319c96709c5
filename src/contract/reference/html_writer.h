#pragma once
// Writes HTML that is well-formed by construction: what is opened is closed at the end of its scope, and text
// and attribute values are escaped. Element and attribute names are the program's own and not checked.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace sluice::reference {

std::string escape_html(std::string_view text);

class HtmlWriter {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // An open element; closes with its scope. Inner ones end before outer ones, as scopes do.
  class Element {
   public:
    Element(HtmlWriter& writer, std::string_view name) : writer_(writer), name_(name) {}
    ~Element() { writer_.close(name_); }
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;

   private:
    HtmlWriter& writer_;
    const std::string_view name_;  // a literal
  };

  [[nodiscard]] Element open(std::string_view name, Attributes attributes = {});
  // The whole of an element that holds text, or nothing at all.
  void element(std::string_view name, Attributes attributes, std::string_view text);
  void element(std::string_view name, std::string_view text) { element(name, {}, text); }
  void empty_element(std::string_view name, Attributes attributes = {});

  void text(std::string_view text);
  // Line ends become breaks; those at the end are left out.
  void text_with_breaks(std::string_view text);
  // A style sheet, which is not escaped: the program's own, without "</".
  void style(std::string_view sheet);

  std::string take() { return std::move(html_); }

 private:
  void tag(std::string_view name, Attributes attributes, std::string_view end);
  void close(std::string_view name);

  std::string html_ = "<!DOCTYPE html>\n";
};

}  // namespace sluice::reference
