#include "control/commerce/channel_orders/channel_order.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view channel_states[] = {"INTENT",   "AUTHORISED", "CAPTURED",
                                               "DECLINED", "CLOSED",     "LOST"};
constexpr std::string_view wanted_words[] = {"", "CAPTURED", "CLOSED"};

constexpr std::string_view columns =
    "SELECT key, order_key, leg, method, reference, amount, currency, state, channel_no, wanted, attempts, "
    "next_ms FROM channel_orders ";

ChannelOrder to_channel_order(const storage::Row& row) {
  return {.key = row.integer(0),
          .order_key = row.integer(1),
          .leg = row.integer(2),
          .method = to_method_kind(row.text(3)),
          .reference = std::string(row.text(4)),
          .amount = row.integer(5),
          .currency = std::string(row.text(6)),
          .state = base::enum_of<ChannelState>(channel_states, row.text(7)),
          .channel_no = std::string(row.text(8)),
          .wanted = base::enum_of<Wanted>(wanted_words, row.text(9)),
          .attempts = row.integer(10),
          .next = base::from_unix_ms(row.integer(11))};
}

std::vector<ChannelOrder> list(storage::Transaction& tx, std::string_view rest,
                               std::initializer_list<storage::Value> values) {
  std::vector<ChannelOrder> orders;
  tx.query(std::string(columns).append(rest), values,
           [&](const storage::Row& row) { orders.push_back(to_channel_order(row)); });
  return orders;
}

std::optional<ChannelOrder> first_of(std::vector<ChannelOrder> orders) {
  if (orders.empty()) return std::nullopt;
  return std::move(orders.front());
}

}  // namespace

std::string_view to_text(ChannelState state) {
  return base::word_of(channel_states, state);
}

std::string_view to_text(Wanted wanted) {
  return base::word_of(wanted_words, wanted);
}

std::string pay_no(const ChannelOrder& order) {
  return "P" + std::to_string(order.key);
}

void insert_channel_order(storage::Transaction& tx, const ChannelOrder& order) {
  tx.execute(
      "INSERT INTO channel_orders (key, order_key, leg, method, reference, amount, currency, state, "
      "channel_no, wanted, attempts, next_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {order.key, order.order_key, order.leg, to_text(order.method), order.reference, order.amount,
       order.currency, to_text(order.state), order.channel_no, to_text(order.wanted), order.attempts,
       base::to_unix_ms(order.next)});
}

std::optional<ChannelOrder> find_channel_order(storage::Transaction& tx, int64_t order_key) {
  return first_of(list(tx, "WHERE order_key = ? ORDER BY key DESC LIMIT 1", {order_key}));
}

std::optional<ChannelOrder> find_channel_order_by_key(storage::Transaction& tx, int64_t key) {
  return first_of(list(tx, "WHERE key = ?", {key}));
}

void update_channel_order(storage::Transaction& tx, const ChannelOrder& order) {
  tx.execute(
      "UPDATE channel_orders SET state = ?, channel_no = ?, wanted = ?, attempts = ?, next_ms = ? "
      "WHERE key = ?",
      {to_text(order.state), order.channel_no, to_text(order.wanted), order.attempts,
       base::to_unix_ms(order.next), order.key});
}

std::vector<ChannelOrder> list_wanted(storage::Transaction& tx, base::WallTime now, int64_t count_max) {
  return list(tx, "WHERE wanted <> '' AND next_ms <= ? ORDER BY next_ms, key LIMIT ?",
              {base::to_unix_ms(now), count_max});
}

int64_t count_wanted(storage::Transaction& tx) {
  int64_t count = 0;
  tx.query("SELECT COUNT(*) FROM channel_orders WHERE wanted <> ''", {},
           [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

}  // namespace sluice::commerce
