#include "control/commerce/pipeline/look_at_registry.h"

#include "control/commerce/outside/ask_registry.h"

namespace sluice::commerce {
namespace {

HostStatus status_of(InstanceAnswer::Status status) {
  switch (status) {
    case InstanceAnswer::Status::Creating:
      return HostStatus::Creating;
    case InstanceAnswer::Status::Locked:
      return HostStatus::Locked;
    case InstanceAnswer::Status::Releasing:
      return HostStatus::Releasing;
    case InstanceAnswer::Status::Released:
      return HostStatus::Released;
    case InstanceAnswer::Status::Normal:
    case InstanceAnswer::Status::NotFound:
      break;
  }
  return HostStatus::Normal;
}

}  // namespace

void look_at_registry(const Purchase& purchase, HostFacts& host) {
  if (!host.subscription || !host.instance || !purchase.asks(providers::Seam::Registry)) return;
  const auto told = ask_registry(
      *purchase.outside,
      {.account = purchase.buyer.account_id, .commodity = purchase.commodity, .instance = host.instance->id});
  if (!told) return;
  if (!*told) {
    host.unheard = told->error();
  } else if ((*told)->status == InstanceAnswer::Status::NotFound) {
    host.instance.reset();
  } else {
    host.instance->status = status_of((*told)->status);
  }
}

}  // namespace sluice::commerce
