#pragma once
// The client's side: a whole signed request from an action and its parameters. Pure: time and nonce are
// passed in. Nothing is validated but by the server: it refuses empty names and more than parameters_max of
// them.

#include <string>
#include <utility>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/digest.h"
#include "platform/base/form.h"
#include "platform/base/secret.h"

namespace sluice::signature {

struct Call {
  std::string action;
  std::string version;
  base::FormPairs parameters;  // the action's own; sent in this order
  std::string access_key_id;
  base::Secret secret;
  std::string security_token;  // of temporary credentials; empty otherwise
  base::WallTime time;         // sent in whole seconds
  std::string nonce;           // never used before with this key
  std::string host;            // with the port: "127.0.0.1:8680"
};

// Where the parameters travel. The query is what official clients use; a form has no limit on the target's
// length.
enum class Placement { GetQuery, PostQuery, PostForm };

// To be sent as it is: headers include host, not the framing (content-length, connection).
struct SignedRequest {
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers;  // lower-case names
  std::string body;
};

// Asks for JSON. With PostForm the action's parameters are in the body; action and version are headers
// anyway.
SignedRequest sign_acs3(const Call& call, Placement placement);

// Asks for JSON. With PostForm every parameter is in the body, the common ones and the signature included.
SignedRequest sign_rpc_v1(const Call& call, Placement placement, base::Hash hash);

}  // namespace sluice::signature
