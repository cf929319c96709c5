#pragma once
// Address mode `loopback`: a node without privileges serves private addresses out of 127.0.0.0/8. The private
// address a.b.c.d is served at 127.b.c.d where b >= 64 and that address is free, else at the next free one of
// 127.64.0.0/10; never in 127.0.0.0/16 and never at 127.255.255.255. A mapping is made once, in the
// transaction that hands the private address out, and stays until that address is given back; overlapping
// networks get different addresses. Called inside units of work.

#include <cstdint>
#include <optional>

#include "contract/model/ids.h"
#include "platform/base/ip.h"
#include "platform/storage/transaction.h"

namespace sluice::nodes {

// The address that would be tried first; nothing where the rule has none.
std::optional<base::Ipv4> preferred_loopback_address(base::Ipv4 private_address);

// Nothing when no address is free.
std::optional<base::Ipv4> serve_address(storage::Transaction& tx, const model::NodeId& node,
                                        int64_t network_key, base::Ipv4 private_address);
void release_address(storage::Transaction& tx, int64_t network_key, base::Ipv4 private_address);
std::optional<base::Ipv4> find_served_address(storage::Transaction& tx, int64_t network_key,
                                              base::Ipv4 private_address);

}  // namespace sluice::nodes
