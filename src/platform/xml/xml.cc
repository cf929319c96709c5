#include "platform/xml/xml.h"

#include <utility>

#include <pugixml.hpp>

#include "platform/base/encoding.h"

namespace sluice::xml {
namespace {

constexpr int depth_max = 64;
constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

struct StringWriter final : pugi::xml_writer {
  std::string text;
  void write(const void* data, size_t size) override { text.append(static_cast<const char*>(data), size); }
};

// Escaping is done here and switched off in the library, which writes a carriage return as it is (a reader
// would make a line feed of it, section 2.11) and a forbidden control character as a reference (which is
// forbidden as well).
std::string escape(std::string_view value) {
  const std::string text = base::repair_utf8(value);
  std::string escaped;
  escaped.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '\r') {
      escaped += "&#13;";
    } else if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') {
      escaped += replacement;
    } else if (text.compare(i, 3, "\xEF\xBF\xBE") == 0 || text.compare(i, 3, "\xEF\xBF\xBF") == 0) {
      escaped += replacement;  // U+FFFE, U+FFFF
      i += 2;
    } else {
      escaped.push_back(c);
    }
  }
  return escaped;
}

// Names come from our own declarations; this keeps a document well-formed should one ever come from
// elsewhere.
std::string element_name(std::string_view name) {
  std::string safe = base::repair_utf8(name);
  for (char& c : safe) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
    const bool later = (c >= '0' && c <= '9') || c == '-' || c == '.';
    if (!letter && !later) c = '_';
  }
  if (safe.empty() || (safe[0] >= '0' && safe[0] <= '9') || safe[0] == '-' || safe[0] == '.')
    safe.insert(0, 1, '_');
  return safe;
}

void append(pugi::xml_node parent, const std::string& name, const json::Value& value);

void fill(pugi::xml_node element, const std::string& name, const json::Value& value) {
  if (value.is_object()) {
    for (const auto& member : value.items()) append(element, element_name(member.key()), member.value());
  } else if (value.is_array()) {
    for (const json::Value& item : value) append(element, name, item);
  } else if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (!text.empty()) element.text().set(escape(text).c_str());
  } else if (!value.is_null()) {
    element.text().set(json::print(value).c_str());
  }
}

void append(pugi::xml_node parent, const std::string& name, const json::Value& value) {
  if (!value.is_array()) return fill(parent.append_child(name.c_str()), name, value);
  for (const json::Value& item : value) fill(parent.append_child(name.c_str()), name, item);
}

base::Result<json::Value, std::string> read_element(pugi::xml_node element, int depth) {
  if (depth > depth_max) return base::Unexpected{std::string("elements are nested too deep")};
  if (element.first_attribute()) return base::Unexpected{std::string("an element has an attribute")};

  json::Value object = json::Value::object();
  std::string text;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) {
      text += child.value();
      continue;
    }
    auto value = read_element(child, depth + 1);
    if (!value) return value;
    json::Value& member = object[child.name()];
    // A value that is an array already can only come from an earlier sibling: no element reads as one.
    if (member.is_null()) {
      member = *std::move(value);
    } else if (member.is_array()) {
      member.push_back(*std::move(value));
    } else {
      member = json::Value::array({std::move(member), *std::move(value)});
    }
  }
  if (object.empty()) return json::Value(std::move(text));
  if (text.find_first_not_of(" \t\r\n") != std::string::npos) {
    return base::Unexpected{std::string("text stands beside elements")};
  }
  return object;
}

}  // namespace

std::string print(std::string_view root_name, const json::Value& value) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  const std::string name = element_name(root_name);
  fill(document.append_child(name.c_str()), name, value);

  StringWriter writer;
  document.save(writer, "", pugi::format_raw | pugi::format_attribute_single_quote | pugi::format_no_escapes,
                pugi::encoding_utf8);
  return std::move(writer.text);
}

base::Result<Document, ParseError> parse(std::string_view text) {
  if (!base::is_utf8(text)) return base::Unexpected{ParseError{0, "the text is not UTF-8"}};
  pugi::xml_document document;
  constexpr unsigned options = pugi::parse_default | pugi::parse_ws_pcdata_single;
  const auto outcome = document.load_buffer(text.data(), text.size(), options, pugi::encoding_utf8);
  if (!outcome) {
    return base::Unexpected{ParseError{static_cast<size_t>(outcome.offset), outcome.description()}};
  }
  const pugi::xml_node root = document.document_element();
  if (root.next_sibling()) return base::Unexpected{ParseError{0, "the document has several root elements"}};
  auto value = read_element(root, 1);
  if (!value) return base::Unexpected{ParseError{0, std::move(value).error()}};
  return Document{root.name(), *std::move(value)};
}

}  // namespace sluice::xml
