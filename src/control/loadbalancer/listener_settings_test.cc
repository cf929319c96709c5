#include "control/loadbalancer/listener_settings.h"

#include <gtest/gtest.h>

namespace sluice::loadbalancer {
namespace {

TEST(ListenerSettings, ComeBackAsTheyWereStored) {
  ListenerSettings settings;
  settings.scheduler = "rr";
  settings.backend_server_port = 8080;
  settings.health_check = false;
  settings.health_check_domain = "例子.example";
  settings.request_timeout_s = 180;
  settings.x_forwarded_for = "on";
  const json::Value stored = print_settings(settings);
  EXPECT_EQ(json::print(print_settings(parse_settings(stored))), json::print(stored));
  EXPECT_EQ(parse_settings(stored).health_check_domain, settings.health_check_domain);
}

TEST(ListenerSettings, AnOlderRowTakesTheDefaultsForWhatItDoesNotHave) {
  const ListenerSettings settings = parse_settings(json::Value{{"scheduler", "rr"}});
  EXPECT_EQ(settings.scheduler, "rr");
  EXPECT_EQ(settings.idle_timeout_s, 15);
}

struct Check {
  nodelink::Protocol protocol;
  bool on;
  const char* type;
  nodelink::HealthCheckKind kind;
};

TEST(ListenerSettings, TellTheNodeWhichCheckToRun) {
  using nodelink::HealthCheckKind;
  using nodelink::Protocol;
  const Check table[] = {{Protocol::Tcp, true, "tcp", HealthCheckKind::Tcp},
                         {Protocol::Tcp, true, "http", HealthCheckKind::Http},
                         {Protocol::Http, true, "tcp", HealthCheckKind::Http},
                         {Protocol::Http, false, "tcp", HealthCheckKind::Off}};
  for (const Check& row : table) {
    ListenerSettings settings;
    settings.health_check = row.on;
    settings.health_check_type = row.type;
    const Listener listener{.port = 80, .protocol = row.protocol, .settings = print_settings(settings)};
    EXPECT_EQ(to_desired(listener).health_check.kind, row.kind);
  }
}

TEST(ListenerSettings, StatusClassesAreAListWithoutStrangers) {
  for (const char* good : {"http_2xx", "http_2xx,http_3xx", "http_5xx,http_4xx"}) {
    EXPECT_TRUE(is_status_class_list(good)) << good;
  }
  for (const char* bad : {"", "http_1xx", "http_2xx,", ",http_2xx", "http_2xx http_3xx", "200"}) {
    EXPECT_FALSE(is_status_class_list(bad)) << bad;
  }
}

}  // namespace
}  // namespace sluice::loadbalancer
