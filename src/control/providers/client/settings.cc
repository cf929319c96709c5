#include "control/providers/client/settings.h"

namespace sluice::providers {

Plugged plugged_by(const Settings& settings) {
  Plugged plugged{.risk_fails_closed = settings.risk_fails_closed};
  for (size_t i = 0; i < seam_count; ++i) plugged.seams[i] = settings.seams[i].has_value();
  return plugged;
}

Patience default_patience(Seam seam) {
  using std::chrono::milliseconds;
  switch (seam) {
    case Seam::Pricing:
      return {milliseconds(1'600), 2};
    case Seam::Risk:
    case Seam::Rates:
      return {milliseconds(300), 1};
    case Seam::SaleControl:
    case Seam::Inventory:
    case Seam::Relation:
    case Seam::Funds:
      return {milliseconds(1'000), 2};
    case Seam::Payment:
      return {milliseconds(3'000), 1};
    case Seam::ResourcePlane:
      return {milliseconds(3'000), 2};
    case Seam::Registry:
      return {milliseconds(500), 1};
    case Seam::Reseller:
      return {milliseconds(1'000), 1};
  }
  return {milliseconds(1'000), 2};
}

}  // namespace sluice::providers
