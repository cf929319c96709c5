#include "control/commerce/pipeline/settle_channel.h"

#include <algorithm>

namespace sluice::commerce {
namespace {

using News = PaymentNews::Kind;

// Nothing: it is still wanted.
std::optional<ChannelState> settled_as(Wanted wanted, News news) {
  switch (news) {
    case News::Captured:
      if (wanted == Wanted::Captured) return ChannelState::Captured;
      return std::nullopt;
    case News::Closed:
      return wanted == Wanted::Captured ? ChannelState::Lost : ChannelState::Closed;
    case News::NotFound:  // voiding closes a number that is not known, so that is no answer to it
      if (wanted == Wanted::Captured) return ChannelState::Lost;
      return std::nullopt;
    case News::Declined:
      return wanted == Wanted::Captured ? ChannelState::Lost : ChannelState::Declined;
    default:
      return std::nullopt;
  }
}

std::chrono::seconds wait_after(int64_t attempts) {
  constexpr int64_t doublings_max = 12;
  return std::min(settle_again_max, settle_again_min * (int64_t{1} << std::min(attempts, doublings_max)));
}

}  // namespace

PaymentStep step_of(Wanted wanted) {
  return wanted == Wanted::Captured ? PaymentStep::Capture : PaymentStep::Void;
}

ChannelState note_settled(storage::Transaction& tx, const ChannelOrder& asked, const PaymentNews& news,
                          base::WallTime now) {
  auto payment = find_channel_order_by_key(tx, asked.key);
  if (!payment || payment->wanted != asked.wanted) return asked.state;
  if (const auto state = settled_as(payment->wanted, news.kind)) {
    if (payment->state != ChannelState::Lost) payment->state = *state;
    payment->wanted = Wanted::Nothing;
  } else {
    payment->next = now + wait_after(payment->attempts);
    ++payment->attempts;
  }
  update_channel_order(tx, *payment);
  return payment->state;
}

}  // namespace sluice::commerce
