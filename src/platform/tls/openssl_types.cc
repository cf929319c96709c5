#include "platform/tls/openssl_types.h"

#include <cstdlib>
#include <ctime>

#include <openssl/err.h>

namespace sluice::tls {

void require(bool done) {
  if (!done) std::abort();
}

std::string take_reason() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return reason == nullptr ? "unknown reason" : reason;
}

base::WallTime to_wall_time(const ASN1_TIME* time) {
  tm broken_down{};
  if (ASN1_TIME_to_tm(time, &broken_down) != 1) return {};
  return std::chrono::time_point_cast<base::WallTime::duration>(
      std::chrono::system_clock::from_time_t(::timegm(&broken_down)));
}

}  // namespace sluice::tls
