#include "control/gateway/readiness.h"

#include "platform/json/json.h"

namespace sluice::gateway {

http::Response answer_readiness(const std::vector<Missing>& missing) {
  json::Value list = json::Value::array();
  for (const Missing& each : missing) list.push_back({{"what", each.what}, {"reason", each.reason}});
  const json::Value body{{"ready", missing.empty()}, {"missing", std::move(list)}};
  return {.status = missing.empty() ? 200 : 503,
          .headers = {{"Content-Type", "application/json;charset=utf-8"}, {"Cache-Control", "no-store"}},
          .body = json::print(body) + "\n"};
}

}  // namespace sluice::gateway
