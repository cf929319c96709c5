#include "edge/dataplane/session/stall.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

namespace sluice::session {

bool StallWatch::moving(const io::Stream& stream) {
  int unacknowledged = 0;  // in the kernel's send queue
  if (::ioctl(stream.fd(), SIOCOUTQ, &unacknowledged) != 0) unacknowledged = 0;
  const uint64_t pending = stream.unwritten_bytes() + static_cast<uint64_t>(unacknowledged);
  const bool moved = pending != 0 && pending != pending_before_;
  pending_before_ = pending;
  return moved;
}

}  // namespace sluice::session
