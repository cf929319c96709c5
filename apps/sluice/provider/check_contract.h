#pragma once
// Whether somebody's provider keeps the contract: what every seam has to answer to a few questions, and what
// it has to refuse.

#include <string>
#include <string_view>
#include <vector>

#include "control/providers/consultation/seam.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"
#include "platform/http/message.h"

namespace sluice::app {

struct ProviderPlace {
  base::Endpoint server;
  std::string host;  // without the port
  std::string prefix;
};
// http://HOST:PORT/PATH; the error is a sentence.
base::Result<ProviderPlace, std::string> find_provider(const std::string& url);

// A POST with all headers of the contract, signed at this time.
http::Request signed_request(const ProviderPlace& place, std::string_view path, std::string body,
                             const base::Secret& secret, base::WallTime time);

struct ContractFinding {
  std::string claim;  // "pricing: answers a question"
  std::string fault;  // empty: it holds
};
// Asks the provider; blocks.
std::vector<ContractFinding> check_contract(const ProviderPlace& place, const base::Secret& secret,
                                            const std::vector<providers::Seam>& seams);

}  // namespace sluice::app
