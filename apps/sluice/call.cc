#include "call.h"

#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "contract/api/catalogue.h"
#include "contract/api/declared.h"
#include "contract/model/ids.h"
#include "contract/reference/find.h"
#include "contract/signature/signer.h"
#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/json/json.h"

namespace sluice::app {
namespace {

constexpr int exit_api_error = 1;
constexpr int exit_no_call = 2;
constexpr int attempts_max = 20;
constexpr auto throttled_interval = std::chrono::milliseconds(100);

base::Result<base::FormPairs, std::string> read_parameters(const std::vector<std::string>& words) {
  base::FormPairs pairs;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (!word.starts_with("--") || word.size() == 2) {
      return base::Unexpected{fmt::format("received {}; accepted: --Name value", word)};
    }
    const size_t equals = word.find('=');
    if (equals != std::string::npos) {
      pairs.emplace_back(word.substr(2, equals - 2), word.substr(equals + 1));
    } else if (i + 1 < words.size() && !words[i + 1].starts_with("--")) {
      pairs.emplace_back(word.substr(2), words[++i]);
    } else {
      return base::Unexpected{fmt::format("{} has no value; accepted: --Name value, or --Name=value", word)};
    }
  }
  return pairs;
}

// The service ignores what an action does not have, as clients send their own; here it is a slip of the keys.
void warn_of_unknown(const std::string& action_name, const base::FormPairs& parameters) {
  const api::Action* const action = reference::find_action(action_name);
  if (action == nullptr) return;
  for (const auto& [name, value] : parameters) {
    const std::string_view root = std::string_view(name).substr(0, name.find('.'));
    // A field or number that is wrong is refused, not ignored.
    if (api::find_declared(action->parameters, name) == nullptr &&
        api::find_declared(action->parameters, root) == nullptr) {
      std::fprintf(stderr,
                   "sluice call: %s has no parameter %s, which is ignored; sluice docs %s lists them\n",
                   action_name.c_str(), name.c_str(), action_name.c_str());
    }
  }
}

int fail(const std::string& reason) {
  std::fprintf(stderr, "sluice call: %s\n", reason.c_str());
  return exit_no_call;
}

std::string version_of(const std::string& action) {
  const api::Action* const declaration = api::find_action(action);
  return std::string(declaration == nullptr ? api::ens_version : declaration->version);
}

bool came_too_fast(const http::Response& response) {
  if (response.status == 200) return false;
  const auto value = json::parse(response.body);
  return value && json::find_text(*value, "Code").value_or("").starts_with("Throttling.");
}

}  // namespace

base::Result<ApiClient, std::string> ApiClient::open(const ServiceOptions& options,
                                                     std::optional<Credentials> key) {
  const auto url = parse_service_url(options.endpoint);
  if (!url) return base::Unexpected{url.error()};
  http::ClientOptions client_options{.host = url->host};
  if (url->tls) {
    auto context = options.ca_file.empty() ? tls::ClientContext::trusting_system()
                                           : tls::ClientContext::trusting_file(options.ca_file);
    if (!context) return base::Unexpected{"--ca-file: " + context.error()};
    client_options.tls = std::move(*context);
  } else if (!options.ca_file.empty()) {
    return base::Unexpected{
        fmt::format("--ca-file: received {} with --endpoint {}; accepted with https:// only", options.ca_file,
                    options.endpoint)};
  }
  if (!key) {
    auto found = find_credentials(options.data_dir);
    if (!found) return base::Unexpected{std::move(found).error()};
    key = std::move(*found);
  }
  const auto endpoint = find_endpoint(*url);
  if (!endpoint) return base::Unexpected{endpoint.error()};
  return ApiClient(url->host_and_port(), std::move(*key), http::Client(*endpoint, std::move(client_options)));
}

base::Result<http::Response, std::string> ApiClient::send(const std::string& action,
                                                          base::FormPairs parameters,
                                                          const std::string& version) {
  base::SystemRandom random;
  const auto request = signature::sign_acs3({.action = action,
                                             .version = version.empty() ? version_of(action) : version,
                                             .parameters = std::move(parameters),
                                             .access_key_id = credentials_.access_key_id,
                                             .secret = credentials_.access_key_secret,
                                             .time = base::SystemClock{}.wall(),
                                             .nonce = model::mint_request_id(random).get(),
                                             .host = host_},
                                            signature::Placement::PostForm);
  return http_.send(
      {.method = request.method, .target = request.target, .headers = request.headers, .body = request.body});
}

base::Result<http::Response, std::string> ApiClient::send_in_turn(const std::string& action,
                                                                  const base::FormPairs& parameters) {
  for (int attempt = 1;; ++attempt) {
    auto response = send(action, parameters);
    if (!response || attempt == attempts_max || !came_too_fast(*response)) return response;
    std::this_thread::sleep_for(throttled_interval);
  }
}

int call(const CallOptions& options, const std::vector<std::string>& words) {
  auto parameters = read_parameters(words);
  if (!parameters) return fail(parameters.error());
  warn_of_unknown(options.action, *parameters);
  auto client = ApiClient::open(options.service);
  if (!client) return fail(client.error());
  const auto response = client->send(options.action, std::move(*parameters), options.version);
  if (!response) return fail(response.error());
  std::printf("%s\n", response->body.c_str());
  return response->status == 200 ? 0 : exit_api_error;
}

}  // namespace sluice::app
