#pragma once
// The signature vectors (testdata/signature-vectors.json) as values, for the tests of this folder.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "contract/signature/request.h"
#include "platform/base/digest.h"
#include "platform/base/secret.h"
#include "platform/json/json.h"

namespace sluice::signature::testing {

using Headers = std::vector<std::pair<std::string, std::string>>;

// A request as some client sends it.
struct Wire {
  std::string style;  // "as-signed" or the name of the client's way of encoding
  std::string method;
  std::string target;
  Headers headers;
  std::string body;

  Request view() const { return {method, target, {headers.begin(), headers.end()}, body}; }
};

inline std::string* find_header(Headers& headers, std::string_view name) {
  for (auto& [header, value] : headers) {
    if (header == name) return &value;
  }
  return nullptr;
}

struct Vector {
  std::string name;
  std::string access_key_id;
  base::Secret secret;
  base::Hash hash = base::Hash::Sha256;
  std::string canonical;  // RPC: canonical query; ACS3: canonical request
  std::string string_to_sign;
  std::string signature;
  std::string authorization;   // ACS3
  std::string hashed_payload;  // ACS3
  std::vector<Wire> wires;     // the request itself first, then its other encodings
  json::Value query, form;     // decoded parameters, in the order they were sent
};

// "v1-get-basic" as the name of a parameterised test.
inline std::string case_name(const ::testing::TestParamInfo<Vector>& vector) {
  std::string name = vector.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

// Throws where the file is not what it should be: a test that cannot read its table fails.
inline std::vector<Vector> load_vectors(std::string_view scheme) {
  std::ifstream file(SLUICE_SOURCE_DIR "/src/contract/signature/testdata/signature-vectors.json");
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  const auto root = json::parse(content);
  if (!root) throw std::runtime_error("signature-vectors.json: " + root.error().message);

  const auto text = [](const json::Value& object, std::string_view member) {
    return std::string(json::find_text(object, member).value_or(""));
  };
  std::vector<Vector> vectors;
  for (const json::Value& entry : *json::find_array(*root, "vectors")) {
    if (text(entry, "scheme") != scheme) continue;
    Vector vector;
    vector.name = text(entry, "name");
    vector.access_key_id = text(entry, "accessKeyId");
    vector.secret = base::Secret(text(entry, "accessKeySecret"));
    vector.hash = text(entry, "hmac") == "SHA1" ? base::Hash::Sha1 : base::Hash::Sha256;
    vector.canonical = text(entry, scheme == "rpc-v1" ? "canonicalQueryString" : "canonicalRequest");
    vector.string_to_sign = text(entry, "stringToSign");
    vector.signature = text(entry, "signature");
    vector.authorization = text(entry, "authorization");
    vector.hashed_payload = text(entry, "hashedRequestPayload");
    vector.query = entry.at("query");
    vector.form = entry.at("form");

    Wire wire{"as-signed", text(entry, "method"), text(entry, "requestTarget"), {}, text(entry, "body")};
    for (const auto& [name, value] : entry.at("headers").items()) {
      wire.headers.emplace_back(name, value.get<std::string>());
    }
    vector.wires.push_back(wire);
    for (const json::Value& other : *json::find_array(entry, "equivalentWire")) {
      Wire variant = wire;
      variant.style = text(other, "style");
      if (const auto target = json::find_text(other, "requestTarget")) variant.target = *target;
      if (const auto body = json::find_text(other, "body")) variant.body = *body;
      if (const json::Value* headers = json::find_object(other, "headers")) {
        for (const auto& [name, value] : headers->items()) {
          *find_header(variant.headers, name) = value.get<std::string>();
        }
      }
      vector.wires.push_back(std::move(variant));
    }
    vectors.push_back(std::move(vector));
  }
  return vectors;
}

}  // namespace sluice::signature::testing
