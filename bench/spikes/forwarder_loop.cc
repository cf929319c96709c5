// The forwarder on platform/io.

#include <memory>
#include <vector>

#include "bench/spikes/forwarder.h"
#include "platform/base/clock.h"
#include "platform/io/acceptor.h"
#include "platform/io/listen.h"
#include "platform/io/stream.h"

namespace sluice::spike {
namespace {

class Session;

// One socket of a session: what it reads is written to the other one.
class Side final : public io::StreamHandler {
 public:
  Side(Session& session, io::Loop& loop, base::UniqueFd socket)
      : session_(session), stream_(loop, std::move(socket), *this) {}

  void start(Side& other) {
    other_ = &other;
    stream_.read(buffer_);
  }

 private:
  void on_read(ssize_t result) override;
  // What was written came from the other side, which may read again.
  void on_write(ssize_t) override { other_->stream_.read(other_->buffer_); }

  Session& session_;
  Side* other_ = nullptr;
  io::Stream stream_;
  char buffer_[buffer_bytes];
};

struct Proxy {
  explicit Proxy(const Job& work) : job(work), loop(clock) {}
  void end(Session& session);

  const Job& job;
  base::SystemClock clock;
  io::Loop loop;
  std::vector<std::unique_ptr<Session>> sessions;
  int ended = 0;
};

class Session {
 public:
  Session(Proxy& proxy, base::UniqueFd client)
      : proxy_(proxy), client_(*this, proxy.loop, std::move(client)) {
    if (!proxy.job.upstream) {
      client_.start(client_);
      return;
    }
    upstream_ = std::make_unique<Side>(*this, proxy.loop, dial_upstream(*proxy.job.upstream));
    client_.start(*upstream_);
    upstream_->start(client_);
  }
  void end() { proxy_.end(*this); }

 private:
  Proxy& proxy_;
  Side client_;
  std::unique_ptr<Side> upstream_;
  bool ended_ = false;
  friend struct Proxy;
};

void Side::on_read(ssize_t result) {
  if (result <= 0) return session_.end();
  const iovec part{buffer_, static_cast<size_t>(result)};
  other_->stream_.write({&part, 1});
}

void Proxy::end(Session& session) {
  if (std::exchange(session.ended_, true)) return;
  if (++ended == job.connections) loop.stop();
}

}  // namespace

void forward_with_loop(const Job& job) {
  Proxy proxy(job);
  io::Acceptor acceptor(proxy.loop, job.listening_fd, [&proxy](base::UniqueFd socket, const base::Endpoint&) {
    io::set_no_delay(socket.get());
    proxy.sessions.push_back(std::make_unique<Session>(proxy, std::move(socket)));
  });
  proxy.loop.run();
}

}  // namespace sluice::spike
