#include "contract/api/formats.h"

#include <vector>

#include <gtest/gtest.h>

#include "platform/base/encoding.h"

namespace sluice::api {
namespace {

struct Format {
  const char* name;
  bool (*accepts)(std::string_view);
  std::vector<std::string> good;
  std::vector<std::string> bad;
};

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"is_not_url",
       is_not_url,
       {"gcs-pre-websocket", "http", "http:/x", "a http://b", "HTTP://x"},
       {"http://", "http://x", "https://x"}},
      {"is_ascii", is_ascii, {"26C28756-2586-17AF", " ~", "a b"}, {"中", "a\n", "\x7F", "\xC3\xA9"}},
      {"is_resource_name",
       is_resource_name,
       {"ab", "abc-1_2:3", "网络一", "中a", "http"},
       {"1ab", "-ab", "_a", ":a", "a.b", "a b", "http://a", "https://a", "a/b", "a中,", "a\xC3\xA9"}},
      {"is_instance_name", is_instance_name, {"a.b-c_d:e", "实例.1"}, {".ab", "a b", "1a", "http://a"}},
      {"is_resource_description",
       is_resource_description,
       {"this is my first network", "第一个网络, 1.", "a!"},
       {"1st", " a", "http://a", "https://a", "-"}},
      {"is_ipv4",
       is_ipv4,
       {"0.0.0.0", "192.168.0.1", "255.255.255.255"},
       {"192.168.0", "192.168.0.256", "192.168.0.1.1", "192.168.0.01", "192.168.0.1 ", "::1", "a.b.c.d"}},
      {"is_cidr",
       is_cidr,
       {"192.168.0.0/24", "0.0.0.0/0"},
       {"192.168.0.1/24", "192.168.0.0/33", "192.168.0.0"}},
      {"is_network_cidr",
       is_network_cidr,
       {"10.0.0.0/8", "10.1.2.0/24", "172.16.0.0/12", "172.31.0.0/16", "192.168.0.0/16", "192.168.255.0/29"},
       {"10.0.0.0/7", "11.0.0.0/8", "172.32.0.0/16", "172.0.0.0/8", "192.169.0.0/16", "192.0.0.0/8",
        "192.168.0.1/16", "8.8.8.0/24", "0.0.0.0/0"}},
      {"is_vswitch_cidr",
       is_vswitch_cidr,
       {"172.16.0.0/16", "172.16.0.0/24", "172.16.0.0/29"},
       {"172.16.0.0/15", "172.16.0.0/30", "172.16.0.1/24", "172.16.0.0"}},
      {"is_load_balancer_spec",
       is_load_balancer_spec,
       {"elb.s1.small", "elb.s2.medium", "elb.s9.huge"},
       {"elb", "elb.", "elb.s1", "elb.s1.", "elb..small", "slb.s1.small", "elb.S1.small", "elb.s1.small.x",
        "elb.s1.sm all", "elb.s1.小"}},
      {"is_health_check_uri",
       is_health_check_uri,
       {"/checkpreload.htm", "/a?b=1&c=%20#d", "//", "/health-check_1.html"},
       {"/", "a", "http://a/b", "/a b", "/a\r\nHost: b", "/中", "/\"", "/<"}},
      {"is_host_name",
       is_host_name,
       {"www.aliyundoc.com", "10.0.0.1", "a-b_c"},
       {"a b", "a:80", "a/b", "中.cn", "a\r\nb", "a@b"}},
      {"is_status_class_list",
       is_status_class_list,
       {"http_2xx", "http_2xx,http_3xx", "http_2xx,http_3xx,http_4xx,http_5xx"},
       {"http_1xx", "2xx", "http_2xx,", ",http_2xx", "http_2xx, http_3xx", "http_2xx;http_3xx", ","}},
      {"is_tag_key",
       is_tag_key,
       {"team", "标签", "acs", "xacs:"},
       {"aliyun", "aliyun-team", "acs:team", "http://a", "https://a"}},
      {"is_tag_value",
       is_tag_value,
       {"edge", "a/b", "aliyun", "http:/a"},
       {"acs:x", "http://a", "see https://a"}},
      {"is_utc_time",
       is_utc_time,
       {"2023-06-28T14:38:52Z"},
       {"2023-06-28", "2023-06-28 14:38:52", "2023-06-28T14:38:52+08:00", "2023-02-30T00:00:00Z"}},
      {"is_user_data",
       is_user_data,
       {"ZWNobyBoZWxsbw==", base::base64(std::string(16 << 10, 'x'))},
       {"ZW", "****", base::base64(std::string((16 << 10) + 1, 'x'))}},
  };
  return all;
}

TEST(FormatsTest, GoodTextPasses) {
  for (const Format& format : formats()) {
    for (const std::string& text : format.good)
      EXPECT_TRUE(format.accepts(text)) << format.name << ": " << text;
  }
}

TEST(FormatsTest, BadTextIsRefused) {
  for (const Format& format : formats()) {
    for (const std::string& text : format.bad)
      EXPECT_FALSE(format.accepts(text)) << format.name << ": " << text;
  }
}

}  // namespace
}  // namespace sluice::api
