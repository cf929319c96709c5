// Request parameters as they come off the wire: form-encoded bytes, read into the requests of several
// actions. Whatever comes, the answer is a request inside its declared limits or one of the two documented
// errors with a bounded hint.
//
// The first byte chooses the action. So that the fuzzer need not guess names, a small letter at the start of
// a name stands for one of the action's parameters, and one after a dot for one of the fields of its objects.

#include <cstdlib>

#include "contract/api/catalogue.h"
#include "contract/api/ens/add_backend_servers.h"
#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/ens/create_load_balancer_http_listener.h"
#include "contract/api/ens/create_network.h"
#include "contract/api/ens/describe_instances.h"
#include "contract/api/ens/run_instances.h"
#include "contract/api/validation.h"
#include "platform/base/encoding.h"
#include "platform/base/form.h"

namespace {

using namespace sluice;

constexpr size_t pairs_max = 64;
constexpr size_t hint_bytes_max = 2048;

void require(bool condition) {
  if (!condition) std::abort();
}

void require_range(int64_t value, int64_t min, int64_t max) {
  require(value >= min && value <= max);
}

void check(const api::AddBackendServers& request) {
  require_range(static_cast<int64_t>(request.backend_servers.size()), 1, 20);
  for (const auto& backend : request.backend_servers) {
    require(!backend.server_id.empty());
    require_range(backend.weight, 0, 100);
    require(backend.type == "ens" || backend.type == "eni");
  }
}

void check(const api::CreateLoadBalancer& request) {
  require(request.pay_type == "PostPaid" && !request.network_id.empty());
  if (request.load_balancer_name) {
    require(base::is_utf8(*request.load_balancer_name));
    require_range(static_cast<int64_t>(base::utf8_length(*request.load_balancer_name)), 1, 80);
  }
}

void check(const api::CreateLoadBalancerHTTPListener& request) {
  require(request.listener_port != 0);
  require_range(request.idle_timeout, 1, 60);
  require_range(request.healthy_threshold, 2, 10);
  if (request.health_check_uri) require(request.health_check_uri->find('\r') == std::string::npos);
}

void check(const api::CreateNetwork& request) {
  require_range(static_cast<int64_t>(request.tags.size()), 0, 20);
  for (const auto& tag : request.tags) require(!tag.key.empty());
}

void check(const api::DescribeInstances& request) {
  require_range(request.page_size, 1, 100);
  require(request.page_number >= 1);
  if (request.instance_ids) require_range(static_cast<int64_t>(request.instance_ids->size()), 0, 100);
}

void check(const api::RunInstances& request) {
  require_range(request.amount, 1, 100);
  require_range(static_cast<int64_t>(request.data_disks.size()), 0,
                static_cast<int64_t>(api::list_items_max));
}

bool is_alias(char c) {
  return c >= 'a' && c <= 'z';
}

std::string expand(std::string_view name, std::span<const api::Parameter> parameters) {
  if (name.empty() || !is_alias(name.front())) return std::string(name);
  const api::Parameter& parameter = parameters[static_cast<size_t>(name.front() - 'a') % parameters.size()];
  std::string expanded(parameter.name);
  for (size_t i = 1; i < name.size(); ++i) {
    if (name[i - 1] == '.' && is_alias(name[i]) && !parameter.fields.empty()) {
      expanded += parameter.fields[static_cast<size_t>(name[i] - 'a') % parameter.fields.size()].name;
    } else {
      expanded += name[i];
    }
  }
  return expanded;
}

template <class Request>
void decode_and_check(const base::FormPairs& pairs) {
  api::ParameterSet set;
  for (const auto& [name, value] : pairs) set.set(expand(name, Request::declaration.parameters), value);
  const auto request = api::decode<Request>(set);
  if (request) return check(*request);
  const api::Error& error = request.error();
  require(error.http_status == 400 && !error.message.empty());
  require(error.code.starts_with("Missing") || error.code.starts_with("InvalidParameter."));
  require(error.hint.size() <= hint_bytes_max && base::is_utf8(error.hint));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto pairs = base::parse_form({reinterpret_cast<const char*>(data) + 1, size - 1}, pairs_max);
  if (!pairs) return 0;
  switch (data[0] % 6) {
    case 0:
      decode_and_check<api::AddBackendServers>(*pairs);
      break;
    case 1:
      decode_and_check<api::CreateLoadBalancer>(*pairs);
      break;
    case 2:
      decode_and_check<api::CreateLoadBalancerHTTPListener>(*pairs);
      break;
    case 3:
      decode_and_check<api::CreateNetwork>(*pairs);
      break;
    case 4:
      decode_and_check<api::DescribeInstances>(*pairs);
      break;
    default:
      decode_and_check<api::RunInstances>(*pairs);
      break;
  }
  return 0;
}
