#pragma once
// A certificate authority of one's own, for machines whose users can be told whom to trust: makes itself, and
// certificates for servers that it vouches for (RFC 5280). Keys are ECDSA on P-256.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"
#include "platform/tls/host_name.h"

namespace sluice::tls {

inline constexpr std::chrono::days authority_validity{3652};
// What clients accept at most is 398 days.
inline constexpr std::chrono::days server_validity{397};
// Certificates are valid from a little before they are made: clocks differ.
inline constexpr std::chrono::minutes backdating{5};
inline constexpr size_t host_names_max = 100;

// A certificate and its key as PEM text.
struct Identity {
  std::string certificate;
  base::Secret key;
};

// The authority's name says `name` and a random word, so that two of them are told apart.
Identity make_authority(std::string_view name, base::WallTime now);

// When a certificate begins and ends. The error is a sentence.
struct Validity {
  base::WallTime begins, ends;
};
base::Result<Validity, std::string> validity_of(std::string_view certificate);

// For exactly these hosts, 1 to host_names_max, and not longer than the authority itself. The error is a
// sentence.
base::Result<Identity, std::string> issue_server_certificate(const Identity& authority,
                                                             const std::vector<HostName>& hosts,
                                                             base::WallTime now);

}  // namespace sluice::tls
