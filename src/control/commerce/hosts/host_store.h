#pragma once
// Subscriptions, the host instances they point to, and their lines, in the database. Called inside units of
// work.

#include "control/commerce/hosts/may_expand.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// Subscription, instance and details of a host that is new, all in force.
void open_host(storage::Transaction& tx, const Subscription& subscription, const HostInstance& instance);

// Each of these records alone.
void insert_subscription(storage::Transaction& tx, const Subscription& subscription);
// The newest first.
std::vector<Subscription> list_subscriptions(storage::Transaction& tx, int64_t account_key);
void delete_subscription(storage::Transaction& tx, int64_t key);
void insert_host(storage::Transaction& tx, const HostInstance& instance);
// The oldest first.
std::vector<HostInstance> list_hosts(storage::Transaction& tx, int64_t account_key);
void put_host_details(storage::Transaction& tx, int64_t host_key, std::string_view plan);
// The plan; nothing without details.
std::optional<std::string> find_host_details(storage::Transaction& tx, int64_t host_key);

// Everything that decides about an expansion, of the account's newest subscription to a commodity.
HostFacts read_host_facts(storage::Transaction& tx, int64_t account_key, std::string_view commodity,
                          base::WallTime now);
// The same of one host, by its id.
HostFacts read_facts_of_host(storage::Transaction& tx, int64_t account_key, std::string_view host_id,
                             base::WallTime now);

std::optional<HostInstance> find_host(storage::Transaction& tx, int64_t account_key,
                                      std::string_view host_id);
std::optional<HostInstance> find_host(storage::Transaction& tx, int64_t key);
// Of the account's subscriptions to a commodity, those whose host is there and not released.
int64_t count_live_hosts(storage::Transaction& tx, int64_t account_key, std::string_view commodity);
// Whose it is; nothing where there is no such host.
std::optional<int64_t> find_owner_of_host(storage::Transaction& tx, std::string_view host_id);
// Whether a host of the account waits for a renewal change, or runs on a specification that is not its own.
bool has_pending_change(storage::Transaction& tx, int64_t account_key);
void change_owner_of_host(storage::Transaction& tx, int64_t host_key, int64_t account_key);
// Status, change and lock.
void update_host(storage::Transaction& tx, const HostInstance& host);
// The registry's row, or the product's details, alone: what a clean-up that went wrong would leave.
void delete_host_instance(storage::Transaction& tx, int64_t host_key);
void delete_host_details(storage::Transaction& tx, int64_t host_key);

void insert_line(storage::Transaction& tx, const SubscriptionLine& line);
std::vector<SubscriptionLine> list_lines(storage::Transaction& tx, int64_t host_key);
// Its times and its state.
void update_line(storage::Transaction& tx, const SubscriptionLine& line);
bool cancel_line(storage::Transaction& tx, int64_t host_key, int64_t line_key);

}  // namespace sluice::commerce
