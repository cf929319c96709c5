#pragma once
// Whole messages, for those who do not stream: the API server and its clients.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/ip.h"
#include "platform/http/head.h"

namespace sluice::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

// First value of that name, any case; empty if there is none.
std::string_view find_header(const Headers& headers, std::string_view name);

struct Request {
  std::string method = "GET";
  std::string target = "/";
  Headers headers;
  std::string body;     // decoded from its chunks
  base::Endpoint peer;  // of a request that was received
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
};

std::string_view reason_phrase(int status);

}  // namespace sluice::http
