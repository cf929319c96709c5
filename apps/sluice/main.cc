// sluice: the subcommands, one file each.

#include <cstdio>

#include <CLI/CLI.hpp>

#include "backup.h"
#include "call.h"
#include "certs.h"
#include "config_file.h"
#include "control/idempotency/client_token.h"
#include "credentials.h"
#include "demo.h"
#include "docs.h"
#include "serve.h"
#include "version.h"

namespace {

int fail(const std::string& reason) {
  std::fprintf(stderr, "sluice: %s\n", reason.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace sluice::app;
  CLI::App app{"Sluice: a self-hosted edge load balancer service behind the Alibaba Cloud ENS API"};
  app.require_subcommand(1);
  app.set_version_flag("--version", version_text());

  ServeOptions serve_options;
  CLI::App* serve_command = app.add_subcommand("serve", "run the API and the data plane in this process");
  std::string config;
  serve_command->add_option("--config", config, "a TOML file with these options; what is said here wins");
  serve_command->add_flag("--dev", serve_options.development,
                          "a development server: example regions, instance types and images, loopback only");
  serve_command->add_option("--data-dir", serve_options.data_dir, "where everything is kept")
      ->default_val(default_data_dir());
  serve_command
      ->add_option("--listen", serve_options.listen, "address and port of the API; port 0 picks a free one")
      ->default_val("127.0.0.1:8680");
  serve_command->add_option("--tls-cert", serve_options.tls_certificate,
                            "certificate chain (PEM): the API then speaks HTTPS; SIGHUP reads it again");
  serve_command->add_option("--tls-key", serve_options.tls_key, "the certificate's key (PEM)");
  serve_command
      ->add_option("--plain-http", serve_options.plain_http,
                   "beside HTTPS: refuse (the default), or accept on loopback addresses")
      ->check(CLI::IsMember({"accept", "refuse"}));
  serve_command->add_option("--workers", serve_options.workers, "data plane threads")
      ->default_val(1)
      ->check(CLI::Range(1, 64));
  serve_command->add_option("--log-format", serve_options.log_format, "json or text")
      ->default_val("text")
      ->check(CLI::IsMember({"json", "text"}));
  serve_command
      ->add_option("--rate-limits", serve_options.rate_limits,
                   "documented (per action and account), off, or a factor on the documented figures")
      ->default_val("documented");
  serve_command
      ->add_option("--client-token-seconds", serve_options.client_token_seconds,
                   "how long a ClientToken answers with its first result")
      ->default_val(sluice::idempotency::validity_default.count())
      ->check(
          CLI::Range(sluice::idempotency::validity_min.count(), sluice::idempotency::validity_max.count()));
  serve_command
      ->add_option("--client-token-mismatch", serve_options.client_token_mismatch,
                   "how a token that comes with other parameters is refused")
      ->default_val(token_mismatches[0])
      ->check(CLI::IsMember({token_mismatches[0], token_mismatches[1]}));
  serve_command->add_flag("!--no-generated-names", serve_options.generate_names,
                          "leave balancers without a name unnamed, as Terraform's resource expects");

  const auto add_service_options = [](CLI::App* command, ServiceOptions& options) {
    command->add_option("--endpoint", options.endpoint, "URL of the service")->default_val(default_endpoint);
    command->add_option("--ca-file", options.ca_file,
                        "authorities (PEM) to trust for https://; otherwise those of the system");
    command->add_option("--data-dir", options.data_dir, "whose credentials.json to use")
        ->default_val(default_data_dir());
  };

  CallOptions call_options;
  CLI::App* call_command =
      app.add_subcommand("call", "sign and send one API call: sluice call DescribeNetworks --PageSize 10");
  call_command->add_option("action", call_options.action, "the action's name")->required();
  add_service_options(call_command, call_options.service);
  call_command->add_option("--api-version", call_options.version,
                           "API version; found by the action's name if left out");
  call_command->allow_extras();

  DemoOptions demo_options;
  CLI::App* demo_command = app.add_subcommand(
      "demo", "create a balancer with two backends by the public API and send requests through it");
  add_service_options(demo_command, demo_options.service);
  demo_command->add_flag("--once", demo_options.once,
                         "end after the requests instead of serving the backends on");

  DocsOptions docs_options;
  CLI::App* docs_command =
      app.add_subcommand("docs", "print the reference of an action, or the list of all actions");
  docs_command->add_option("action", docs_options.action, "the action's name");
  docs_command->add_option("--lang", docs_options.language, "zh or en")
      ->default_val("zh")
      ->check(CLI::IsMember({"zh", "en"}));
  docs_command->add_option("--format", docs_options.format, "text, html or json")
      ->default_val("text")
      ->check(CLI::IsMember({"text", "html", "json"}));

  CertsOptions certs_options;
  CLI::App* certs_command = app.add_subcommand(
      "certs", "make a certificate for the service, and an authority of its own that vouches for it");
  certs_command->add_option("--dir", certs_options.directory, "where they are kept; an authority stays")
      ->required();
  certs_command->add_option("--host", certs_options.hosts,
                            "a name or address of the service beside 127.0.0.1, ::1 and localhost");

  BackupOptions backup_options;
  CLI::App* backup_command =
      app.add_subcommand("backup", "copy the data of a server, running or not, into one file");
  backup_command->add_option("--data-dir", backup_options.data_dir, "whose data")
      ->default_val(default_data_dir());
  backup_command->add_option("--to", backup_options.to, "the file to make")->required();

  RestoreOptions restore_options;
  CLI::App* restore_command = app.add_subcommand("restore", "check a backup and make a data directory of it");
  restore_command->add_option("--from", restore_options.from, "the file that sluice backup made")->required();
  restore_command->add_option("--data-dir", restore_options.data_dir, "a directory that is new or empty")
      ->required();

  CLI::App* version_command = app.add_subcommand("version", "print version and build");

  CLI11_PARSE(app, argc, argv);
  if (serve_command->count("--config") > 0) {
    auto places = read_config(*serve_command, config);
    if (!places) return fail(places.error());
    serve_options.places = std::move(*places);
  }
  if (serve_command->parsed()) return serve(serve_options);
  if (call_command->parsed()) return call(call_options, call_command->remaining());
  if (demo_command->parsed()) return demo(demo_options);
  if (docs_command->parsed()) return docs(docs_options);
  if (certs_command->parsed()) return certs(certs_options);
  if (backup_command->parsed()) return back_up(backup_options);
  if (restore_command->parsed()) return restore(restore_options);
  if (version_command->parsed()) return print_version();
  return 0;
}
