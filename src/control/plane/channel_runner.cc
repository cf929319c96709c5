#include "control/plane/channel_runner.h"

#include "control/actions/rounds.h"
#include "control/commerce/pipeline/settle_channel.h"
#include "platform/base/log.h"

namespace sluice::control {

using commerce::ChannelOrder;
using commerce::ChannelState;

void ChannelRunner::wake() {
  {
    std::lock_guard lock(mutex_);
    if (std::exchange(is_running_, true)) return;
  }
  run();
}

void ChannelRunner::end_run() {
  std::lock_guard lock(mutex_);
  is_running_ = false;
}

void ChannelRunner::run() {
  using Listed = base::Result<Orders, std::string>;
  storage::read(
      database_, storage::Lane::Calls,
      [now = clock_.wall()](storage::Transaction& tx) -> Listed {
        return commerce::list_wanted(tx, now, payments_per_round_max);
      },
      [this](base::Result<Listed, storage::Failure> listed) {
        if (!listed || (*listed)->empty()) return end_run();
        ask(std::move(**listed));
      });
}

void ChannelRunner::ask(Orders wanted) {
  std::vector<providers::Question> questions;
  for (const ChannelOrder& order : wanted) {
    questions.push_back(commerce::question_of(order, commerce::step_of(order.wanted)));
  }
  asker_.ask(std::move(questions), "settlement", clock_.monotonic() + actions::outside_deadline,
             [this, wanted = std::move(wanted)](std::vector<providers::Reply> replies) {
               note(wanted, std::move(replies));
             });
}

void ChannelRunner::note(Orders wanted, std::vector<providers::Reply> replies) {
  const bool may_be_more = static_cast<int64_t>(wanted.size()) == payments_per_round_max;
  using Noted = base::Result<Orders, std::string>;
  storage::write(
      database_,
      [wanted = std::move(wanted), replies = std::move(replies),
       now = clock_.wall()](storage::Transaction& tx) -> Noted {
        Orders lost;
        for (size_t i = 0; i < wanted.size(); ++i) {
          const ChannelState state =
              commerce::note_settled(tx, wanted[i], commerce::news_in(replies[i]), now);
          if (state == ChannelState::Lost && wanted[i].state != state) lost.push_back(wanted[i]);
        }
        return lost;
      },
      [this, may_be_more](base::Result<Noted, storage::Failure> noted) {
        if (!noted) {
          base::log_error("payments.not_settled", {{"reason", noted.error().message}});
          return end_run();
        }
        for (const ChannelOrder& order : **noted) {
          base::log_error("payment.lost", {{"pay_no", commerce::pay_no(order)}, {"order", order.order_key}});
        }
        may_be_more ? run() : end_run();
      });
}

}  // namespace sluice::control
