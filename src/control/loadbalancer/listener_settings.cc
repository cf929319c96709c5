#include "control/loadbalancer/listener_settings.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace sluice::loadbalancer {
namespace {

// Name and member of everything that is stored: the one list that printing and parsing walk.
constexpr auto stored_members =
    std::make_tuple(std::pair{"scheduler", &ListenerSettings::scheduler},
                    std::pair{"backend_server_port", &ListenerSettings::backend_server_port},
                    std::pair{"health_check", &ListenerSettings::health_check},
                    std::pair{"health_check_type", &ListenerSettings::health_check_type},
                    std::pair{"health_check_method", &ListenerSettings::health_check_method},
                    std::pair{"health_check_domain", &ListenerSettings::health_check_domain},
                    std::pair{"health_check_uri", &ListenerSettings::health_check_uri},
                    std::pair{"health_check_http_code", &ListenerSettings::health_check_http_code},
                    std::pair{"health_check_connect_port", &ListenerSettings::health_check_connect_port},
                    std::pair{"health_check_timeout_s", &ListenerSettings::health_check_timeout_s},
                    std::pair{"health_check_interval_s", &ListenerSettings::health_check_interval_s},
                    std::pair{"healthy_threshold", &ListenerSettings::healthy_threshold},
                    std::pair{"unhealthy_threshold", &ListenerSettings::unhealthy_threshold},
                    std::pair{"persistence_timeout_s", &ListenerSettings::persistence_timeout_s},
                    std::pair{"established_timeout_s", &ListenerSettings::established_timeout_s},
                    std::pair{"eip_transmit", &ListenerSettings::eip_transmit},
                    std::pair{"idle_timeout_s", &ListenerSettings::idle_timeout_s},
                    std::pair{"request_timeout_s", &ListenerSettings::request_timeout_s},
                    std::pair{"x_forwarded_for", &ListenerSettings::x_forwarded_for});

template <class Fn>
void for_each_member(Fn each) {
  std::apply([&](const auto&... member) { (each(member.first, member.second), ...); }, stored_members);
}

void read(const json::Value& stored, const char* name, std::string& target) {
  if (const auto text = json::find_text(stored, name)) target = *text;
}
void read(const json::Value& stored, const char* name, int64_t& target) {
  if (const auto number = json::find_integer(stored, name)) target = *number;
}
void read(const json::Value& stored, const char* name, bool& target) {
  if (const auto flag = json::find_flag(stored, name)) target = *flag;
}

std::optional<nodelink::StatusClasses> parse_status_classes(std::string_view text) {
  nodelink::StatusClasses classes{.c2xx = false};
  while (true) {
    const size_t comma = text.find(',');
    const std::string_view item = text.substr(0, comma);
    if (item == "http_2xx") {
      classes.c2xx = true;
    } else if (item == "http_3xx") {
      classes.c3xx = true;
    } else if (item == "http_4xx") {
      classes.c4xx = true;
    } else if (item == "http_5xx") {
      classes.c5xx = true;
    } else {
      return std::nullopt;
    }
    if (comma == std::string_view::npos) return classes;
    text.remove_prefix(comma + 1);
  }
}

nodelink::HealthCheckKind check_kind(const Listener& listener, const ListenerSettings& settings) {
  if (!settings.health_check) return nodelink::HealthCheckKind::Off;
  const bool over_http =
      listener.protocol == nodelink::Protocol::Http || settings.health_check_type == "http";
  return over_http ? nodelink::HealthCheckKind::Http : nodelink::HealthCheckKind::Tcp;
}

}  // namespace

json::Value print_settings(const ListenerSettings& settings) {
  json::Value stored = json::Value::object();
  for_each_member([&](const char* name, auto member) { stored[name] = settings.*member; });
  return stored;
}

ListenerSettings parse_settings(const json::Value& stored) {
  ListenerSettings settings;
  for_each_member([&](const char* name, auto member) { read(stored, name, settings.*member); });
  return settings;
}

bool is_status_class_list(std::string_view text) {
  return parse_status_classes(text).has_value();
}

nodelink::Listener to_desired(const Listener& listener) {
  const ListenerSettings settings = parse_settings(listener.settings);
  return {.protocol = listener.protocol,
          .port = listener.port,
          .served_port = listener.served_port,
          .wanted_running = listener.wanted_running,
          .scheduler = settings.scheduler == "rr" ? nodelink::Scheduler::RoundRobin
                                                  : nodelink::Scheduler::WeightedRoundRobin,
          .backend_port = static_cast<uint16_t>(settings.backend_server_port),
          .established_timeout_s = static_cast<int>(settings.established_timeout_s),
          .idle_timeout_s = static_cast<int>(settings.idle_timeout_s),
          .request_timeout_s = static_cast<int>(settings.request_timeout_s),
          .x_forwarded_for = settings.x_forwarded_for == "on",
          .health_check = {
              .kind = check_kind(listener, settings),
              .port = static_cast<uint16_t>(settings.health_check_connect_port),
              .interval_s = static_cast<int>(settings.health_check_interval_s),
              .timeout_s = static_cast<int>(settings.health_check_timeout_s),
              .healthy_threshold = static_cast<int>(settings.healthy_threshold),
              .unhealthy_threshold = static_cast<int>(settings.unhealthy_threshold),
              .domain = settings.health_check_domain,
              .uri = settings.health_check_uri.empty() ? "/" : settings.health_check_uri,
              .method = settings.health_check_method == "get" ? nodelink::HealthCheckMethod::Get
                                                              : nodelink::HealthCheckMethod::Head,
              .expected =
                  parse_status_classes(settings.health_check_http_code).value_or(nodelink::StatusClasses{})}};
}

}  // namespace sluice::loadbalancer
