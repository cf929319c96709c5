#include "control/providers/sample/sample.h"

#include "control/providers/contract/reply.h"
#include "control/providers/contract/signing.h"
#include "control/providers/sample/answers.h"
#include "platform/base/words.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view behaviours[] = {"proper",    "slow",   "wrong",   "refusing", "failing",
                                           "forgetful", "silent", "closing", "mute"};
constexpr int64_t delay_max_ms = 60'000;

http::Response respond(int status, std::string body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

http::Response refuse_request(int status, std::string_view code, const std::string& message) {
  return respond(status, json::print(json::Value{{"code", code}, {"message", message}}));
}

std::optional<Seam> seam_at(std::string_view target) {
  for (size_t i = 0; i < seam_count; ++i) {
    const auto seam = static_cast<Seam>(i);
    if (target.ends_with(path_of(seam))) return seam;  // behind whatever prefix
  }
  return std::nullopt;
}

bool holds_for(const Instruction& instruction, const std::string& body) {
  if (!instruction.step) return true;
  const auto question = parse_payment_question(body);
  return question && question->step == *instruction.step;
}

}  // namespace

std::span<const std::string_view> behaviour_texts() {
  return behaviours;
}

std::optional<Behaviour> parse_behaviour(std::string_view text) {
  return base::find_word<Behaviour>(behaviours, text);
}

Sample::Outcome Sample::answer(const http::Request& request, base::WallTime now) {
  const auto header = [&](std::string_view name) { return http::find_header(request.headers, name); };
  const Verdict verdict = verify(
      secret_,
      {.method = request.method, .path = request.target, .time = header(time_header), .body = request.body},
      header(signature_header), now);
  if (verdict == Verdict::WrongTime) {
    return {refuse_request(401, "WrongTime",
                           std::string(time_header) + " is not within five minutes of this clock")};
  }
  if (verdict == Verdict::WrongSignature) {
    return {refuse_request(401, "WrongSignature", std::string(signature_header) + " is not this request's")};
  }
  if (request.method != "POST") return {refuse_request(405, "NotPosted", "accepted: POST")};
  if (request.target.ends_with(behave_path)) return {take_instruction(request.body)};
  const auto seam = seam_at(request.target);
  if (!seam) return {refuse_request(404, "NoSuchPath", "there is no such seam")};
  ++asked_[static_cast<size_t>(*seam)];
  keys_.emplace_back(header(idempotency_header));
  if (keys_.size() > keys_kept_max) keys_.pop_front();
  Outcome outcome = answer_seam(*seam, request);
  if (outcome.is_silent) ++left_unanswered_;
  return outcome;
}

Sample::Outcome Sample::answer_seam(Seam seam, const http::Request& request) {
  const Instruction& instruction = instructions_[static_cast<size_t>(seam)];
  std::optional<std::string> body;
  switch (holds_for(instruction, request.body) ? instruction.behaviour : Behaviour::Proper) {
    case Behaviour::Wrong:
      return {respond(200, R"({"status": "PERHAPS"})")};
    case Behaviour::Refusing:
      return {refuse_request(403, "Closed", "this provider was told to refuse")};
    case Behaviour::Failing:
      return {refuse_request(500, "Broken", "this provider was told to fail")};
    case Behaviour::Silent:
      return {.response = {}, .is_silent = true};
    case Behaviour::Forgetful:
      body = forgetful_answer(seam, request.body, state_);
      break;
    case Behaviour::Closing:
      body = closing_answer(seam, request.body, state_);
      break;
    case Behaviour::Mute:
      sample_answer(seam, request.body, state_);
      return {.response = {}, .is_silent = true};
    case Behaviour::Proper:
    case Behaviour::Slow:
      body = sample_answer(seam, request.body, state_);
      break;
  }
  if (!body) return {refuse_request(400, "NoQuestion", "the body is no question of this path")};
  Outcome outcome{respond(200, *std::move(body))};
  if (instruction.behaviour == Behaviour::Slow && holds_for(instruction, request.body))
    outcome.delay = instruction.delay;
  return outcome;
}

http::Response Sample::take_instruction(const std::string& body) {
  commerce::DocumentReader document(body);
  const std::string seam = document.one_of("seam", seam_texts());
  const std::string behaviour = document.one_of("behaviour", behaviours);
  const int64_t delay_ms = document.integer("delay_ms", 0, delay_max_ms, 1'000);
  const std::string step = document.one_of("step", payment_step_texts(), "");
  if (!step.empty() && seam != to_text(Seam::Payment)) {
    document.refuse("step", "received " + step + " for " + seam + "; accepted: none but of payment");
  }
  if (const auto error = document.end()) {
    return refuse_request(400, "InvalidInstruction", error->field + ": " + error->message);
  }
  behave(*parse_seam(seam), {.behaviour = *parse_behaviour(behaviour),
                             .delay = std::chrono::milliseconds(delay_ms),
                             .step = parse_payment_step(step)});
  return respond(200, json::print(json::Value{{"seam", seam}, {"behaviour", behaviour}}));
}

}  // namespace sluice::providers
