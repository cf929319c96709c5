#include "tests/tenancy/observation.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "contract/api/catalogue.h"

namespace sluice::tenancy {
namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  if (what.empty()) return;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

std::string describe(const api::Action& action, const Call& call) {
  std::string text(action.name);
  for (const auto& [path, value] : call) text += fmt::format(" {}={}", path, value);
  return text;
}

}  // namespace

std::string observe(const Reply& reply, const std::vector<std::string>& values) {
  std::string body = reply.body;
  replace_all(body, reply.text("RequestId"), "<request>");
  replace_all(body, reply.text("NextToken"), "<next>");
  std::vector<size_t> longest_first(values.size());  // one may be the beginning of another
  std::iota(longest_first.begin(), longest_first.end(), 0);
  std::ranges::stable_sort(longest_first, std::greater(), [&](size_t i) { return values[i].size(); });
  for (const size_t i : longest_first) replace_all(body, values[i], fmt::format("<{}>", i));
  return fmt::format("{} {}\n{}", reply.http_status, reply.content_type, body);
}

Snapshot look_at_everything(TestCloud& cloud, const Household& household) {
  Snapshot snapshot;
  for (const api::Action* action : api::all_actions()) {
    if (action->effect != api::Effect::Read) continue;
    for (const Call& call : calls_of(*action, household)) {
      snapshot[describe(*action, call)] =
          observe(cloud.call_as(household.key(), action->name, to_parameters(call)));
    }
  }
  return snapshot;
}

Snapshot without_trail(Snapshot snapshot) {
  std::erase_if(snapshot, [](const auto& told) {
    const std::string_view call = told.first;
    return api::find_action(call.substr(0, call.find(' ')))->version == api::actiontrail_version;
  });
  return snapshot;
}

std::vector<std::string> changes(const Snapshot& before, const Snapshot& after) {
  std::vector<std::string> changed;
  for (const auto& [call, told] : after) {
    const auto earlier = before.find(call);
    if (earlier == before.end() || earlier->second != told) changed.push_back(call + "\n" + told);
  }
  for (const auto& [call, told] : before) {
    if (!after.contains(call)) changed.push_back(call + "\nis no call any more");
  }
  return changed;
}

std::vector<std::string> marks_of(const Household& owner, const Household& other) {
  std::vector<std::string> marks = owner.marks();
  std::erase_if(marks, [&](const std::string& mark) {
    return std::ranges::find(other.marks(), mark) != other.marks().end();
  });
  return marks;
}

std::vector<std::string> found_in(std::string_view text, const std::vector<std::string>& marks) {
  std::vector<std::string> found;
  for (const std::string& mark : marks) {
    if (text.find(mark) != std::string_view::npos) found.push_back(mark);
  }
  return found;
}

}  // namespace sluice::tenancy
