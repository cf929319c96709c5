#include "tests/tenancy/probe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::tenancy {
namespace {

// How an answer may repeat what was asked for: as it was written, and of an ARN the name alone.
std::vector<std::string> repeated(const std::vector<std::string>& handles) {
  std::vector<std::string> all = handles;
  for (const std::string& handle : handles) {
    const size_t slash = handle.find('/');
    if (handle.starts_with("acs:") && slash != std::string::npos) all.push_back(handle.substr(slash + 1));
  }
  return all;
}

}  // namespace

Probe::Probe(TestCloud& cloud, const api::Action& action, const Household& owner, const Household& caller,
             Key key)
    : cloud_(cloud), action_(action), owner_(owner), caller_(caller), key_(std::move(key)) {}

void Probe::ask(const Call& call, const Slot& slot, const std::string& handle) {
  const std::string unknown = unknown_like(slot.names(), handle);
  for (const Call& around : surroundings_of(call, slot, caller_)) {
    compare(with(around, slot, handle, caller_), with(around, slot, unknown, caller_), {handle}, {unknown});
  }
}

void Probe::ask_about_all(const Call& of_owner) {
  Call unknown = of_owner;
  std::vector<std::string> handles, unknowns;
  for (const Slot& slot : slots_of(action_)) {
    const auto place = unknown.find(slot.path);
    if (place == unknown.end() || !is_lookup(action_, slot)) continue;
    handles.push_back(place->second);
    place->second = unknown_like(slot.names(), place->second);
    unknowns.push_back(place->second);
  }
  if (!handles.empty()) compare(of_owner, unknown, handles, unknowns);
}

Reply Probe::send(const Call& call) {
  return cloud_.call_as(key_, action_.name, to_parameters(call));
}

void Probe::compare(const Call& foreign, const Call& unknown, const std::vector<std::string>& handles,
                    const std::vector<std::string>& unknowns) {
  SCOPED_TRACE(testing::Message() << action_.name << " for " << testing::PrintToString(handles) << " of "
                                  << owner_.name() << " in " << testing::PrintToString(foreign));
  const std::string told = observe(send(foreign), repeated(handles));
  EXPECT_EQ(told, observe(send(unknown), repeated(unknowns)));
  EXPECT_THAT(found_in(told, marks_of(owner_, caller_)), testing::IsEmpty()) << told;
}

}  // namespace sluice::tenancy
