#pragma once
// What a request says about itself, in either dialect, before anything of it is believed.
//
//            v1 (parameters, section 2)            ACS3 (headers, section 3)
//   action   Action                                x-acs-action, or Action in the query
//   key      AccessKeyId                           Credential= of Authorization
//   time     Timestamp                             x-acs-date
//   input    query and form, signed together       query, and the body whose hash is signed
//
// Either may come with a bearer token in place of a signature; it is read as far as it takes to refuse it.
// Sections are those of the OpenAPI gateway fact sheet; the choice of the output format is 4.1.

#include <optional>
#include <string>

#include "contract/api/error.h"
#include "contract/api/parameter_set.h"
#include "contract/signature/acs3.h"
#include "contract/signature/request.h"
#include "contract/signature/rpc_v1.h"
#include "platform/base/result.h"

namespace sluice::gateway {

enum class Dialect { V1, Acs3 };
enum class Format { Json, Xml };

struct Envelope {
  Dialect dialect = Dialect::V1;
  std::string action;
  std::string version;
  std::string access_key_id;
  std::string timestamp;
  std::string nonce;
  std::string security_token;
  std::string signature;
  std::string signature_method;   // v1; ACS3: the algorithm word
  std::string signature_type;     // v1, or of a bearer token; empty for an ordinary signature
  std::string signature_version;  // v1
  api::ParameterSet parameters;   // of the action; ACS3: those of the query, until the body is read

  signature::Pairs signed_pairs;            // v1: all decoded parameters
  std::vector<std::string> signed_headers;  // ACS3
  bool authorization_readable = true;       // ACS3: if not, key and signature are unknown
};

// The format of the answer can be told even for a request that is refused early.
Format choose_format(const signature::Request& request);

// An error here means that the request cannot be read at all (check 2 of section 5.1). An ACS3 body is left
// for read_signed_body.
base::Result<Envelope, api::Error> read_envelope(const signature::Request& request);

// ACS3: adds the parameters that are in the body. All that the checks before need is in headers and query,
// and the signature covers the body's bytes as they are; so only who has a key and is inside his rates gets a
// body read, which costs 3 ms where it is full of JSON. Nothing is left to do in v1, whose form holds the
// key.
base::Result<void, api::Error> read_signed_body(const signature::Request& request, Envelope& envelope);

// Value of a header, any case; empty if absent.
std::string_view header(const signature::Request& request, std::string_view name);

}  // namespace sluice::gateway
