#include "contract/reference/examples.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/base/form.h"

namespace sluice::reference {
namespace {

std::string_view host_of_endpoint() {
  return example_endpoint.substr(example_endpoint.find("//") + 2);
}

std::string sluice_call(const api::Action& action) {
  std::string code = fmt::format("sluice call {}", action.name);
  for (const auto& [name, value] : example_parameters(action)) {
    code += fmt::format(" \\\n  --{} {}", name, shell_word(value));
  }
  return code + "\n";
}

// The canonical request of ACS3-HMAC-SHA256, line by line as in contract/signature.
std::string curl(const api::Action& action) {
  constexpr std::string_view code = R"sh(# the key is visible in the list of processes while openssl signs
endpoint={endpoint}
host=${{endpoint#*//}}
body={body}
date=$(date -u +%Y-%m-%dT%H:%M:%SZ)
nonce=$(openssl rand -hex 16)
sha256() {{ openssl dgst -sha256 -r "$@" | cut -d' ' -f1; }}
hash=$(printf %s "$body" | sha256)
headers='content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version'
request="POST
/

content-type:application/x-www-form-urlencoded
host:$host
x-acs-action:{action}
x-acs-content-sha256:$hash
x-acs-date:$date
x-acs-signature-nonce:$nonce
x-acs-version:{version}

$headers
$hash"
signature=$(printf 'ACS3-HMAC-SHA256\n%s' "$(printf %s "$request" | sha256)" |
  sha256 -hmac "$ALIBABA_CLOUD_ACCESS_KEY_SECRET")
curl -sS -w '\n' "$endpoint/" --data-raw "$body" \
  -H "Authorization: ACS3-HMAC-SHA256 Credential=$ALIBABA_CLOUD_ACCESS_KEY_ID,SignedHeaders=$headers,Signature=$signature" \
  -H 'content-type: application/x-www-form-urlencoded' -H 'accept: application/json' \
  -H 'x-acs-action: {action}' -H 'x-acs-version: {version}' \
  -H "x-acs-content-sha256: $hash" -H "x-acs-date: $date" -H "x-acs-signature-nonce: $nonce"
)sh";
  return fmt::format(code, fmt::arg("endpoint", example_endpoint),
                     fmt::arg("body", shell_word(base::format_form(example_parameters(action)))),
                     fmt::arg("action", action.name), fmt::arg("version", action.version));
}

std::string node(const api::Action& action) {
  std::string parameters;
  for (const auto& [name, value] : example_parameters(action)) {
    // "Tag.1.Key" is no identifier.
    const std::string key = name.find('.') == name.npos ? std::string(name) : quoted_literal(name);
    parameters += fmt::format("  {}: {},\n", key, quoted_literal(value));
  }
  constexpr std::string_view code = R"js(// npm install @alicloud/pop-core
const {{ RPCClient }} = require('@alicloud/pop-core');

const client = new RPCClient({{
  endpoint: '{endpoint}', apiVersion: '{version}',
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
}});
client.request('{action}', {{{parameters}}}, {{ method: 'POST' }}).then((answer) => console.log(answer));
)js";
  return fmt::format(code, fmt::arg("endpoint", example_endpoint), fmt::arg("version", action.version),
                     fmt::arg("action", action.name),
                     fmt::arg("parameters", parameters.empty() ? "" : "\n" + parameters));
}

std::string python(const api::Action& action) {
  std::string parameters;
  for (const auto& [name, value] : example_parameters(action)) {
    parameters += fmt::format("    '{}': {},\n", name, quoted_literal(value));
  }
  constexpr std::string_view code = R"py(# pip install alibabacloud-tea-openapi
import os

from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params
from alibabacloud_tea_util.models import RuntimeOptions

client = Client(Config(
    endpoint='{host}', protocol='http',
    access_key_id=os.environ['ALIBABA_CLOUD_ACCESS_KEY_ID'],
    access_key_secret=os.environ['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
))
params = Params(
    action='{action}', version='{version}', protocol='HTTP', method='POST', auth_type='AK',
    style='RPC', pathname='/', req_body_type='formData', body_type='json',
)
request = OpenApiRequest(query={{{parameters}}})
print(client.call_api(params, request, RuntimeOptions())['body'])
)py";
  return fmt::format(code, fmt::arg("host", host_of_endpoint()), fmt::arg("action", action.name),
                     fmt::arg("version", action.version),
                     fmt::arg("parameters", parameters.empty() ? "" : "\n" + parameters));
}

// Within single quotes, `quote` standing for one.
std::string in_single_quotes(std::string_view text, std::string_view quote, std::string_view backslash) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += quote;
    } else if (c == '\\') {
      quoted += backslash;
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> example_parameters(const api::Action& action) {
  const auto is_of_the_page = [](const api::Parameter& parameter) {
    return parameter.since == api::Since::Page;
  };
  const bool few =
      static_cast<size_t>(std::ranges::count_if(action.parameters, is_of_the_page)) <= few_parameters_max;
  std::vector<std::pair<std::string, std::string>> chosen;
  for (const api::Parameter& parameter : action.parameters) {
    if (parameter.refused || parameter.names == api::Names::Marker) continue;
    if (parameter.presence == api::Presence::Required || parameter.shown_in_examples ||
        (few && is_of_the_page(parameter))) {
      chosen.emplace_back(parameter.name, parameter.example);
    }
  }
  return chosen;
}

std::vector<Example> examples_of(const api::Action& action) {
  return {{"sluice-call", "sluice call", sluice_call(action)},
          {"curl", "curl", curl(action)},
          {"nodejs", "Node.js", node(action)},
          {"python", "Python", python(action)}};
}

std::string shell_word(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./:,+@").find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::ranges::all_of(text, is_plain)) return std::string(text);
  return in_single_quotes(text, R"('\'')", R"(\)");
}

std::string quoted_literal(std::string_view text) {
  return in_single_quotes(text, R"(\')", R"(\\)");
}

}  // namespace sluice::reference
