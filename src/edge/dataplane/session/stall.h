#pragma once
// Tells a stalled transfer from a slow one. A write of a large buffer to a slow peer can take longer than a
// timeout although bytes move all the time, in our buffer and then in the kernel's; asked only when a timeout
// has passed.

#include <cstdint>

#include "platform/io/stream.h"

namespace sluice::session {

class StallWatch {
 public:
  // Whether bytes on their way out of `stream` have moved since the last question, or are being watched for
  // the first time. False when nothing is on its way.
  bool moving(const io::Stream& stream);

 private:
  uint64_t pending_before_ = 0;
};

}  // namespace sluice::session
