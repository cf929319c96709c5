// sluice: the subcommands, one file each.

#include <cstdio>

#include <CLI/CLI.hpp>

#include "backup.h"
#include "bill.h"
#include "call.h"
#include "certs.h"
#include "credentials.h"
#include "demo.h"
#include "docs.h"
#include "doctor/doctor.h"
#include "errors/errors.h"
#include "fail.h"
#include "provider/provider.h"
#include "ready.h"
#include "rotate.h"
#include "serve.h"
#include "serve_options.h"
#include "version.h"

int main(int argc, char** argv) {
  using namespace sluice::app;
  CLI::App app{"Sluice: a self-hosted edge load balancer service behind the Alibaba Cloud ENS API"};
  app.require_subcommand(1);
  app.set_version_flag("--version", version_text());

  ServeOptions serve_options;
  CLI::App* serve_command = app.add_subcommand("serve", "run the API and the data plane in this process");
  std::string serve_config;
  add_serve_options(*serve_command, serve_options, serve_config);

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

  BillOptions bill_options;
  CLI::App* bill_command =
      app.add_subcommand("bill", "print what an account was billed, with the operator's key");
  add_service_options(bill_command, bill_options.service);
  bill_command->add_option("--account-id", bill_options.account_id,
                           "whose bills; the caller's own if left out");
  bill_command->add_option("--month", bill_options.month, "such as 2026-08; all if left out");

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

  ErrorsOptions errors_options;
  CLI::App* errors_command = add_errors_command(app, errors_options);

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

  DoctorOptions doctor_options;
  std::string doctor_config;
  CLI::App* doctor_command = app.add_subcommand(
      "doctor", "check whether a server with these options can start and run well; changes nothing");
  doctor_command->add_flag("--json", doctor_options.json, "the findings for programs");
  add_serve_options(*doctor_command, doctor_options.serve, doctor_config);

  std::string ready_endpoint;
  CLI::App* ready_command =
      app.add_subcommand("ready", "ask a server whether it should be given calls; exit status 0 if so");
  ready_command->add_option("--endpoint", ready_endpoint, "URL of the service")
      ->default_val(default_endpoint);

  RotateOptions rotate_options;
  CLI::App* rotate_command = app.add_subcommand(
      "rotate-sealing-key", "seal every secret under a new key, while no server runs; may be repeated");
  rotate_command->add_option("--data-dir", rotate_options.data_dir, "whose secrets")
      ->default_val(default_data_dir());
  rotate_command->add_option("--sealing-key-file", rotate_options.sealing_key_file,
                             "the key file, where it is not secrets.key of the data directory");
  rotate_command->add_option("--keep", rotate_options.keep,
                             "a new file for the key that was there before, which earlier backups need");

  ProviderOptions provider_options;
  CLI::App* provider_command = add_provider_command(app, provider_options);

  CLI::App* version_command = app.add_subcommand("version", "print version and build");
  bool version_as_json = false;
  version_command->add_flag("--json", version_as_json, "the same for programs");

  CLI11_PARSE(app, argc, argv);
  if (auto read = read_serve_config(*serve_command, serve_options, serve_config); !read) {
    return fail({}, read.error());
  }
  if (auto read = read_serve_config(*doctor_command, doctor_options.serve, doctor_config); !read) {
    return fail({}, read.error());
  }
  if (serve_command->parsed()) return serve(serve_options);
  if (doctor_command->parsed()) return doctor(doctor_options);
  if (ready_command->parsed()) return ready(ready_endpoint);
  if (rotate_command->parsed()) return rotate_sealing_key(rotate_options);
  if (call_command->parsed()) return call(call_options, call_command->remaining());
  if (demo_command->parsed()) return demo(demo_options);
  if (bill_command->parsed()) return bill(bill_options);
  if (docs_command->parsed()) return docs(docs_options);
  if (errors_command->parsed()) return run_errors(errors_options);
  if (provider_command->parsed()) return run_provider(provider_options);
  if (certs_command->parsed()) return certs(certs_options);
  if (backup_command->parsed()) return back_up(backup_options);
  if (restore_command->parsed()) return restore(restore_options);
  if (version_command->parsed()) return print_version(version_as_json);
  return 0;
}
