// Any bytes, as the answer of any seam's provider: what cannot be read says why in bounded text that is
// UTF-8; what can be read is what a reader reads, and says the same when it is printed.

#include <cstdint>
#include <cstdlib>

#include "control/providers/contract/check_message.h"
#include "control/providers/contract/decide_message.h"
#include "control/providers/contract/payment_message.h"
#include "control/providers/contract/quote_message.h"
#include "control/providers/contract/rate_message.h"
#include "control/providers/contract/relation_message.h"
#include "control/providers/contract/reply.h"
#include "control/providers/contract/stock_message.h"
#include "platform/base/encoding.h"

using namespace sluice::providers;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

template <class Parse>
void require_round_trip(std::string_view text, Parse parse) {
  const auto answer = parse(text);
  if (!answer) return;
  const auto again = parse(print(*answer));
  require(again && *again == *answer);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (size_t i = 0; i < seam_count; ++i) {
    const auto seam = static_cast<Seam>(i);
    const Reply answered = read_reply(seam, 200, text);
    require((answered.kind == Reply::Kind::Answered) == answered.why.empty());
    require(sluice::base::is_utf8(answered.why));
    const Reply refused = read_reply(seam, 400, text);
    require(refused.kind == Reply::Kind::Refused && sluice::base::is_utf8(refused.why));
    require(refused.why.size() < 4 * reason_characters_max + 100);
  }
  require_round_trip(text, parse_quote_answer);
  require_round_trip(text, parse_decide_answer);
  require_round_trip(text, parse_check_answer);
  require_round_trip(text, parse_stock_answer);
  require_round_trip(text, parse_rate_answer);
  require_round_trip(text, parse_relation_answer);
  require_round_trip(text, parse_payment_answer);
  require_round_trip(text, parse_payment_question);
  if (const auto question = parse_quote_question(text)) {
    const auto again = parse_quote_question(print(*question));
    require(again && *again == *question);
  }
  return 0;
}
