#include "contract/reference/html_writer.h"

namespace sluice::reference {

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

HtmlWriter::Element HtmlWriter::open(std::string_view name, Attributes attributes) {
  tag(name, attributes, ">");
  return Element(*this, name);
}

void HtmlWriter::element(std::string_view name, Attributes attributes, std::string_view text) {
  const Element element = open(name, attributes);
  this->text(text);
}

void HtmlWriter::empty_element(std::string_view name, Attributes attributes) {
  tag(name, attributes, "/>");
}

void HtmlWriter::text(std::string_view text) {
  html_ += escape_html(text);
}

void HtmlWriter::text_with_breaks(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  for (;;) {
    const size_t end = text.find('\n');
    this->text(text.substr(0, end));
    if (end == std::string_view::npos) return;
    empty_element("br");
    text.remove_prefix(end + 1);
  }
}

void HtmlWriter::style(std::string_view sheet) {
  const Element element = open("style");
  html_ += sheet;
}

void HtmlWriter::tag(std::string_view name, Attributes attributes, std::string_view end) {
  html_ += '<';
  html_ += name;
  for (const auto& [attribute, value] : attributes) {
    html_ += ' ';
    html_ += attribute;
    html_ += "=\"";
    html_ += escape_html(value);
    html_ += '"';
  }
  html_ += end;
}

void HtmlWriter::close(std::string_view name) {
  html_ += "</";
  html_ += name;
  html_ += '>';
  // Source that people can read; inside <pre> every line end counts, and none of these stands there.
  constexpr std::string_view blocks[] = {"head", "style", "header", "nav", "section", "div", "table",
                                         "tr",   "ul",    "li",     "p",   "h1",      "h2",  "pre"};
  for (const std::string_view block : blocks) {
    if (name == block) html_ += '\n';
  }
}

}  // namespace sluice::reference
