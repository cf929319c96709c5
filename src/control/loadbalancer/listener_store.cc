#include "control/loadbalancer/listener_store.h"

namespace sluice::loadbalancer {
namespace {

Listener to_listener(const storage::Row& row) {
  auto settings = json::parse(row.text(7));
  const auto protocol = parse_protocol(row.text(3));
  if (!settings || !protocol) {
    throw storage::EngineError(storage::EngineError::Kind::Defect, "a stored listener cannot be read");
  }
  return {.key = row.integer(0),
          .load_balancer_key = row.integer(1),
          .port = static_cast<uint16_t>(row.integer(2)),
          .protocol = *protocol,
          .wanted_running = row.integer(4) != 0,
          .served_port = static_cast<uint16_t>(row.integer(5)),
          .description = std::string(row.text(6)),
          .settings = std::move(*settings),
          .created = base::from_unix_ms(row.integer(8))};
}

}  // namespace

std::string_view to_string(nodelink::Protocol protocol) {
  return protocol == nodelink::Protocol::Tcp ? "tcp" : "http";
}

std::optional<nodelink::Protocol> parse_protocol(std::string_view text) {
  if (text == "tcp") return nodelink::Protocol::Tcp;
  if (text == "http") return nodelink::Protocol::Http;
  return std::nullopt;
}

void insert_listener(storage::Transaction& tx, const Listener& listener) {
  tx.execute(
      "INSERT INTO listeners (key, load_balancer_key, port, protocol, wanted_running, served_port, "
      "description, settings, "
      "created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {listener.key, listener.load_balancer_key, int64_t{listener.port}, to_string(listener.protocol),
       int64_t{listener.wanted_running}, int64_t{listener.served_port}, listener.description,
       json::print(listener.settings), base::to_unix_ms(listener.created)});
}

std::vector<Listener> list_listeners(storage::Transaction& tx, int64_t load_balancer_key) {
  std::vector<Listener> listeners;
  tx.query(
      "SELECT key, load_balancer_key, port, protocol, wanted_running, served_port, description, settings, "
      "created_ms "
      "FROM listeners WHERE load_balancer_key = ? ORDER BY port, protocol",
      {load_balancer_key}, [&](const storage::Row& row) { listeners.push_back(to_listener(row)); });
  return listeners;
}

void set_wanted_running(storage::Transaction& tx, int64_t key, bool wanted_running) {
  tx.execute("UPDATE listeners SET wanted_running = ? WHERE key = ?", {int64_t{wanted_running}, key});
}

bool set_served_port(storage::Transaction& tx, int64_t load_balancer_key, nodelink::Protocol protocol,
                     uint16_t port, uint16_t served_port) {
  return tx.execute(
             "UPDATE listeners SET served_port = ? "
             "WHERE load_balancer_key = ? AND protocol = ? AND port = ? AND served_port <> ?",
             {int64_t{served_port}, load_balancer_key, to_string(protocol), int64_t{port},
              int64_t{served_port}}) > 0;
}

void delete_listener(storage::Transaction& tx, int64_t key) {
  tx.execute("DELETE FROM listeners WHERE key = ?", {key});
}

}  // namespace sluice::loadbalancer
