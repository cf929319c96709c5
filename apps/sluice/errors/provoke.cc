#include "errors/provoke.h"

#include <csignal>
#include <cstdio>

#include <fmt/format.h>

#include "control/providers/sample/sample_thread.h"
#include "errors/private_server.h"
#include "errors/row.h"
#include "errors/run.h"
#include "errors/show.h"
#include "platform/base/random.h"
#include "platform/io/signals.h"

namespace sluice::app::errors {
namespace {

int fail(const std::string& reason, int status) {
  std::fprintf(stderr, "sluice errors provoke: %s\n", reason.c_str());
  return status;
}

// The signals are blocked, so that whoever interrupts waits until everything is taken back.
bool is_interrupted() {
  sigset_t waiting;
  ::sigpending(&waiting);
  return sigismember(&waiting, SIGINT) == 1 || sigismember(&waiting, SIGTERM) == 1 ||
         sigismember(&waiting, SIGHUP) == 1;
}

struct Attempt {
  api::OrderError error;
  const Recipe* recipe;
  api::Error expected;
};

struct Refused {
  std::string why;
  int status;
};

// What is to be tried; nothing is, if one of them cannot be.
base::Result<std::vector<Attempt>, Refused> plan(const std::vector<Wanted>& wanted, bool on_private_server) {
  std::vector<Attempt> attempts;
  for (const Wanted& each : wanted) {
    const api::ErrorRow& known = api::row_of(each.error);
    const Recipe* const recipe = find_recipe(each.error, each.subject);
    if (recipe == nullptr) {
      return base::Unexpected{
          Refused{fmt::format("{} cannot be brought about: nothing does for {}", known.code, each.subject),
                  exit_not_possible}};
    }
    if (!on_private_server && !is_confined(*recipe)) {
      return base::Unexpected{
          Refused{fmt::format("{} takes a change that all accounts of the service would notice; without "
                              "--endpoint it is brought about on a server of its own",
                              known.code),
                  exit_not_confined}};
    }
    attempts.push_back({each.error, recipe, api::make_error(known, recipe->subject)});
  }
  return attempts;
}

std::string answer_text(const Service::Answer& answer) {
  if (answer.ok()) return "200";
  return fmt::format("{} {}: {}", answer.http_status, answer.code, answer.message);
}

void print_step(const Taken& taken) {
  std::printf("  %-8s  %-8s  %s\n", std::string(to_text(taken.part)).c_str(),
              std::string(to_text(taken.call.who)).c_str(),
              call_text(taken.call.action, taken.call.parameters).c_str());
  if (!taken.answer.ok()) std::printf("  %-8s  %-8s  -> %s\n", "", "", answer_text(taken.answer).c_str());
  std::fflush(stdout);
}

bool is_exact(const Service::Answer& told, const api::Error& expected) {
  return told.http_status == expected.http_status && told.code == expected.code &&
         told.message == expected.message;
}

int status_of(const Attempt& attempt, const Outcome& outcome) {
  if (!outcome.told) return is_interrupted() ? exit_interrupted : exit_not_tried;
  if (!is_exact(*outcome.told, attempt.expected)) return exit_told_other;
  return outcome.left.empty() ? exit_told : exit_left_behind;
}

void print_outcome(const Attempt& attempt, const Outcome& outcome) {
  const api::Error& expected = attempt.expected;
  if (!outcome.told) {
    std::printf("not asked: %s\n", outcome.trouble.c_str());
  } else if (is_exact(*outcome.told, expected)) {
    std::printf("told exactly: %d %s: %s (RequestId %s)\n", expected.http_status, expected.code.c_str(),
                expected.message.c_str(), outcome.told->request_id.c_str());
  } else {
    std::printf("told %s\ninstead of %d %s: %s\n", answer_text(*outcome.told).c_str(), expected.http_status,
                expected.code.c_str(), expected.message.c_str());
  }
  for (const std::string& left : outcome.left) std::printf("left behind: %s\n", left.c_str());
}

json::Value to_json(const Taken& taken) {
  json::Value parameters = json::Value::object();
  for (const auto& [name, value] : taken.call.parameters) parameters[name] = value;
  json::Value step = {{"part", to_text(taken.part)},
                      {"who", to_text(taken.call.who)},
                      {"action", taken.call.action},
                      {"parameters", std::move(parameters)},
                      {"http_status", taken.answer.http_status}};
  if (!taken.answer.ok()) step["code"] = taken.answer.code;
  return step;
}

json::Value to_json(const Attempt& attempt, const Outcome& outcome) {
  json::Value value = json::Value::object();
  if (const auto& told = outcome.told) {
    value = {{"code", told->code},
             {"message", told->message},
             {"http_status", told->http_status},
             {"request_id", told->request_id}};
  } else {
    value["trouble"] = outcome.trouble;
  }
  value["kind"] = to_text(row(attempt.error).kind);
  value["expected"] = attempt.expected.code;
  value["steps"] = json::Value::array();
  for (const Taken& taken : outcome.steps) value["steps"].push_back(to_json(taken));
  if (!outcome.left.empty()) {
    value["left_behind"] = json::Value::array();
    for (const std::string& left : outcome.left) value["left_behind"].push_back(left);
  }
  return value;
}

// Where attempts are made: the service that is named, or servers of this run's own, each started with the
// first attempt that needs it.
class Stages {
 public:
  explicit Stages(const ServiceOptions& options) : named_(options) {}

  base::Result<Service*, std::string> find(const Recipe& recipe) {
    const bool is_private = named_.endpoint.empty();
    const bool has_provider = is_private && needs_provider(recipe);
    const bool is_patient = has_provider && needs_patience(recipe);
    Stage& stage = is_patient ? patient_ : has_provider ? with_provider_ : usual_;
    if (stage.service) return &*stage.service;
    const auto deadline = is_patient ? provider_deadline_patient : provider_deadline;
    if (auto opened = is_private ? start(stage, has_provider, deadline) : open(stage, named_, {}); !opened) {
      return base::Unexpected{opened.error()};
    }
    return &*stage.service;
  }

 private:
  struct Stage {
    std::unique_ptr<providers::SampleThread> sample;
    std::unique_ptr<PrivateServer> server;
    std::optional<Service> service;
  };

  static base::Result<void, std::string> open(Stage& stage, const ServiceOptions& options,
                                              std::optional<Credentials> key) {
    auto service = Service::open(options, std::move(key));
    if (!service) return base::Unexpected{service.error()};
    stage.service.emplace(*std::move(service));
    return {};
  }
  base::Result<void, std::string> start(Stage& stage, bool with_provider,
                                        std::chrono::milliseconds deadline) {
    std::optional<PrivateProvider> provider;
    if (with_provider) {
      const base::Secret secret(
          base::SystemRandom().text(provider_secret_length, provider_secret_characters));
      auto sample = providers::SampleThread::start(secret, providers::default_sample_state(), clock_);
      if (!sample) return base::Unexpected{sample.error()};
      stage.sample = *std::move(sample);
      provider = PrivateProvider{stage.sample->endpoint(), secret, deadline};
    }
    auto started = PrivateServer::start(provider);
    if (!started) return base::Unexpected{started.error()};
    stage.server = *std::move(started);
    auto key = stage.server->operator_key();
    if (!key) return base::Unexpected{key.error()};
    const ServiceOptions own{.endpoint = stage.server->url(), .ca_file = {}, .data_dir = {}};
    if (auto opened = open(stage, own, *std::move(key)); !opened) return opened;
    stage.service->give_machine(
        [server = stage.server.get()](const std::string& bytes) { return server->limit_files(bytes); });
    if (provider) stage.service->give_provider({provider->endpoint, {}, {}}, provider->secret);
    return {};
  }

  static constexpr size_t provider_secret_length = 32;
  static constexpr std::string_view provider_secret_characters = "abcdefghijklmnopqrstuvwxyz0123456789";

  const ServiceOptions named_;
  const base::SystemClock clock_;
  Stage usual_, with_provider_, patient_;
};

int carry_out_all(Stages& stages, const std::vector<Attempt>& attempts, bool as_json) {
  int status = exit_told;
  json::Value::array_t values;
  for (const Attempt& attempt : attempts) {
    if (is_interrupted()) break;
    const auto service = stages.find(*attempt.recipe);
    if (!service) return fail(service.error(), exit_not_tried);
    if (!as_json) std::printf("%s\n", attempt.expected.code.c_str());
    const Outcome outcome =
        carry_out(**service, *attempt.recipe, as_json ? [](const Taken&) {} : print_step, is_interrupted);
    if (as_json) {
      values.push_back(to_json(attempt, outcome));
    } else {
      print_outcome(attempt, outcome);
    }
    if (status == exit_told) status = status_of(attempt, outcome);
  }
  if (as_json) {
    const json::Value all = attempts.size() == 1 && values.size() == 1 ? std::move(values.front())
                                                                       : json::Value(std::move(values));
    std::printf("%s\n", json::print_indented(all).c_str());
  }
  return is_interrupted() ? exit_interrupted : status;
}

}  // namespace

int provoke(const std::vector<Wanted>& wanted, const ServiceOptions& options, bool as_json) {
  const bool on_private_server = options.endpoint.empty();
  const auto attempts = plan(wanted, on_private_server);
  if (!attempts) return fail(attempts.error().why, attempts.error().status);
  io::block_signals({SIGINT, SIGTERM, SIGHUP, SIGPIPE});

  Stages stages(options);
  return carry_out_all(stages, *attempts, as_json);
}

}  // namespace sluice::app::errors
