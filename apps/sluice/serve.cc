// The whole service in one process: control plane and node, put together and taken apart in reverse order.

#include "serve.h"

#include <csignal>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include "api_socket.h"
#include "control/gateway/http_front.h"
#include "control/identity/directory.h"
#include "control/plane/billing_runner.h"
#include "control/plane/control_plane.h"
#include "control/plane/data_files.h"
#include "control/plane/readiness.h"
#include "credentials.h"
#include "data_directory.h"
#include "descriptors.h"
#include "edge/agent/agent.h"
#include "environment.h"
#include "fail.h"
#include "hardening.h"
#include "platform/base/log.h"
#include "platform/http/server.h"
#include "platform/io/listen.h"
#include "platform/io/signals.h"
#include "provider_options.h"
#include "sealing_key.h"
#include "service_manager.h"

namespace sluice::app {
namespace {

constexpr auto node_start_deadline = std::chrono::seconds(10);
constexpr auto drain_deadline = std::chrono::seconds(5);

// The operator's first key, if somebody chose it; half a key is a mistake.
base::Result<identity::FirstKey, std::string> first_key() {
  const std::string id(take_from_environment("SLUICE_ROOT_ACCESS_KEY_ID").reveal());
  base::Secret secret = take_from_environment("SLUICE_ROOT_ACCESS_KEY_SECRET");
  if (id.empty() != secret.empty()) {
    return base::Unexpected{
        std::string("set both SLUICE_ROOT_ACCESS_KEY_ID and SLUICE_ROOT_ACCESS_KEY_SECRET, or neither")};
  }
  // Those are temporary keys, whose calls come with a token.
  if (id.starts_with("STS.")) {
    return base::Unexpected{"SLUICE_ROOT_ACCESS_KEY_ID: received " + id +
                            "; accepted: a name that does not begin with STS."};
  }
  return identity::FirstKey{id, std::move(secret)};
}

// New connections get the certificate that is in the files now; one that cannot be used changes nothing.
void reload_certificate(http::Server& server, const ServeOptions& options, base::WallTime now) {
  const auto context = read_server_context(options, now);
  if (!context) return base::log_error("tls.not_reloaded", {{"reason", context.error()}});
  server.serve_tls(*context);
  base::log_info("tls.reloaded", {{"expires", base::format_iso8601((*context)->expires())}});
}

bool exists(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

// The key that was drawn at this start: where it is, and to a person at a terminal what it is, this once.
// What is no terminal may be a journal that keeps it.
void tell_first_key(const ServeOptions& options) {
  const std::string path = options.data_dir + "/" + control::credentials_file;
  base::log_info("identity.first_key_written", {{"file", path}});
  if (options.development || ::isatty(STDOUT_FILENO) == 0) return;
  const auto key = read_credentials(path);
  if (!key) return base::log_error("identity.first_key_not_told", {{"reason", key.error()}});
  const std::string_view secret = key->access_key_secret.reveal();
  std::printf("the first access key, shown once; it is in %s too:\n  AccessKeyId      %s\n", path.c_str(),
              key->access_key_id.c_str());
  std::printf("  AccessKeySecret  %.*s\n", static_cast<int>(secret.size()), secret.data());
}

std::vector<gateway::Missing> find_missing(const control::ControlPlane& plane, bool is_stopping) {
  std::vector<gateway::Missing> missing = plane.find_missing();
  if (is_stopping) missing.push_back({"stopping", "the service ends when it has answered what is under way"});
  return missing;
}

}  // namespace

int serve(const ServeOptions& options) {
  harden(options.development ? Debugging::Possible : Debugging::Impossible);
  base::configure_log(options.log_format == "json" ? base::LogFormat::Json : base::LogFormat::Text,
                      base::LogLevel::Info);
  io::block_signals({SIGTERM, SIGINT});
  // A file that may not grow any more is storage that fails, and not the end of the process.
  std::signal(SIGXFSZ, SIG_IGN);
  http::ServerOptions server_options;
  const DescriptorShares descriptors =
      share_descriptors(server_options.connections_max, server_options.connections_per_address_max);
  server_options.connections_max = descriptors.api_connections_max;
  server_options.connections_per_address_max = descriptors.api_connections_per_address_max;
  base::SystemClock clock;
  const auto api = read_api_socket(options, clock.wall());
  if (!api) return fail({}, with_place(api.error(), options.places));
  if (api->tls) io::block_signals({SIGHUP});
  const auto rates = throttle::parse_rates(options.rate_limits);
  if (!rates) return fail({}, with_place("--rate-limits: " + rates.error(), options.places));
  auto backend_ports = agent::BackendPorts::parse(options.backend_ports);
  if (!backend_ports)
    return fail({}, with_place("--backend-ports: " + backend_ports.error(), options.places));
  if (options.arrears_release_days <= options.arrears_lock_days) {
    return fail({},
                with_place(fmt::format("--arrears-release-days: received {}; accepted: more than the {} of "
                                       "--arrears-lock-days",
                                       options.arrears_release_days, options.arrears_lock_days),
                           options.places));
  }
  std::optional<commerce::Timeline> billing;
  if (options.billing == "on") {
    billing = {.lock = std::chrono::days(options.arrears_lock_days),
               .release = std::chrono::days(options.arrears_release_days)};
  }
  auto key = first_key();
  if (!key) return fail({}, key.error());
  auto sealer = take_sealer(options.sealing_key_file);
  if (!sealer) return fail({}, with_place(sealer.error(), options.places));
  const auto provider_settings = read_providers(options.tables);
  if (!provider_settings) return fail({}, provider_settings.error());
  const ServiceManager manager = ServiceManager::from_environment();
  auto directory = DataDirectory::open(options.data_dir);
  if (!directory) return fail({}, directory.error());
  auto listening = io::listen_tcp(api->endpoint);
  if (!listening)
    return fail({}, fmt::format("cannot listen on {}: {}", options.listen, std::strerror(listening.error())));
  const base::Endpoint served = io::local_endpoint(listening->get());
  // Then the API answers at the addresses of backends as well.
  if (served.address == base::Ipv4{}) backend_ports->leave_out(served.port);

  base::SystemRandom random;
  agent::SystemSocketOpener opener;
  const bool had_credentials = exists(options.data_dir + "/" + control::credentials_file);
  auto plane = control::ControlPlane::open(
      {.data_dir = options.data_dir,
       .development = options.development,
       .error_lab = options.error_lab || options.development,
       .billing = billing,
       .generate_names = options.generate_names,
       .client_token_validity = std::chrono::seconds(options.client_token_seconds),
       .client_token_mismatch = options.client_token_mismatch == token_mismatches[0]
                                    ? idempotency::Mismatch::InvalidParameter
                                    : idempotency::Mismatch::IdempotentParameterMismatch,
       .rates = *rates,
       .providers = *provider_settings,
       .audit = {.days = options.audit_days, .events = options.audit_events_max},
       .tls_required = !api->plain_accepted,
       .first_key = std::move(*key),
       .sealer = std::move(*sealer),
       .sealing_key_path = options.sealing_key_file},
      clock, random);
  if (!plane) return fail({}, plane.error());
  agent::Agent node(clock,
                    {.node_id = control::local_node.get(),
                     .workers = options.workers,
                     .descriptors_of_others = descriptors.of_others,
                     .backend_ports = *backend_ports},
                    opener, [&](const nodelink::Report& report) { (*plane)->take(report); });
  (*plane)->connect_node([&](std::vector<std::string> messages) { node.apply(std::move(messages)); });
  if (!(*plane)->wait_for_node(node_start_deadline)) base::log_warning("node.slow_start");

  io::Loop loop(clock);
  auto gateway = (*plane)->make_gateway(loop);
  bool is_stopping = false;
  server_options.accepts_while_draining = true;
  http::Server server(
      loop, std::move(*listening), server_options,
      gateway::make_handler(*gateway, random, [&] { return find_missing(**plane, is_stopping); }),
      gateway::make_refusal(random));
  io::SignalWatcher signals(loop, {SIGTERM, SIGINT}, [&](int signal) {
    base::log_info("serve.stopping", {{"signal", signal}});
    is_stopping = true;
    manager.tell_stopping();
    server.drain(drain_deadline, [&] { loop.stop(); });
  });
  std::optional<io::SignalWatcher> reload;
  if (api->tls) {
    server.serve_tls(api->tls);
    // Two small files read on the loop, now and then in a year.
    reload.emplace(loop, std::initializer_list<int>{SIGHUP},
                   [&](int) { reload_certificate(server, options, clock.wall()); });
  }
  io::Timer bills(loop, [&] {
    (*plane)->bill();
    bills.arm(control::billing_interval);
  });
  bills.arm(base::Duration::zero());
  io::Timer recovery(loop, [&] {
    (*plane)->end_unfinished();
    recovery.arm(control::recovery_interval);
  });
  recovery.arm(base::Duration::zero());
  io::Timer retry(loop, [&] {
    (*plane)->retry_node();
    retry.arm(control::node_retry_interval);
  });
  retry.arm(control::node_retry_interval);
  io::Timer catch_up(loop, [&] {
    (*plane)->poll_identity();
    catch_up.arm(identity::catch_up_interval);
  });
  catch_up.arm(identity::catch_up_interval);
  io::Timer probe(loop, [&] {
    (*plane)->probe();
    probe.arm(control::probe_interval);
  });
  probe.arm(control::probe_interval);
  std::printf("sluice ready: %s://%s\n", api->tls ? "https" : "http", base::format_endpoint(served).c_str());
  if (!had_credentials && exists(options.data_dir + "/" + control::credentials_file)) tell_first_key(options);
  std::fflush(stdout);
  manager.tell_ready();
  loop.run();

  // Nothing new comes in; the node falls silent first, then the database closes, then the rest goes.
  node.stop();
  gateway.reset();
  plane->reset();
  base::log_info("serve.stopped");
  return 0;
}

}  // namespace sluice::app
