#include "control/providers/sample/sample_thread.h"

#include <cstring>
#include <future>

#include "platform/io/listen.h"

namespace sluice::providers {

base::Result<std::unique_ptr<SampleThread>, std::string> SampleThread::start(base::Secret secret,
                                                                             SampleState state,
                                                                             const base::Clock& clock) {
  auto listening = io::listen_tcp({base::Ipv4{0x7f000001}, 0});
  if (!listening)
    return base::Unexpected{std::string("no port for a provider: ") + std::strerror(listening.error())};
  return std::unique_ptr<SampleThread>(
      new SampleThread(*std::move(listening), std::move(secret), std::move(state), clock));
}

SampleThread::SampleThread(base::UniqueFd listening, base::Secret secret, SampleState state,
                           const base::Clock& clock)
    : loop_(clock),
      sample_(std::move(secret), std::move(state)),
      endpoint_(io::local_endpoint(listening.get())) {
  host_ = std::make_unique<SampleHost>(loop_, std::move(listening), sample_);
  thread_ = std::thread([this] { loop_.run(); });
}

SampleThread::~SampleThread() {
  loop_.stop();
  thread_.join();
}

void SampleThread::with(const std::function<void(Sample&)>& work) {
  std::promise<void> done;
  loop_.post([&] {
    work(sample_);
    done.set_value();
  });
  done.get_future().wait();
}

void SampleThread::behave(Seam seam, const Instruction& instruction) {
  with([&](Sample& sample) { sample.behave(seam, instruction); });
}

}  // namespace sluice::providers
