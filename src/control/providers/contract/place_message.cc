#include "control/providers/contract/place_message.h"

#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view place_statuses[] = {"AVAILABLE", "NOT_FOUND"};
constexpr std::string_view places[] = {"network", "vswitch"};

}  // namespace

std::string print(const PlaceQuestion& question) {
  return json::print(json::Value{{"account", question.account},
                                 {"region", question.region},
                                 {"network", question.network},
                                 {"vswitch", question.vswitch}});
}

std::string print(const PlaceAnswer& answer) {
  if (answer.status == PlaceAnswer::Status::Available) {
    return json::print(json::Value{{"status", place_statuses[0]}});
  }
  const bool is_network = answer.status == PlaceAnswer::Status::NoNetwork;
  return json::print(json::Value{{"status", place_statuses[1]}, {"what", places[is_network ? 0 : 1]}});
}

base::Result<PlaceAnswer, commerce::DocumentError> parse_place_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  PlaceAnswer answer;
  if (document.one_of("status", place_statuses) == place_statuses[1]) {
    const bool is_network = document.one_of("what", places) == places[0];
    answer.status = is_network ? PlaceAnswer::Status::NoNetwork : PlaceAnswer::Status::NoVSwitch;
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
