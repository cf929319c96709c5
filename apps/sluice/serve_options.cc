#include "serve_options.h"

#include <CLI/CLI.hpp>

#include "control/audit/store.h"
#include "control/commerce/billing/timeline.h"
#include "control/idempotency/client_token.h"
#include "credentials.h"

namespace sluice::app {

void add_serve_options(CLI::App& command, ServeOptions& options, std::string& config) {
  command.add_option("--config", config, "a TOML file with these options; what is said here wins");
  command.add_flag("--dev", options.development,
                   "a development server: example regions, instance types and images, loopback only");
  command.add_flag("--error-lab", options.error_lab,
                   "the operator may arm errors and delays, for tests (docs/error-lab.md); on with --dev");
  command.add_option("--data-dir", options.data_dir, "where everything is kept")
      ->default_val(default_data_dir());
  command.add_option("--listen", options.listen, "address and port of the API; port 0 picks a free one")
      ->default_val("127.0.0.1:8680");
  command.add_option("--sealing-key-file", options.sealing_key_file,
                     "the key that the secrets are sealed under, outside the data directory");
  command.add_option("--tls-cert", options.tls_certificate,
                     "certificate chain (PEM): the API then speaks HTTPS; SIGHUP reads it again");
  command.add_option("--tls-key", options.tls_key, "the certificate's key (PEM)");
  command
      .add_option("--plain-http", options.plain_http,
                  "beside HTTPS: refuse (the default), or accept on loopback addresses")
      ->check(CLI::IsMember({"accept", "refuse"}));
  command.add_option("--workers", options.workers, "data plane threads")
      ->default_val(1)
      ->check(CLI::Range(1, 64));
  command.add_option("--log-format", options.log_format, "json or text")
      ->default_val("text")
      ->check(CLI::IsMember({"json", "text"}));
  command
      .add_option("--rate-limits", options.rate_limits,
                  "documented (per action and account), off, or a factor on the documented figures")
      ->default_val("documented");
  command
      .add_option("--backend-ports", options.backend_ports,
                  "the ports at which backends may be reached: all, or such as 80,443,8000-8999")
      ->default_val("all");
  command
      .add_option(
          "--billing", options.billing,
          "on: balancers that are created from now on are billed, and unpaid bills lock and release them")
      ->default_val("off")
      ->check(CLI::IsMember({"on", "off"}));
  command
      .add_option("--arrears-lock-days", options.arrears_lock_days,
                  "how long after a bill was due what its account has is locked")
      ->default_val(commerce::Timeline{}.lock.count())
      ->check(CLI::Range(commerce::lock_days_min, commerce::release_days_max));
  command
      .add_option("--arrears-release-days", options.arrears_release_days,
                  "and released, which comes at least a day later")
      ->default_val(commerce::Timeline{}.release.count())
      ->check(CLI::Range(commerce::lock_days_min + 1, commerce::release_days_max));
  command
      .add_option("--client-token-seconds", options.client_token_seconds,
                  "how long a ClientToken answers with its first result")
      ->default_val(sluice::idempotency::validity_default.count())
      ->check(
          CLI::Range(sluice::idempotency::validity_min.count(), sluice::idempotency::validity_max.count()));
  command
      .add_option("--client-token-mismatch", options.client_token_mismatch,
                  "how a token that comes with other parameters is refused")
      ->default_val(token_mismatches[0])
      ->check(CLI::IsMember({token_mismatches[0], token_mismatches[1]}));
  command
      .add_option("--audit-days", options.audit_days, "for how many days events of the audit trail are kept")
      ->default_val(audit::days_default)
      ->check(CLI::Range(audit::days_min, audit::days_max));
  command
      .add_option("--audit-events-max", options.audit_events_max,
                  "how many changes the audit trail keeps, and beside them a fifth as many refusals")
      ->default_val(audit::events_default)
      ->check(CLI::Range(audit::events_min, audit::events_max));
  command.add_flag("!--no-generated-names", options.generate_names,
                   "leave balancers without a name unnamed, as Terraform's resource expects");
}

base::Result<void, std::string> read_serve_config(CLI::App& command, ServeOptions& options,
                                                  const std::string& config) {
  if (command.count("--config") == 0) return {};
  auto file = read_config(command, config);
  if (!file) return base::Unexpected{std::move(file).error()};
  options.places = std::move(file->places);
  options.tables = std::move(file->tables);
  return {};
}

}  // namespace sluice::app
