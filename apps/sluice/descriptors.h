#pragma once
// The file descriptors of the process, shared out between the API and the node, so that neither can take what
// the other needs.

#include <cstddef>

namespace sluice::app {

struct DescriptorShares {
  size_t api_connections_max;
  size_t api_connections_per_address_max;
  size_t of_others;  // what the node leaves alone: those, and files, listening sockets, health checks
};

// Raises the soft limit of open files to the hard one first. The API gets at most three fifths, and no more
// than `api_connections_wanted`; one address at most a quarter of that, and no more than
// `per_address_wanted`.
DescriptorShares share_descriptors(size_t api_connections_wanted, size_t per_address_wanted);

}  // namespace sluice::app
