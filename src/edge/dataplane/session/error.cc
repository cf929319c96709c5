#include "edge/dataplane/session/error.h"

namespace sluice::session {

Origin origin_of(Cause cause) {
  if (cause < Cause::NoBackend) return Origin::Downstream;
  return cause < Cause::NodeExhausted ? Origin::Upstream : Origin::Internal;
}

std::string_view name_of(Cause cause) {
  switch (cause) {
    case Cause::RequestMalformed:
      return "request_malformed";
    case Cause::TargetTooLong:
      return "target_too_long";
    case Cause::HeadTooLarge:
      return "head_too_large";
    case Cause::VersionNotServed:
      return "version_not_served";
    case Cause::MethodNotServed:
      return "method_not_served";
    case Cause::RequestTooSlow:
      return "request_too_slow";
    case Cause::ClientGone:
      return "client_gone";
    case Cause::ClientTooSlow:
      return "client_too_slow";
    case Cause::NoBackend:
      return "no_backend";
    case Cause::BackendRefused:
      return "backend_refused";
    case Cause::BackendBroken:
      return "backend_broken";
    case Cause::BackendMalformed:
      return "backend_malformed";
    case Cause::BackendTimedOut:
      return "backend_timed_out";
    case Cause::BackendTooSlow:
      return "backend_too_slow";
    case Cause::NodeExhausted:
      return "node_exhausted";
  }
  return "unknown";
}

}  // namespace sluice::session
