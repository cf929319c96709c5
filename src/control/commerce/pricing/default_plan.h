#pragma once
// The prices a new server starts with, as the document that an operator may change. Static text.

#include <string_view>

namespace sluice::commerce {

// elb_post in USD: the published price of each size for a month, everywhere the same; for an hour, of which
// none was published, a 720th of it.
std::string_view default_elb_post_plan_document();

}  // namespace sluice::commerce
