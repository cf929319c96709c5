#include "control/loadbalancer/desired_state.h"
#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/listener_lookup.h"

namespace sluice::loadbalancer {
namespace {

template <class Request>
Answer set_running(Transaction& tx, const Call& call, const Request& request, bool wanted_running) {
  const auto found = find_listener(tx, call, Request::declaration, request.load_balancer_id,
                                   request.listener_port, request.listener_protocol);
  if (!found) return base::Unexpected{found.error()};
  if (found->listener.wanted_running == wanted_running) {
    return actions::refuse(
        Request::declaration, "IncorrectListenerStatus",
        wanted_running ? "the listener is started already" : "the listener is stopped already");
  }
  set_wanted_running(tx, found->listener.key, wanted_running);
  publish(tx, found->balancer);
  return json::Value::object();
}

Answer remove(Transaction& tx, const FoundListener& found) {
  delete_listener(tx, found.listener.key);
  publish(tx, found.balancer);
  return json::Value::object();
}

}  // namespace

Answer start_listener(Transaction& tx, const Call& call, const api::StartLoadBalancerListener& request) {
  return set_running(tx, call, request, true);
}

Answer stop_listener(Transaction& tx, const Call& call, const api::StopLoadBalancerListener& request) {
  return set_running(tx, call, request, false);
}

// Running listeners are deleted too: clients differ in whether they stop one first.
Answer delete_listener_of_any_protocol(Transaction& tx, const Call& call,
                                       const api::DeleteLoadBalancerListener& request) {
  const auto found =
      find_listener(tx, call, api::DeleteLoadBalancerListener::declaration, request.load_balancer_id,
                    request.listener_port, request.listener_protocol);
  if (!found) return base::Unexpected{found.error()};
  return remove(tx, *found);
}

Answer delete_http_listener(Transaction& tx, const Call& call,
                            const api::DeleteLoadBalancerHTTPListener& request) {
  const auto found = find_listener(tx, call, api::DeleteLoadBalancerHTTPListener::declaration,
                                   request.load_balancer_id, request.listener_port, "http");
  if (!found) return base::Unexpected{found.error()};
  return remove(tx, *found);
}

}  // namespace sluice::loadbalancer
