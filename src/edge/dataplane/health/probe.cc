#include "edge/dataplane/health/probe.h"

#include <utility>

#include "platform/http/head.h"

namespace sluice::health {

Probe::Probe(io::Loop& loop, const CheckTarget& target, OnDone on_done)
    : loop_(loop), target_(target), on_done_(std::move(on_done)), timeout_(loop, [this] { finish(false); }) {
  timeout_.arm(timeout_of(target_.settings));
  connector_ = std::make_unique<io::Connector>(
      loop, target_.endpoint, timeout_of(target_.settings),
      [this](base::Result<base::UniqueFd, int> result) { on_connected(std::move(result)); });
}

void Probe::on_connected(base::Result<base::UniqueFd, int> result) {
  connector_.reset();
  if (!result) return finish(false);
  stream_ = std::make_unique<io::Stream>(loop_, *std::move(result), static_cast<io::StreamHandler&>(*this));
  if (target_.settings.kind != nodelink::HealthCheckKind::Http) return finish(true);
  request_ = request_text(target_);
  const iovec part{request_.data(), request_.size()};
  stream_->write({&part, 1});
  response_.resize(response_bytes_max);
  stream_->read(response_);
}

void Probe::on_write(ssize_t result) {
  if (result < 0) finish(false);
}

void Probe::on_read(ssize_t result) {
  if (result <= 0) return finish(false);
  received_ += static_cast<size_t>(result);
  std::string_view unread(response_.data(), received_);
  const bool head_request = target_.settings.method == nodelink::HealthCheckMethod::Head;
  http::ResponseHead head;
  while (true) {
    switch (http::parse_response_head(unread, {}, head_request, head).state) {
      case http::HeadResult::State::Refused:
        return finish(false);
      case http::HeadResult::State::Incomplete:
        if (received_ == response_.size()) return finish(false);
        return stream_->read(std::span(response_).subspan(received_));
      case http::HeadResult::State::Complete:
        if (head.status >= 200) return finish(is_expected(head.status, target_.settings.expected));
        unread.remove_prefix(head.size);
    }
  }
}

void Probe::finish(bool passed) {
  timeout_.disarm();
  connector_.reset();
  if (stream_ != nullptr) stream_->reset_on_close();
  stream_.reset();
  const OnDone on_done = std::move(on_done_);
  on_done(passed);
}

}  // namespace sluice::health
