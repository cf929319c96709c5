#pragma once
// Formats that several parameters share, each with its words. Each is called with well-formed, non-empty
// UTF-8 text whose length has been checked; the words complete "accepted is ...".

#include <string_view>

#include "contract/api/text.h"

namespace sluice::api {

bool is_not_url(std::string_view text);  // does not start with http:// or https://
inline constexpr Text not_url_text{"不能以 http:// 或 https:// 开头",
                                   "not starting with http:// or https://"};

bool is_ascii(std::string_view text);  // printable ASCII
inline constexpr Text ascii_text{"只能包含 ASCII 字符", "printable ASCII characters only"};

// Names of networks and vSwitches; is_instance_name allows a full stop too.
bool is_resource_name(std::string_view text);
inline constexpr Text resource_name_text{
    "以英文字母或中文开头,只能包含英文字母、中文、数字、半角冒号(:)、下划线(_)和短划线(-)",
    "starting with a letter or a Chinese character, of letters, Chinese characters, digits, colons, "
    "underscores and "
    "hyphens"};
bool is_instance_name(std::string_view text);
inline constexpr Text instance_name_text{
    "以英文字母或中文开头,只能包含英文字母、中文、数字、半角冒号(:)、下划线(_)、半角句号(.)和短划线(-)",
    "starting with a letter or a Chinese character, of letters, Chinese characters, digits, colons, "
    "underscores, full "
    "stops and hyphens"};

// Descriptions of networks and vSwitches.
bool is_resource_description(std::string_view text);
inline constexpr Text resource_description_text{
    "以英文字母或中文开头,不能以 http:// 或 https:// 开头",
    "starting with a letter or a Chinese character, not with http:// or "
    "https://"};

// Dotted quad without leading zeros.
bool is_ipv4(std::string_view text);
inline constexpr Text ipv4_text{"IPv4 地址", "an IPv4 address"};

// A block without host bits: of a network, within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16; of a vSwitch,
// /16 to /29 (whether it lies inside its network is the handler's question).
bool is_cidr(std::string_view text);
inline constexpr Text cidr_text{"IPv4 网段", "an IPv4 block such as 192.168.0.0/24"};
bool is_network_cidr(std::string_view text);
inline constexpr Text network_cidr_text{
    "10.0.0.0/8、172.16.0.0/12、192.168.0.0/16 或它们的子网",
    "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or a subnet of one of them"};
bool is_vswitch_cidr(std::string_view text);
inline constexpr Text vswitch_cidr_text{"掩码长度为 16~29 位的 IPv4 网段",
                                        "an IPv4 block with a mask of 16 to 29 bits"};

// elb.<class>.<size>. Which sizes are on sale is the commodity's question.
bool is_load_balancer_spec(std::string_view text);
inline constexpr Text load_balancer_spec_text{"elb.<类>.<大小>,例如 elb.s2.medium",
                                              "elb.<class>.<size>, such as elb.s2.medium"};

// The path of a probe: starts with /, is more than that, holds characters of a URI (RFC 3986) only.
bool is_health_check_uri(std::string_view text);
inline constexpr Text health_check_uri_text{
    "以 / 开头但不能只有 /,只能包含 URI 允许的字符",
    "starting with / and not just /, of the characters that a URI may hold"};

// What a probe sends as Host.
bool is_host_name(std::string_view text);
inline constexpr Text host_name_text{"只能包含英文字母、数字、短划线(-)、下划线(_)和半角句号(.)",
                                     "letters, digits, hyphens, underscores and full stops only"};

// Classes of status codes, joined with commas.
bool is_status_class_list(std::string_view text);
inline constexpr Text status_class_list_text{
    "http_2xx、http_3xx、http_4xx、http_5xx 中的一个或多个,用半角逗号分隔",
    "one or more of http_2xx, http_3xx, http_4xx and http_5xx, joined with "
    "commas"};

bool is_tag_key(std::string_view text);
inline constexpr Text tag_key_text{"不能以 aliyun、acs:、http:// 或 https:// 开头",
                                   "not starting with aliyun, acs:, http:// or https://"};
bool is_tag_value(std::string_view text);
inline constexpr Text tag_value_text{"不能以 acs: 开头,不能包含 http:// 或 https://",
                                     "not starting with acs: and without http:// and https:// inside"};

// Names of RAM users and roles.
bool is_ram_name(std::string_view text);
inline constexpr Text ram_name_text{"只能包含英文字母、数字、半角句号(.)、短划线(-)和下划线(_)",
                                    "letters, digits, full stops, hyphens and underscores only"};

bool is_policy_name(std::string_view text);
inline constexpr Text policy_name_text{"只能包含英文字母、数字和短划线(-)",
                                       "letters, digits and hyphens only"};

// v1, v2 ...
bool is_policy_version(std::string_view text);
inline constexpr Text policy_version_text{"v 加版本号,例如 v1", "v and a number, such as v1"};

// Names of the sessions of a role.
bool is_session_name(std::string_view text);
inline constexpr Text session_name_text{
    "只能包含英文字母、数字、半角句号(.)、at(@)、短划线(-)和下划线(_)",
    "letters, digits, full stops, at signs, hyphens and underscores only"};

// What somebody who assumes another account's role says to show that he means it.
bool is_external_id(std::string_view text);
inline constexpr Text external_id_text{"只能包含英文字母、数字以及 =,.@:/_-",
                                       "letters, digits and the characters = , . @ : / _ and - only"};

// Whole seconds, UTC.
bool is_utc_time(std::string_view text);
inline constexpr Text utc_time_text{"ISO 8601 格式的 UTC 时间,例如 2023-06-28T14:38:52Z",
                                    "a time in UTC such as 2023-06-28T14:38:52Z"};

// Base64 of at most 16 KiB.
bool is_user_data(std::string_view text);
inline constexpr Text user_data_text{"Base64 编码,原始数据不超过 16 KB", "Base64 of at most 16 KiB of data"};

}  // namespace sluice::api
