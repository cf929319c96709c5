#include "control/providers/client/seam_client.h"

#include <algorithm>
#include <utility>

#include "control/providers/contract/reply.h"
#include "control/providers/contract/signing.h"
#include "platform/base/digest.h"
#include "platform/base/encoding.h"
#include "platform/base/log.h"

namespace sluice::providers {
namespace {

constexpr size_t key_characters = 32;

Reply unheard(std::string why) {
  return {.kind = Reply::Kind::Unheard, .body = {}, .why = std::move(why)};
}

}  // namespace

struct SeamClient::Asked {
  std::string body;
  std::string call;
  std::string key;
  base::MonotonicTime deadline;
  Told told;
  int attempts_left;
  bool is_under_way = false;
  Reply last = unheard("no answer in time");  // what the last attempt came to
  std::unique_ptr<Sent> sent;
  io::Timer timeout;
};

SeamClient::SeamClient(io::Loop& loop, Seam seam, const ProviderSettings& settings, Transport transport)
    : loop_(loop), seam_(seam), settings_(settings), transport_(std::move(transport)) {}

void SeamClient::ask(Question question, const std::string& call, base::MonotonicTime deadline, Told told) {
  ++health_.asked;
  const base::MonotonicTime now = loop_.now();
  const uint64_t id = ++newest_;
  std::string key = std::move(question.key);
  if (key.empty()) {
    const std::string named = call + "\n" + std::string(path_of(seam_)) + "\n" + question.body;
    key = base::hex_lower(base::digest(base::Hash::Sha256, named)).substr(0, key_characters);
  }
  auto asked = std::unique_ptr<Asked>(
      new Asked{.body = std::move(question.body),
                .call = call,
                .key = std::move(key),
                .deadline = std::min(deadline, now + settings_.deadline),
                .told = std::move(told),
                .attempts_left = settings_.attempts,
                .sent = nullptr,
                .timeout = io::Timer(loop_, [this, id] { end(id, asked_.at(id)->last); })});
  asked->timeout.arm(std::max(asked->deadline - now, base::Duration::zero()));
  asked_.emplace(id, std::move(asked));
  if (under_way_ < questions_under_way_max) return send(id);
  if (waiting_.size() < questions_waiting_max) return waiting_.push_back(id);
  ++health_.turned_away;
  end(id, unheard("too many questions wait for it"));
}

http::Request SeamClient::request_of(const Asked& asked, std::chrono::milliseconds time_left) const {
  http::Request request{.method = "POST", .target = settings_.prefix + std::string(path_of(seam_))};
  const std::string time = base::format_iso8601(loop_.clock().wall());
  request.headers = make_headers(
      settings_.secret, {.method = request.method, .path = request.target, .time = time, .body = asked.body},
      {.request_id = asked.call, .idempotency_key = asked.key, .time_left = time_left});
  request.body = asked.body;
  return request;
}

void SeamClient::send(uint64_t id) {
  Asked& asked = *asked_.at(id);
  const base::MonotonicTime now = loop_.now();
  if (asked.deadline <= now) return end(id, asked.last);
  if (!breaker_.permit(now)) {
    if (!asked.is_under_way) ++health_.turned_away;
    return end(id, asked.is_under_way ? asked.last : unheard("it has not answered for some time"));
  }
  if (!asked.is_under_way) ++under_way_;
  asked.is_under_way = true;
  --asked.attempts_left;
  ++health_.attempts;
  // An equal share for each attempt; the deadline ends the last one.
  const auto share = std::min<base::Duration>(settings_.deadline / settings_.attempts, asked.deadline - now);
  const auto share_ms = std::chrono::ceil<std::chrono::milliseconds>(share);
  asked.sent = transport_(
      loop_, settings_, request_of(asked, share_ms), share,
      [this, id](base::Result<http::Response, std::string> outcome) { take(id, std::move(outcome)); });
}

void SeamClient::take(uint64_t id, base::Result<http::Response, std::string> outcome) {
  Asked& asked = *asked_.at(id);
  Reply reply =
      outcome ? read_reply(seam_, outcome->status, outcome->content()) : unheard(std::move(outcome).error());
  note(reply);
  if (!is_unclear(reply)) return end(id, std::move(reply));
  asked.last = reply;
  const bool again = asked.attempts_left > 0 && loop_.now() < asked.deadline;
  again ? send(id) : end(id, std::move(reply));
}

void SeamClient::note(const Reply& reply) {
  if (!is_unclear(reply)) {
    if (breaker_.is_open()) {
      base::log_info("provider.heard_again", {{"seam", to_text(seam_)},
                                              {"asked", health_.asked},
                                              {"unheard", health_.unheard},
                                              {"turned_away", health_.turned_away}});
    }
    return breaker_.succeeded();
  }
  if (!breaker_.failed(loop_.now())) return;
  ++health_.times_opened;
  base::log_warning("provider.not_heard", {{"seam", to_text(seam_)}, {"reason", reply.why}});
}

void SeamClient::log(const Reply& reply, const std::string& call) {
  const base::MonotonicTime now = loop_.now();
  if (logged_at_ && now - *logged_at_ < log_interval) {
    ++not_logged_;
    return;
  }
  logged_at_ = now;
  base::log_info("provider.no_answer", {{"seam", to_text(seam_)},
                                        {"request_id", call},
                                        {"reason", reply.why},
                                        {"others_before", std::exchange(not_logged_, 0)}});
}

void SeamClient::end(uint64_t id, Reply reply) {
  const auto found = asked_.find(id);
  const std::unique_ptr<Asked> asked = std::move(found->second);
  asked_.erase(found);
  // The deadline has come before the attempt's own end.
  if (asked->sent != nullptr && !asked->timeout.armed()) note(reply);
  switch (reply.kind) {
    case Reply::Kind::Answered:
      ++health_.answered;
      break;
    case Reply::Kind::Refused:
      ++health_.refused;
      break;
    case Reply::Kind::Failed:
    case Reply::Kind::Unheard:
      ++health_.unheard;
      break;
  }
  if (reply.kind != Reply::Kind::Answered) log(reply, asked->call);
  if (asked->is_under_way) {
    --under_way_;
    start_waiting();
  } else {
    std::erase(waiting_, id);
  }
  asked->told(std::move(reply));
}

void SeamClient::start_waiting() {
  while (!waiting_.empty() && under_way_ < questions_under_way_max) {
    const uint64_t id = waiting_.front();
    waiting_.pop_front();
    send(id);
  }
}

}  // namespace sluice::providers
