#pragma once
// Whole messages, for those who do not stream: the API server and its clients.

#include <memory>
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
  std::string body;  // decoded from its chunks
  // Of a request that was received:
  base::Endpoint peer;
  bool over_tls = false;
  bool is_late = false;  // its connection was accepted while the server was draining
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  // Sent in place of `body` where many answers are one text: however many clients are slow to take it, there
  // is one copy.
  std::shared_ptr<const std::string> shared_body = nullptr;

  std::string_view content() const { return shared_body ? *shared_body : body; }
};

std::string_view reason_phrase(int status);

}  // namespace sluice::http
