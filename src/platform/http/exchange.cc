#include "platform/http/exchange.h"

#include <cstring>

#include "platform/http/message_text.h"

namespace sluice::http {
namespace {

base::Unexpected<std::string> no_answer(std::string_view what, int error) {
  return base::Unexpected{std::string(what) + ": " +
                          (error == ETIMEDOUT ? "timed out" : std::strerror(error))};
}

}  // namespace

Exchange::Exchange(io::Loop& loop, const base::Endpoint& server, std::string_view host,
                   const Request& request, base::Duration timeout, const ResponseLimits& limits,
                   OnDone on_done)
    : loop_(loop),
      text_(format_request_head(request, host) + request.body),
      on_done_(std::move(on_done)),
      reader_(request.method == "HEAD", limits),
      timeout_(loop, [this] { finish(no_answer("no answer", ETIMEDOUT)); }) {
  timeout_.arm(timeout);
  connector_ = std::make_unique<io::Connector>(
      loop, server, timeout,
      [this](base::Result<base::UniqueFd, int> result) { on_connected(std::move(result)); });
}

void Exchange::on_connected(base::Result<base::UniqueFd, int> result) {
  connector_.reset();
  if (!result) return finish(no_answer("cannot connect", result.error()));
  stream_ = std::make_unique<io::Stream>(loop_, *std::move(result), static_cast<io::StreamHandler&>(*this));
  const iovec part{const_cast<char*>(text_.data()), text_.size()};
  stream_->write({&part, 1});
  stream_->read(block_);
}

// Whoever refuses a request unread may answer it all the same.
void Exchange::on_write(ssize_t) {}

void Exchange::on_read(ssize_t result) {
  if (result < 0) return finish(no_answer("cannot receive", static_cast<int>(-result)));
  const ResponseReader::State state =
      result > 0 ? reader_.feed({block_.data(), static_cast<size_t>(result)}) : reader_.end_of_stream();
  switch (state) {
    case ResponseReader::State::More:
      return stream_->read(block_);
    case ResponseReader::State::Done:
      return finish(reader_.take());
    case ResponseReader::State::Failed:
      return finish(base::Unexpected{reader_.error()});
  }
}

void Exchange::finish(base::Result<Response, std::string> outcome) {
  timeout_.disarm();
  connector_.reset();
  stream_.reset();
  const OnDone on_done = std::move(on_done_);
  on_done(std::move(outcome));
}

}  // namespace sluice::http
