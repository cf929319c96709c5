#pragma once
// A listener's settings, as the customer gave them and as they are stored. One struct for all protocols: what
// a protocol does not have keeps its default and is not shown for it.

#include <cstdint>
#include <string>

#include "contract/nodelink/desired.h"
#include "control/loadbalancer/listener_store.h"
#include "platform/json/json.h"

namespace sluice::loadbalancer {

constexpr int64_t bandwidth_unlimited = -1;  // as the API writes that there is no limit

struct ListenerSettings {
  std::string scheduler = "wrr";
  int64_t backend_server_port = 0;

  bool health_check = true;
  std::string health_check_type = "tcp";  // TCP listeners: tcp or http
  std::string health_check_method = "head";
  std::string health_check_domain;
  std::string health_check_uri;
  std::string health_check_http_code = "http_2xx";  // classes, separated by commas
  int64_t health_check_connect_port = 0;            // 0: the backend's port
  int64_t health_check_timeout_s = 5;
  int64_t health_check_interval_s = 2;
  int64_t healthy_threshold = 3;
  int64_t unhealthy_threshold = 3;

  // TCP
  int64_t persistence_timeout_s = 0;
  int64_t established_timeout_s = 900;
  std::string eip_transmit = "off";

  // HTTP
  int64_t idle_timeout_s = 15;
  int64_t request_timeout_s = 60;
  std::string x_forwarded_for = "off";
};

json::Value print_settings(const ListenerSettings& settings);
// Members that are missing keep their defaults, so that older rows stay readable.
ListenerSettings parse_settings(const json::Value& stored);

bool is_status_class_list(std::string_view text);
nodelink::Listener to_desired(const Listener& listener);

}  // namespace sluice::loadbalancer
