#pragma once
// Sets of values that several parameters share.

#include <string_view>

namespace sluice::api::values {

inline constexpr std::string_view on_off[] = {"on", "off"};
inline constexpr std::string_view listener_protocols[] = {"tcp", "udp", "http", "https"};
inline constexpr std::string_view backend_types[] = {"ens", "eni"};
inline constexpr std::string_view load_balancer_statuses[] = {"InActive", "Active", "Locked", "Releasing"};
inline constexpr std::string_view load_balancer_types[] = {"CLB", "InternetDR"};

inline constexpr std::string_view order_types[] = {"Buy",       "Renew",   "Upgrade", "TempUpgrade",
                                                   "Downgrade", "Refund",  "Convert", "RenewChange",
                                                   "Open",      "Transfer"};
inline constexpr std::string_view order_states[] = {
    "CREATED",   "UNPAID",         "PAYING",       "PAY_UNKNOWN", "AUTHORISED", "FULFILLING",
    "CAPTURING", "CAPTURE_FAILED", "COMPENSATING", "COMPLETED",   "CANCELLED",  "FAILED"};
// What stands for all regions together, where a region can be named.
inline constexpr std::string_view every_region = "*";

}  // namespace sluice::api::values
