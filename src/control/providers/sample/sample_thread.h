#pragma once
// The sample provider on a thread and a loopback port of its own, for whoever needs one beside himself.

#include <functional>
#include <thread>

#include "control/providers/sample/host.h"
#include "platform/io/loop.h"

namespace sluice::providers {

class SampleThread {
 public:
  // `clock` is the provider's and outlives it. The error is a sentence.
  static base::Result<std::unique_ptr<SampleThread>, std::string> start(base::Secret secret,
                                                                        SampleState state,
                                                                        const base::Clock& clock);
  ~SampleThread();

  const base::Endpoint& endpoint() const { return endpoint_; }
  // Runs on the provider's thread, between two of its requests, and waits for it.
  void with(const std::function<void(Sample&)>& work);
  void behave(Seam seam, const Instruction& instruction);

 private:
  SampleThread(base::UniqueFd listening, base::Secret secret, SampleState state, const base::Clock& clock);

  io::Loop loop_;
  Sample sample_;
  base::Endpoint endpoint_;
  std::unique_ptr<SampleHost> host_;
  std::thread thread_;
};

}  // namespace sluice::providers
