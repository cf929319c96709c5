#pragma once
// One recipe carried out against a service: what was called, what the call in question answered, and
// everything that was made taken back.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "call.h"
#include "errors/recipe.h"
#include "platform/json/json.h"
#include "provider/place.h"

namespace sluice::app::errors {

// Calls by whom there is in a run, each with a key and a connection of his own.
class Service {
 public:
  // Without a key it is looked for where the options say. The error is a sentence.
  static base::Result<Service, std::string> open(const ServiceOptions& options,
                                                 std::optional<Credentials> operator_key);

  struct Answer {
    int http_status = 0;
    std::string code, message;  // empty where it went well
    std::string request_id;
    json::Value value;
    bool ok() const { return http_status == 200; }
  };
  // The error is a sentence: no answer came.
  base::Result<Answer, std::string> send(const Call& call);
  // On a connection of its own, so that others can be sent meanwhile: from another thread.
  base::Result<Answer, std::string> send_beside(const Call& call) const;
  base::Result<void, std::string> give_key(Who who, std::optional<Credentials> key);
  // The machine that it runs on: `limit` says how large its files may get. The error is a sentence.
  using Limit = std::function<base::Result<void, std::string>(const std::string& bytes)>;
  void give_machine(Limit limit) { limit_ = std::move(limit); }
  // The provider that the service asks, which can be told how to behave.
  void give_provider(ProviderPlace place, base::Secret secret);

 private:
  base::Result<http::Response, std::string> deliver(const Call& call);
  static base::Result<Answer, std::string> read(const http::Response& response);

  explicit Service(ServiceOptions options) : options_(std::move(options)) {}

  ServiceOptions options_;
  std::map<Who, ApiClient> clients_;
  std::map<Who, std::optional<Credentials>> keys_;
  struct Outside {
    ProviderPlace place;
    base::Secret secret;
  };
  std::optional<Outside> outside_;
  Limit limit_;
};

enum class Part { SetUp, Cause, Call, CleanUp };
std::string_view to_text(Part part);

struct Taken {  // a step that was taken
  Part part;
  Call call;  // as it was sent
  Service::Answer answer;
};

struct Outcome {
  std::optional<Service::Answer> told;  // by the recipe's telling_call
  std::vector<Taken> steps;
  std::string trouble;            // why it was not asked; empty: it was
  std::vector<std::string> left;  // what could not be taken back
};

// `on_step` hears of each step when it is taken. `interrupted` is asked before each; what was done by then is
// taken back.
Outcome carry_out(Service& service, const Recipe& recipe, const std::function<void(const Taken&)>& on_step,
                  const std::function<bool()>& interrupted);

}  // namespace sluice::app::errors
