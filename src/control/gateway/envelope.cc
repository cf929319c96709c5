#include "control/gateway/envelope.h"

#include <algorithm>

#include "contract/api/characters.h"
#include "platform/base/form.h"
#include "platform/http/head.h"
#include "platform/json/json.h"

namespace sluice::gateway {
namespace {

namespace codes = api::gateway;
using signature::parameters_max;

constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr size_t name_characters_shown = 64;  // of a name that a stranger chose
constexpr std::string_view json_type = "application/json";
constexpr std::string_view bearer_type = "BEARERTOKEN";

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && http::equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  for (size_t at = 0; at + part.size() <= text.size(); ++at) {
    if (http::equal_ignoring_case(text.substr(at, part.size()), part)) return true;
  }
  return false;
}

base::Unexpected<api::Error> unreadable(std::string_view part, std::string hint) {
  return base::Unexpected{api::make_error(codes::invalid_parameter, part, std::move(hint))};
}

std::string first_value(const signature::Pairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &std::pair<std::string, std::string>::first);
  return found == pairs.end() ? std::string() : found->second;
}

using Added = base::Result<void, api::Error>;

// A name may come twice, in query and body, but not with two values: which one was meant?
Added add_parameter(std::string name, std::string value, api::ParameterSet& parameters) {
  const auto present = parameters.lower_bound(name);
  if (present != parameters.end() && present->first == name && present->second != value) {
    return unreadable(api::printable(name, name_characters_shown),
                      "the parameter is there twice, with different values");
  }
  parameters.set(std::move(name), std::move(value));
  return {};
}

Added add_parameters(const signature::Pairs& pairs, api::ParameterSet& parameters) {
  for (const auto& [name, value] : pairs) {
    if (auto added = add_parameter(name, value, parameters); !added) return added;
  }
  return {};
}

// A JSON body is an object; what is not text in it is read as its own JSON text, which is how lists travel.
Added add_json_body(std::string_view body, api::ParameterSet& parameters) {
  const auto value = json::parse(body);
  if (!value || !value->is_object() || value->size() > parameters_max) {
    return unreadable("Body", "the body is not one JSON object");
  }
  for (const auto& [name, member] : value->items()) {
    if (member.is_null()) continue;
    std::string text = member.is_string() ? member.get<std::string>() : json::print(member);
    if (auto added = add_parameter(name, std::move(text), parameters); !added) return added;
  }
  return {};
}

bool is_form(const signature::Request& request) {
  return starts_with_ignoring_case(header(request, "content-type"), form_type);
}

base::Unexpected<api::Error> unreadable_form() {
  return unreadable("Body", "the form is not well encoded or has too many parameters");
}

bool has_acs3_authorization(const signature::Request& request) {
  return starts_with_ignoring_case(header(request, "authorization"), "ACS3-");
}

// A bearer token stands in for the Authorization, unless the parameters carry a signature: headers say
// nothing in v1.
Dialect dialect_of(const signature::Request& request, const signature::Pairs& query) {
  if (has_acs3_authorization(request)) return Dialect::Acs3;
  const bool bearer =
      !header(request, "x-acs-bearer-token").empty() && first_value(query, "Signature").empty();
  return bearer ? Dialect::Acs3 : Dialect::V1;
}

base::Result<Envelope, api::Error> v1_envelope(signature::Pairs pairs) {
  Envelope envelope{.dialect = Dialect::V1};
  if (auto added = add_parameters(pairs, envelope.parameters); !added) {
    return base::Unexpected{std::move(added).error()};
  }
  envelope.action = first_value(pairs, "Action");
  envelope.version = first_value(pairs, "Version");
  envelope.access_key_id = first_value(pairs, "AccessKeyId");
  envelope.timestamp = first_value(pairs, "Timestamp");
  envelope.nonce = first_value(pairs, "SignatureNonce");
  envelope.security_token = first_value(pairs, "SecurityToken");
  envelope.signature = first_value(pairs, "Signature");
  envelope.signature_method = first_value(pairs, "SignatureMethod");
  envelope.signature_type = first_value(pairs, "SignatureType");
  envelope.signature_version = first_value(pairs, "SignatureVersion");
  envelope.signed_pairs = std::move(pairs);
  return envelope;
}

base::Result<Envelope, api::Error> acs3_envelope(const signature::Request& request,
                                                 const signature::Pairs& query) {
  Envelope envelope{.dialect = Dialect::Acs3};
  envelope.timestamp = header(request, "x-acs-date");
  envelope.nonce = header(request, "x-acs-signature-nonce");
  envelope.security_token = header(request, "x-acs-security-token");
  // One core puts the operation into the query; both places must not tell different stories.
  const std::pair<std::string_view, std::string*> operation[] = {{"Action", &envelope.action},
                                                                 {"Version", &envelope.version}};
  for (const auto& [name, target] : operation) {
    const std::string_view in_header = header(request, name == "Action" ? "x-acs-action" : "x-acs-version");
    const std::string in_query = first_value(query, name);
    if (!in_header.empty() && !in_query.empty() && in_header != in_query) {
      return unreadable(name, "query and header name different ones");
    }
    *target = in_header.empty() ? in_query : std::string(in_header);
  }
  if (!has_acs3_authorization(request)) {
    envelope.signature_type = bearer_type;
  } else if (auto authorization = signature::parse_acs3_authorization(header(request, "authorization"))) {
    envelope.access_key_id = std::move(authorization->credential);
    envelope.signature_method = std::move(authorization->algorithm);
    envelope.signature = std::move(authorization->signature);
    envelope.signed_headers = std::move(authorization->signed_headers);
  } else {
    envelope.authorization_readable = false;
  }
  if (auto added = add_parameters(query, envelope.parameters); !added) {
    return base::Unexpected{std::move(added).error()};
  }
  return envelope;
}

}  // namespace

std::string_view header(const signature::Request& request, std::string_view name) {
  for (const auto& [key, value] : request.headers) {
    if (http::equal_ignoring_case(key, name)) return value;
  }
  return {};
}

Format choose_format(const signature::Request& request) {
  const auto [path, query] = base::split_target(request.target);
  const auto query_pairs = base::parse_form(query, parameters_max);
  const bool acs3 = dialect_of(request, query_pairs.value_or(signature::Pairs{})) == Dialect::Acs3;
  if (acs3) {
    const std::string_view accept = header(request, "accept");
    if (contains_ignoring_case(accept, "json")) return Format::Json;
    if (contains_ignoring_case(accept, "xml")) return Format::Xml;
  }
  std::string wanted;
  if (query_pairs) wanted = first_value(*query_pairs, "Format");
  if (wanted.empty() && !acs3 && is_form(request)) {
    if (const auto pairs = base::parse_form(request.body, parameters_max))
      wanted = first_value(*pairs, "Format");
  }
  if (wanted.empty()) return acs3 ? Format::Json : Format::Xml;
  return http::equal_ignoring_case(wanted, "XML") ? Format::Xml : Format::Json;
}

base::Result<Envelope, api::Error> read_envelope(const signature::Request& request) {
  const auto [path, query] = base::split_target(request.target);
  auto pairs = base::parse_form(query, parameters_max);
  if (!pairs) return unreadable("Query", "the query is not well encoded or has too many parameters");
  if (dialect_of(request, *pairs) == Dialect::Acs3) return acs3_envelope(request, *pairs);

  if (is_form(request)) {
    const auto form = base::parse_form(request.body, parameters_max);
    if (!form) return unreadable_form();
    pairs->insert(pairs->end(), form->begin(), form->end());
  }
  return v1_envelope(std::move(*pairs));
}

base::Result<void, api::Error> read_signed_body(const signature::Request& request, Envelope& envelope) {
  if (envelope.dialect == Dialect::V1) return {};
  // A body whose type is not signed could be read in another way than it was meant.
  const auto& names = envelope.signed_headers;
  if (std::ranges::find(names, "content-type") == names.end()) return {};
  if (is_form(request)) {
    const auto form = base::parse_form(request.body, parameters_max);
    return form ? add_parameters(*form, envelope.parameters) : unreadable_form();
  }
  const bool is_json = starts_with_ignoring_case(header(request, "content-type"), json_type);
  if (!is_json || request.body.empty()) return {};
  return add_json_body(request.body, envelope.parameters);
}

}  // namespace sluice::gateway
