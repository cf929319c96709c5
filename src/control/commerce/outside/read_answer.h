#pragma once
// What most seams make of a reply: the answer in it, or one refusal for whatever is none.

#include <string>
#include <string_view>
#include <type_traits>

#include "control/commerce/outside/answer.h"

namespace sluice::commerce {

// Nothing for a null reply. `parse` reads the seam's answer.
template <class Parse>
auto read_answer(const providers::Reply* reply, Parse parse, api::OrderError error, std::string hint)
    -> OutsideAnswer<typename std::invoke_result_t<Parse, std::string_view>::value_type> {
  using Answer = typename std::invoke_result_t<Parse, std::string_view>::value_type;
  if (reply == nullptr) return std::nullopt;
  if (reply->kind == providers::Reply::Kind::Answered) {
    if (auto answer = parse(reply->body)) return base::Result<Answer, Refusal>(*std::move(answer));
  }
  return base::Result<Answer, Refusal>(base::Unexpected{Refusal{.error = error, .hint = std::move(hint)}});
}

}  // namespace sluice::commerce
