#pragma once
// A call in either dialect, to be bent by a test before it is signed and written as bytes.

#include <optional>
#include <string>
#include <vector>

#include "control/gateway/envelope.h"
#include "control/plane/testing/test_cloud.h"
#include "platform/http/message.h"

namespace sluice::wire {

using gateway::Dialect;
using gateway::Format;

inline constexpr Dialect dialects[] = {Dialect::V1, Dialect::Acs3};
inline constexpr Format formats[] = {Format::Json, Format::Xml};

inline const char* name_of(Dialect dialect) {
  return dialect == Dialect::V1 ? "v1" : "ACS3";
}

// What is said about the call. Text that is empty is left out. What is signed is what is sent, unless a
// member says otherwise.
struct WireCall {
  Dialect dialect = Dialect::V1;
  Format format = Format::Json;
  std::string method = "POST";
  std::string host;
  control::Parameters parameters;  // of the action; all of it travels in the query
  std::string action;
  std::string version = "2017-11-10";
  std::string access_key_id{control::TestCloud::key_id};
  std::string secret{control::TestCloud::key_secret};
  std::string timestamp;
  std::string nonce;
  std::string security_token;
  std::string signature_method;          // empty: none in v1, the usual word in ACS3
  std::string signature_type;            // of a bearer token, which in ACS3 takes Authorization's place
  std::optional<std::string> signature;  // instead of the right one

  std::string json_body;                      // ACS3
  std::vector<std::string> unsigned_headers;  // ACS3: not in SignedHeaders
  std::string authorization;                  // ACS3: instead of the right one
  std::string added_to_target;                // after signing, as it is

  // Temporary keys of the server's, for whoever wants to sign with one: one that is good, and one whose time
  // is over.
  control::Key session;
  control::Key expired_session;
};

std::string to_bytes(const WireCall& call);

// What the server says that it has signed; in ACS3 with the canonical request behind it.
std::string mismatch_text(const WireCall& call);

// A whole request, with a length if there is a body.
std::string to_bytes(const signature::SignedRequest& request);

}  // namespace sluice::wire
