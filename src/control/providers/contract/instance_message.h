#pragma once
// registry, POST /v1/instance: what has become of a host that an account subscribes to.

#include <optional>
#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"account", "commodity", "instance"}
struct InstanceQuestion {
  std::string account;
  std::string commodity;
  std::string instance;  // the host's id
};
std::string print(const InstanceQuestion& question);

// {"status": "CREATING" | "NORMAL" | "LOCKED" | "RELEASING" | "RELEASED" | "NOT_FOUND"}
struct InstanceAnswer {
  enum class Status { Creating, Normal, Locked, Releasing, Released, NotFound };
  Status status = Status::Normal;
  bool operator==(const InstanceAnswer&) const = default;
};
std::string print(const InstanceAnswer& answer);
base::Result<InstanceAnswer, commerce::DocumentError> parse_instance_answer(std::string_view text);

}  // namespace sluice::providers
