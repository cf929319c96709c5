#pragma once
// The private addresses of a vSwitch. The first two (network, gateway) and the last (broadcast) are never
// handed out. Called inside units of work: an address is held by a row under a unique key, so none is ever
// given twice.

#include <cstdint>
#include <optional>

#include "control/network/vswitch_store.h"
#include "platform/base/ip.h"
#include "platform/storage/transaction.h"

namespace sluice::network {

inline constexpr uint64_t addresses_reserved = 3;
inline constexpr uint64_t first_usable_offset = 2;

inline uint64_t usable_addresses(const base::Cidr& cidr) {
  return cidr.size() > addresses_reserved ? cidr.size() - addresses_reserved : 0;
}
bool is_usable(const base::Cidr& cidr, base::Ipv4 address);

// In turn, each address once; then those that were given back, the longest ago first, so that one comes back
// as late as it can. Nothing when all are taken. Takes a bounded number of statements.
std::optional<base::Ipv4> take_address(storage::Transaction& tx, const VSwitch& vswitch, int64_t owner_key);
// Whether there is one to take.
bool has_free_address(storage::Transaction& tx, const VSwitch& vswitch);
// One address in particular; false if it is taken or not usable.
bool take_this_address(storage::Transaction& tx, const VSwitch& vswitch, base::Ipv4 address,
                       int64_t owner_key);
void give_back_address(storage::Transaction& tx, int64_t network_key, base::Ipv4 address);
// Before the vSwitch goes.
void forget_returned_addresses(storage::Transaction& tx, int64_t vswitch_key);
uint64_t count_free_addresses(storage::Transaction& tx, const VSwitch& vswitch);

}  // namespace sluice::network
