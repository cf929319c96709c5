#pragma once
// Listeners in the database. What all protocols share are columns; a protocol's settings are one JSON
// document, so that a new protocol needs no new table. Called inside units of work.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/nodelink/desired.h"
#include "platform/base/clock.h"
#include "platform/json/json.h"
#include "platform/storage/transaction.h"

namespace sluice::loadbalancer {

struct Listener {
  int64_t key = 0;
  int64_t load_balancer_key = 0;
  uint16_t port = 0;
  nodelink::Protocol protocol = nodelink::Protocol::Tcp;
  bool wanted_running = false;
  uint16_t served_port = 0;  // what the node chose; 0 while unknown
  std::string description;
  json::Value settings;  // listener_settings.h
  base::WallTime created;
};

std::string_view to_string(nodelink::Protocol protocol);  // tcp, http
std::optional<nodelink::Protocol> parse_protocol(std::string_view text);

void insert_listener(storage::Transaction& tx, const Listener& listener);
// In port order.
std::vector<Listener> list_listeners(storage::Transaction& tx, int64_t load_balancer_key);
void set_wanted_running(storage::Transaction& tx, int64_t key, bool wanted_running);
// False if it was that port already, or there is no such listener.
bool set_served_port(storage::Transaction& tx, int64_t load_balancer_key, nodelink::Protocol protocol,
                     uint16_t port, uint16_t served_port);
void delete_listener(storage::Transaction& tx, int64_t key);

}  // namespace sluice::loadbalancer
