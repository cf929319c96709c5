#include "control/providers/contract/reply.h"

#include "control/providers/contract/available_message.h"
#include "control/providers/contract/check_message.h"
#include "control/providers/contract/decide_message.h"
#include "control/providers/contract/instance_message.h"
#include "control/providers/contract/pay_page_message.h"
#include "control/providers/contract/payment_message.h"
#include "control/providers/contract/place_message.h"
#include "control/providers/contract/quote_message.h"
#include "control/providers/contract/rate_message.h"
#include "control/providers/contract/relation_message.h"
#include "control/providers/contract/stock_message.h"
#include "platform/base/encoding.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

template <class Answer>
std::string fault_of(const base::Result<Answer, commerce::DocumentError>& answer) {
  if (answer) return {};
  return answer.error().field.empty() ? answer.error().message
                                      : answer.error().field + ": " + answer.error().message;
}

// Empty if the seam's reader takes it.
std::string fault_in(Seam seam, std::string_view body) {
  switch (seam) {
    case Seam::Pricing:
      return fault_of(parse_quote_answer(body));
    case Seam::Risk:
      return fault_of(parse_decide_answer(body));
    case Seam::SaleControl:
      return fault_of(parse_check_answer(body));
    case Seam::Inventory:
      return fault_of(parse_stock_answer(body));
    case Seam::Rates:
      return fault_of(parse_rate_answer(body));
    case Seam::Relation:
      return fault_of(parse_relation_answer(body));
    case Seam::Payment:
      return fault_of(parse_payment_answer(body));
    case Seam::ResourcePlane:
      return fault_of(parse_place_answer(body));
    case Seam::Registry:
      return fault_of(parse_instance_answer(body));
    case Seam::Funds:
      return fault_of(parse_available_answer(body));
    case Seam::Reseller:
      return fault_of(parse_pay_page_answer(body));
  }
  return "there is no such seam";
}

// {"code", "message"}, as far as they are there; bounded, as the text is somebody else's.
std::string reason_in(std::string_view body) {
  const auto value = json::parse(body, {.depth_max = 8, .bytes_max = answer_bytes_max});
  if (!value) return {};
  std::string reason(json::find_text(*value, "code").value_or(""));
  const std::string_view message = json::find_text(*value, "message").value_or("");
  if (!reason.empty() && !message.empty()) reason += ", ";
  reason += message;
  std::string shown;
  for (const char c : reason.substr(0, reason_characters_max)) {
    shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  return base::repair_utf8(shown);
}

}  // namespace

std::string_view path_of(Seam seam) {
  constexpr std::array<std::string_view, seam_count> paths = {
      "/v1/quote",    "/v1/decide",   "/v1/check",    "/v1/stock",     "/v1/rate",   "/v1/relation",
      "/v1/payments", "/v1/networks", "/v1/instance", "/v1/available", "/v1/pay-url"};
  return paths[static_cast<size_t>(seam)];
}

Reply read_reply(Seam seam, int status, std::string_view body) {
  if (status == 200) {
    std::string fault = fault_in(seam, body);
    if (fault.empty()) return {.kind = Reply::Kind::Answered, .body = std::string(body), .why = {}};
    return {.kind = Reply::Kind::Failed, .body = {}, .why = "its answer cannot be read: " + fault};
  }
  const std::string reason = reason_in(body);
  const bool is_no = status >= 400 && status < 500;
  return {.kind = is_no ? Reply::Kind::Refused : Reply::Kind::Failed,
          .body = {},
          .why = "it answered " + std::to_string(status) + (reason.empty() ? "" : " (" + reason + ")")};
}

}  // namespace sluice::providers
