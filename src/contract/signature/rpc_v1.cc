#include "contract/signature/rpc_v1.h"

#include "contract/signature/canonical.h"
#include "platform/base/encoding.h"

namespace sluice::signature {

std::string rpc_v1_string_to_sign(std::string_view method, const Pairs& parameters) {
  Pairs signed_parameters;
  signed_parameters.reserve(parameters.size());
  for (const auto& parameter : parameters) {
    if (parameter.first != "Signature") signed_parameters.push_back(parameter);
  }
  std::string text(method);
  text += "&%2F&";
  text += base::percent_encode(canonical_query(std::move(signed_parameters)));
  return text;
}

std::string rpc_v1_signature(base::Hash hash, const base::Secret& secret, std::string_view string_to_sign) {
  std::string key(secret.reveal());
  key += '&';
  return base::base64(base::hmac(hash, base::Secret(std::move(key)), string_to_sign));
}

}  // namespace sluice::signature
