#pragma once
// What somebody is told, in a form that two of them can be compared by.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tenancy/generated_calls.h"

namespace sluice::tenancy {

// Status, type and body without the request's own id and what asks for the next page, and with `<n>` for the
// nth of these values.
std::string observe(const Reply& reply, const std::vector<std::string>& values = {});

// Everything that the owner can read: each read action with each of his things, by the call.
using Snapshot = std::map<std::string, std::string>;
Snapshot look_at_everything(TestCloud& cloud, const Household& household);
// But for what he is told of his own calls.
Snapshot without_trail(Snapshot snapshot);
// The calls that are answered otherwise, with the later answer.
std::vector<std::string> changes(const Snapshot& before, const Snapshot& after);

// What is the owner's and not the other's.
std::vector<std::string> marks_of(const Household& owner, const Household& other);
// Which of them the text holds.
std::vector<std::string> found_in(std::string_view text, const std::vector<std::string>& marks);

}  // namespace sluice::tenancy
