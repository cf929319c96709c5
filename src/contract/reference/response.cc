#include "contract/reference/response.h"

#include "contract/reference/labels.h"
#include "platform/json/json.h"

namespace sluice::reference {

api::ResponseField request_id_field(const api::Action& action) {
  // A view into the declaration rather than into the parsed value: ids hold nothing that JSON would escape.
  constexpr std::string_view member = R"("RequestId":")";
  const std::string_view text = action.response_example;
  std::string_view example;
  if (const size_t at = text.find(member); at != std::string_view::npos) {
    const size_t begin = at + member.size();
    example = text.substr(begin, text.find('"', begin) - begin);
  }
  return {.name = "RequestId", .description = labels::request_id, .example = example};
}

std::string response_example(const api::Action& action) {
  const auto value = json::parse(action.response_example);
  return value ? json::print_indented(*value) : std::string(action.response_example);
}

}  // namespace sluice::reference
