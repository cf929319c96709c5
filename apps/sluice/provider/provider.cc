#include "provider/provider.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "control/providers/contract/reply.h"
#include "control/providers/sample/host.h"
#include "fail.h"
#include "platform/base/log.h"
#include "platform/http/client.h"
#include "platform/io/listen.h"
#include "platform/io/signals.h"
#include "platform/json/json.h"
#include "provider/check_contract.h"
#include "provider_secret.h"

namespace sluice::app {
namespace {

constexpr const char* provider_name = "provider";

struct Told {
  providers::Seam seam;
  providers::Instruction instruction;
};

// SEAM=BEHAVIOUR or SEAM=BEHAVIOUR:MILLISECONDS; of payments also payment.STEP=...
base::Result<Told, std::string> parse_told(const std::string& text) {
  const size_t equals = std::min(text.find('='), text.size());
  const size_t colon = std::min(text.find(':', equals), text.size());
  const size_t dot = std::min(text.find('.'), equals);
  const auto seam = providers::parse_seam(text.substr(0, dot));
  const auto step =
      dot == equals ? std::nullopt : providers::parse_payment_step(text.substr(dot + 1, equals - dot - 1));
  const bool has_step = dot == equals || (step && seam == providers::Seam::Payment);
  const auto behaviour =
      providers::parse_behaviour(equals == text.size() ? "" : text.substr(equals + 1, colon - equals - 1));
  Told told{.seam = seam.value_or(providers::Seam::Pricing),
            .instruction = {.behaviour = behaviour.value_or(providers::Behaviour::Proper), .step = step}};
  bool has_delay = true;
  if (colon < text.size()) {
    const std::string delay = text.substr(colon + 1);
    has_delay = !delay.empty() && delay.size() <= 5 && delay.find_first_not_of("0123456789") == delay.npos;
    if (has_delay) told.instruction.delay = std::chrono::milliseconds(std::stoi(delay));
  }
  if (seam && behaviour && has_delay && has_step) return told;
  return base::Unexpected{fmt::format(
      "received {}; accepted: SEAM=BEHAVIOUR or SEAM=slow:MILLISECONDS, where SEAM is one of {}, or "
      "payment.STEP with a STEP of {}, and BEHAVIOUR one of {}",
      text, fmt::join(providers::seam_texts(), ", "), fmt::join(providers::payment_step_texts(), ", "),
      fmt::join(providers::behaviour_texts(), ", "))};
}

base::Result<providers::SampleState, std::string> read_state(const std::string& path) {
  if (path.empty()) return providers::default_sample_state();
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) return base::Unexpected{fmt::format("--state: cannot read {}", path)};
  auto state = providers::parse_sample_state(text.str());
  if (!state) return base::Unexpected{fmt::format("--state: {}: {}", path, state.error())};
  return state;
}

int serve_sample(const ProviderOptions& options, base::Secret secret) {
  auto state = read_state(options.state_file);
  if (!state) return app::fail(provider_name, state.error());
  providers::Sample sample(std::move(secret), *std::move(state));
  for (const std::string& each : options.behaviours) {
    const auto told = parse_told(each);
    if (!told) return app::fail(provider_name, "--behave: " + told.error());
    sample.behave(told->seam, told->instruction);
  }
  const auto endpoint = base::parse_endpoint(options.listen);
  if (!endpoint || endpoint->address.bits >> 24 != 127) {
    return app::fail(
        provider_name,
        fmt::format("--listen: received {}; accepted: 127.x.y.z:PORT, as it is a sample", options.listen));
  }
  io::block_signals({SIGTERM, SIGINT});
  auto listening = io::listen_tcp(*endpoint);
  if (!listening) {
    return app::fail(provider_name, fmt::format("cannot listen on {}: {}", options.listen,
                                                std::strerror(listening.error())));
  }
  const base::Endpoint served = io::local_endpoint(listening->get());
  const base::SystemClock clock;
  io::Loop loop(clock);
  providers::SampleHost host(loop, *std::move(listening), sample);
  io::SignalWatcher signals(loop, {SIGTERM, SIGINT}, [&](int) { loop.stop(); });
  std::printf("sluice provider ready: http://%s\n", base::format_endpoint(served).c_str());
  std::fflush(stdout);
  loop.run();
  return 0;
}

int tell_to_behave(const ProviderOptions& options, const base::Secret& secret) {
  const auto told = parse_told(options.behaviour);
  if (!told) return app::fail("provider behave", told.error());
  const auto place = find_provider(options.url);
  if (!place) return app::fail("provider behave", "--url: " + place.error());
  const auto index = static_cast<size_t>(told->instruction.behaviour);
  json::Value body{{"seam", to_text(told->seam)},
                   {"behaviour", providers::behaviour_texts()[index]},
                   {"delay_ms", told->instruction.delay.count()}};
  if (const auto& step = told->instruction.step) {
    body["step"] = providers::payment_step_texts()[static_cast<size_t>(*step)];
  }
  const auto response = http::fetch(
      place->server,
      signed_request(*place, providers::behave_path, json::print(body), secret, base::SystemClock{}.wall()));
  if (!response) return app::fail("provider behave", response.error());
  std::printf("%s\n", response->body.c_str());
  return response->status == 200 ? 0 : 1;
}

int check_somebodys(const ProviderOptions& options, const base::Secret& secret) {
  const auto place = find_provider(options.url);
  if (!place) return app::fail("provider check", "--url: " + place.error());
  std::vector<providers::Seam> seams;
  for (const std::string& name : options.seams) seams.push_back(*providers::parse_seam(name));
  for (size_t i = 0; options.seams.empty() && i < providers::seam_count; ++i) {
    seams.push_back(static_cast<providers::Seam>(i));
  }
  int status = 0;
  for (const ContractFinding& finding : check_contract(*place, secret, seams)) {
    std::printf("%-5s %s\n", finding.fault.empty() ? "ok" : "FAULT", finding.claim.c_str());
    if (finding.fault.empty()) continue;
    std::printf("      %s\n", finding.fault.c_str());
    status = 1;
  }
  return status;
}

}  // namespace

CLI::App* add_provider_command(CLI::App& app, ProviderOptions& options) {
  CLI::App* command = app.add_subcommand(
      provider_name, "run the sample provider: what orders may ask outside, answered on loopback");
  command->add_option("--secret-file", options.secret_file, "the secret that the service has as well");
  command->add_option("--listen", options.listen, "address and port; port 0 picks a free one")
      ->default_val("127.0.0.1:8690");
  command->add_option("--state", options.state_file, "a JSON file with what it knows (docs/providers.md)");
  command->add_option("--behave", options.behaviours,
                      "SEAM=BEHAVIOUR: proper, slow:MS, wrong, refusing, failing, forgetful or silent");

  CLI::App* behave = command->add_subcommand("behave", "tell a running sample provider how to behave");
  behave->add_option("behaviour", options.behaviour, "SEAM=BEHAVIOUR, as in --behave")->required();
  behave->add_option("--url", options.url, "where it is")->default_val("http://127.0.0.1:8690");
  behave->add_option("--secret-file", options.secret_file, "its secret")->required();
  behave->final_callback([&options] { options.what = ProviderOptions::What::Behave; });

  CLI::App* check = command->add_subcommand("check", "ask a provider whether it keeps the contract");
  check->add_option("url", options.url, "where it is, without /v1")->required();
  check->add_option("--secret-file", options.secret_file, "the secret that it has")->required();
  check->add_option("--seam", options.seams, "check this one only; may be repeated")
      ->check(CLI::IsMember(
          std::vector<std::string>(providers::seam_texts().begin(), providers::seam_texts().end())));
  check->final_callback([&options] { options.what = ProviderOptions::What::Check; });
  return command;
}

int run_provider(const ProviderOptions& options) {
  if (options.secret_file.empty()) return app::fail(provider_name, "--secret-file: is missing");
  auto secret = read_provider_secret(options.secret_file);
  if (!secret) return app::fail(provider_name, "--secret-file: " + secret.error());
  switch (options.what) {
    case ProviderOptions::What::Serve:
      return serve_sample(options, *std::move(secret));
    case ProviderOptions::What::Behave:
      return tell_to_behave(options, *secret);
    case ProviderOptions::What::Check:
      return check_somebodys(options, *secret);
  }
  return 1;
}

}  // namespace sluice::app
