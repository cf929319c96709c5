#include "errors/errors.h"

#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "errors/find_rows.h"
#include "errors/provoke.h"
#include "errors/show.h"

namespace sluice::app {
namespace {

using errors::Wanted;

int fail(const std::string& reason) {
  std::fprintf(stderr, "sluice errors: %s\n", reason.c_str());
  return errors::exit_not_tried;
}

void print(const json::Value& value) {
  std::printf("%s\n", json::print_indented(value).c_str());
}

// One is itself, several are a list.
void print(json::Value::array_t values) {
  print(values.size() == 1 ? std::move(values.front()) : json::Value(std::move(values)));
}

int list(bool as_json) {
  if (as_json) {
    print(errors::list_json());
  } else {
    std::printf("%s", errors::list_text().c_str());
  }
  return 0;
}

int explain(const std::vector<Wanted>& wanted, bool as_json) {
  json::Value::array_t values;
  for (const Wanted& each : wanted) {
    if (as_json) {
      values.push_back(errors::explain_json(each.error));
    } else {
      std::printf("%s", errors::explain_text(each.error).c_str());
    }
  }
  if (as_json) print(std::move(values));
  return 0;
}

}  // namespace

CLI::App* add_errors_command(CLI::App& app, ErrorsOptions& options) {
  using What = ErrorsOptions::What;
  CLI::App* const command = app.add_subcommand(
      "errors", "the error table of CreateLoadBalancer: list it, explain a code, bring one about");
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* words, What what) {
    CLI::App* const sub = command->add_subcommand(name, words);
    sub->add_flag("--json", options.json, "the same for programs");
    sub->callback([&options, what] { options.what = what; });
    return sub;
  };
  add("list", "all codes, and which of them can be brought about here", What::List);
  add("explain", "what a code means, how to get out of it, and how it is brought about", What::Explain)
      ->add_option("code", options.codes, "such as OrderArrearage")
      ->required();
  CLI::App* const provoke =
      add("provoke",
          "bring codes about by public and operator actions, on a server of its own unless one is named, and "
          "check that exactly they are told",
          What::Provoke);
  provoke->add_option("code", options.codes, "such as OrderArrearage")->required();
  provoke->add_option("--endpoint", options.service.endpoint,
                      "URL of a service to do it on, by its operator's key, in an account of its own");
  provoke->add_option("--ca-file", options.service.ca_file,
                      "authorities (PEM) to trust for https://; otherwise those of the system");
  provoke->add_option("--data-dir", options.service.data_dir, "whose credentials.json to use with --endpoint")
      ->default_val(default_data_dir());
  return command;
}

int run_errors(const ErrorsOptions& options) {
  if (options.what == ErrorsOptions::What::List) return list(options.json);
  std::vector<Wanted> wanted;
  for (const std::string& code : options.codes) {
    auto found = errors::find_rows(code);
    if (!found) return fail(found.error());
    wanted.insert(wanted.end(), found->begin(), found->end());
  }
  if (options.what == ErrorsOptions::What::Explain) return explain(wanted, options.json);
  return errors::provoke(wanted, options.service, options.json);
}

}  // namespace sluice::app
