#pragma once
// The canonical query, the piece that both signature versions share.

#include <string>

#include "platform/base/form.h"

namespace sluice::signature {

// "name=value&..." by name in byte order, percent-encoded (RFC 3986), empty values as "name=". Values of a
// repeated name keep the order they came in: which one counts may depend on it, so the signature must.
std::string canonical_query(base::FormPairs parameters);

}  // namespace sluice::signature
