#include "control/loadbalancer/served_ports.h"

#include <algorithm>

#include "control/loadbalancer/desired_state.h"
#include "control/loadbalancer/listener_store.h"
#include "control/loadbalancer/load_balancer_store.h"
#include "platform/base/log.h"

namespace sluice::loadbalancer {

void remember_served_ports(storage::Database& database, const nodelink::Report& report) {
  std::vector<nodelink::ListenerReport> moved;
  std::ranges::copy_if(report.listeners, std::back_inserter(moved),
                       [](const nodelink::ListenerReport& listener) {
                         return listener.served_port != 0 && listener.served_port != listener.port;
                       });
  if (moved.empty()) return;
  database.submit_write(
      [moved = std::move(moved)](storage::Transaction& tx) {
        for (const nodelink::ListenerReport& listener : moved) {
          const auto balancer = find_any_load_balancer(tx, listener.load_balancer_id);
          if (!balancer) continue;  // deleted meanwhile
          // Published only when it is news, or the node's next report would start the circle again.
          if (set_served_port(tx, balancer->key, listener.protocol, listener.port, listener.served_port)) {
            publish(tx, *balancer);
          }
        }
        return storage::Verdict::Keep;
      },
      [](std::optional<storage::Failure> failure) {
        // The node reports the port again after its next change.
        if (failure) base::log_warning("served_port.not_stored", {{"reason", failure->message}});
      });
}

}  // namespace sluice::loadbalancer
