#include "control/gateway/documentation.h"

#include "contract/api/characters.h"
#include "contract/reference/description.h"
#include "contract/reference/find.h"
#include "contract/reference/html.h"
#include "contract/reference/style.h"
#include "platform/base/digest.h"
#include "platform/base/encoding.h"
#include "platform/base/form.h"
#include "platform/json/json.h"

namespace sluice::gateway {
namespace {

// More parameters than this are not looked at.
constexpr size_t query_pairs_max = 16;
constexpr size_t asked_characters_shown = 64;  // of what was asked for and is not there

constexpr std::string_view html_type = "text/html;charset=utf-8";
constexpr std::string_view json_answer_type = "application/json;charset=utf-8";

// A page changes with the program only; an old one that is shown for some minutes after an upgrade misleads
// nobody.
constexpr std::string_view cached_for_minutes = "public, max-age=300";

reference::Language choose_language(const http::Request& request, std::string_view query) {
  if (const auto pairs = base::parse_form(query, query_pairs_max)) {
    for (const auto& [name, value] : *pairs) {
      if (name != "lang") continue;
      if (const auto language = reference::parse_language(value)) return *language;
    }
  }
  return reference::preferred_language(http::find_header(request.headers, "accept-language"))
      .value_or(reference::language_default);
}

http::Headers page_headers(reference::Language language, std::string_view caching) {
  return {{"Content-Type", std::string(html_type)},
          {"Content-Language", std::string(code_of(language))},
          {"Vary", "Accept-Language"},
          {"Cache-Control", std::string(caching)},
          {"Content-Security-Policy", reference::content_security_policy()},
          {"X-Content-Type-Options", "nosniff"},
          {"Referrer-Policy", "no-referrer"}};
}

// Browsers may read it from anywhere, as they may call the API.
http::Headers description_headers() {
  return {{"Content-Type", std::string(json_answer_type)},
          {"Cache-Control", std::string(cached_for_minutes)},
          {"X-Content-Type-Options", "nosniff"},
          {"Access-Control-Allow-Origin", "*"}};
}

bool has_already(const http::Request& request, std::string_view entity_tag) {
  bool found = false;
  http::for_each_element(http::find_header(request.headers, "if-none-match"), [&](std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    found = found || tag == entity_tag || tag == "*";
  });
  return found;
}

}  // namespace

Documentation::Document Documentation::to_document(std::string text) {
  std::string tag = "\"" + base::hex_lower(base::digest(base::Hash::Sha256, text)).substr(0, 32) + "\"";
  return {std::make_shared<const std::string>(std::move(text)), std::move(tag)};
}

const Documentation::Document& Documentation::page(const api::Action* action, reference::Language language) {
  const auto [slot, is_new] = pages_.try_emplace({action, language});
  if (is_new) {
    slot->second = to_document(action == nullptr ? reference::html_index(language)
                                                 : reference::html_page(*action, language));
  }
  return slot->second;
}

const Documentation::Document& Documentation::description() {
  if (!description_) description_ = to_document(json::print(reference::describe_all()));
  return *description_;
}

std::optional<http::Response> Documentation::answer(const http::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const auto [path, query] = base::split_target(request.target);
  if (!path.starts_with(reference::docs_path)) return std::nullopt;
  std::string_view name = path.substr(reference::docs_path.size());
  if (!name.empty() && name.front() != '/') return std::nullopt;
  if (!name.empty()) name.remove_prefix(1);

  const auto send = [&](const Document& document, http::Headers headers) -> http::Response {
    headers.emplace_back("ETag", document.entity_tag);
    if (has_already(request, document.entity_tag)) return {.status = 304, .headers = std::move(headers)};
    return {.headers = std::move(headers), .shared_body = document.text};
  };
  if (name == "actions.json") return send(description(), description_headers());
  const reference::Language language = choose_language(request, query);
  const api::Action* action = reference::find_action(name);
  if (action != nullptr || name.empty()) {
    return send(page(action, language), page_headers(language, cached_for_minutes));
  }
  const std::string asked = api::printable(name, asked_characters_shown);
  return http::Response{
      .status = 404,
      .headers = page_headers(language, "no-store"),
      .body = reference::html_not_found(asked, reference::suggest_actions(asked), language)};
}

}  // namespace sluice::gateway
