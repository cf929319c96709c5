#pragma once
// resource_plane, POST /v1/networks: whether the network and the vSwitch that an order names are there.

#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"account", "region", "network", "vswitch"}
struct PlaceQuestion {
  std::string account;
  std::string region;
  std::string network;
  std::string vswitch;
};
std::string print(const PlaceQuestion& question);

// {"status": "AVAILABLE"}, or {"status": "NOT_FOUND", "what": "network" | "vswitch"}.
struct PlaceAnswer {
  enum class Status { Available, NoNetwork, NoVSwitch };
  Status status = Status::Available;
  bool operator==(const PlaceAnswer&) const = default;
};
std::string print(const PlaceAnswer& answer);
base::Result<PlaceAnswer, commerce::DocumentError> parse_place_answer(std::string_view text);

}  // namespace sluice::providers
