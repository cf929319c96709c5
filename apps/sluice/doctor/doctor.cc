#include "doctor/doctor.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "api_socket.h"
#include "control/plane/data_files.h"
#include "doctor/checks.h"
#include "doctor/read_data.h"
#include "doctor/read_machine.h"
#include "edge/agent/backend_ports.h"
#include "hardening.h"
#include "platform/json/json.h"
#include "provider_options.h"
#include "sealing_key.h"

namespace sluice::app {
namespace {

std::string_view word(Level level) {
  constexpr std::string_view words[] = {"ok", "warning", "problem"};
  return words[static_cast<size_t>(level)];
}

TlsReading read_tls(const ServeOptions& options, base::WallTime now) {
  TlsReading reading{
      .is_used = !options.tls_certificate.empty() || !options.tls_key.empty(), .refusal = {}, .now = now};
  if (!reading.is_used) return reading;
  if (options.tls_certificate.empty() || options.tls_key.empty()) {
    reading.refusal = "--tls-cert and --tls-key: give both or neither";
    return reading;
  }
  const auto context = read_server_context(options, now);
  if (context) reading.expires = (*context)->expires();
  if (!context) reading.refusal = context.error();
  return reading;
}

ProvidersReading read_provider_tables(const ServeOptions& options) {
  ProvidersReading reading;
  const auto settings = read_providers(options.tables);
  if (!settings) reading.refusal = settings.error();
  for (size_t i = 0; settings && i < providers::seam_count; ++i) {
    if (settings->seams[i]) reading.seams.emplace_back(to_text(static_cast<providers::Seam>(i)));
  }
  return reading;
}

ListenReading read_listen(const ServeOptions& options, base::WallTime now, bool is_running,
                          bool tls_is_well) {
  ListenReading reading{.refusal = {}, .endpoint = options.listen, .is_running = is_running};
  // What is wrong with the certificate is said by its own check.
  const auto socket = read_api_socket(options, now);
  if (!socket && tls_is_well) reading.refusal = with_place(socket.error(), options.places);
  if (const auto endpoint = base::parse_endpoint(options.listen)) reading.bind_error = try_to_bind(*endpoint);
  return reading;
}

NeighbourReading read_neighbours(const ServeOptions& options) {
  NeighbourReading reading;
  const auto backend_ports = agent::BackendPorts::parse(options.backend_ports);
  if (!backend_ports) {
    reading.refusal = with_place("--backend-ports: " + backend_ports.error(), options.places);
    return reading;
  }
  const auto api = base::parse_endpoint(options.listen);
  for (const uint16_t port : read_wildcard_ports()) {
    const bool is_api = api && api->address == base::Ipv4{} && api->port == port;
    if (backend_ports->contains(port) && !is_api) reading.reachable.push_back(port);
  }
  return reading;
}

std::vector<Finding> examine(const ServeOptions& options) {
  const base::WallTime now = base::SystemClock{}.wall();
  const std::string& data_dir = options.data_dir;
  const ServerReading server = read_server(data_dir);
  const DirectoryReading directory = read_directory(data_dir);
  const TlsReading tls = read_tls(options, now);
  const DiskReading disk = read_disk(data_dir);
  std::vector<Finding> findings{
      check_server(server),
      check_listen(read_listen(options, now, server.is_running, tls.refusal.empty())),
      check_neighbours(read_neighbours(options)),
      check_privileges(read_privileges()),
      check_descriptors(read_descriptors()),
      check_disk(disk),
      check_filesystem(disk),
      check_clock(read_clock(now)),
      check_core_dumps(read_core_dumps(options.development)),
      check_tls(tls),
      check_providers(read_provider_tables(options)),
      check_directory(directory),
  };
  if (!options.tls_key.empty()) findings.push_back(check_secret_file(read_secret_file(options.tls_key)));
  const auto sealer = take_sealer(options.sealing_key_file);
  const std::string key_path = control::sealing_key_path(data_dir, options.sealing_key_file);
  if (sealer && !*sealer) findings.push_back(check_secret_file(read_secret_file(key_path)));
  if (directory.is_directory) {
    findings.push_back(check_sync(read_sync(data_dir)));
    for (const char* file : {control::database_file, control::credentials_file}) {
      findings.push_back(check_secret_file(read_secret_file(data_dir + "/" + file)));
    }
  }
  findings.push_back(check_schema(read_schema(data_dir)));
  if (sealer) findings.push_back(check_sealing_key(read_sealing_key(data_dir, key_path, *sealer)));
  if (!sealer)
    findings.push_back(
        check_sealing_key({.source = {}, .error = sealer.error(), .unopened = {}, .key_id = {}}));
  return findings;
}

void print_lines(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    fmt::print("{:<8} {:<12} {}\n", word(finding.level), finding.check, finding.found);
    if (!finding.remedy.empty()) fmt::print("{:<8} {:<12} -> {}\n", "", "", finding.remedy);
  }
}

void print_json(const std::vector<Finding>& findings, Level worst) {
  json::Value list = json::Value::array();
  for (const Finding& finding : findings) {
    list.push_back({{"check", finding.check},
                    {"level", word(finding.level)},
                    {"found", finding.found},
                    {"remedy", finding.remedy}});
  }
  const json::Value all{{"worst", word(worst)}, {"findings", std::move(list)}};
  fmt::print("{}\n", json::print_indented(all));
}

}  // namespace

int doctor(const DoctorOptions& options) {
  harden(Debugging::Impossible);
  const std::vector<Finding> findings = examine(options.serve);
  const Level worst = std::ranges::max_element(findings, {}, &Finding::level)->level;
  if (options.json) print_json(findings, worst);
  if (!options.json) print_lines(findings);
  return worst == Level::Problem ? 1 : 0;
}

}  // namespace sluice::app
