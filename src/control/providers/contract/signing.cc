#include "control/providers/contract/signing.h"

#include "platform/base/digest.h"
#include "platform/base/encoding.h"

namespace sluice::providers {

std::string sign(const base::Secret& secret, const Signed& request) {
  std::string text;
  for (const std::string_view part : {request.method, request.path, request.time}) text.append(part) += '\n';
  text += base::hex_lower(base::digest(base::Hash::Sha256, request.body));
  return base::hex_lower(base::hmac(base::Hash::Sha256, secret, text));
}

Verdict verify(const base::Secret& secret, const Signed& request, std::string_view signature,
               base::WallTime now) {
  const auto time = base::parse_iso8601(request.time);
  if (!time || *time > now + clock_difference_max || now > *time + clock_difference_max) {
    return Verdict::WrongTime;
  }
  return base::equal_constant_time(sign(secret, request), signature) ? Verdict::Genuine
                                                                     : Verdict::WrongSignature;
}

}  // namespace sluice::providers
