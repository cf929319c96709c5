#pragma once
// Opening a listening socket, as a seam: tests take ports and privileges away.

#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/unique_fd.h"

namespace sluice::agent {

class SocketOpener {
 public:
  virtual ~SocketOpener() = default;
  // A bound, listening, non-blocking socket whose connections send small messages at once. Port 0 picks a
  // free one. The error is an errno.
  virtual base::Result<base::UniqueFd, int> open(const base::Endpoint& local) = 0;
};

class SystemSocketOpener final : public SocketOpener {
 public:
  base::Result<base::UniqueFd, int> open(const base::Endpoint& local) override;
};

}  // namespace sluice::agent
