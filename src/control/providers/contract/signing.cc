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

std::vector<std::pair<std::string, std::string>> make_headers(const base::Secret& secret,
                                                              const Signed& request,
                                                              const Envelope& envelope) {
  const auto header = [](std::string_view name, std::string_view value) {
    return std::pair(std::string(name), std::string(value));
  };
  return {header("Content-Type", "application/json"),
          header("Accept", "application/json"),
          header(idempotency_header, envelope.idempotency_key),
          header(request_id_header, envelope.request_id),
          header(deadline_header, std::to_string(envelope.time_left.count())),
          header(time_header, request.time),
          header(signature_header, sign(secret, request))};
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
