// The ENS actions against what is documented of them. testdata/ens_*.tsv hold the published facts (of
// December 2025 to May 2026), row for row; where this service decided otherwise, the deviation is listed here
// with its reason.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/api/testdata/read_table.h"

namespace sluice::api {
namespace {

using testing::IsEmpty;

std::string_view name_of(Type type) {
  switch (type) {
    case Type::String:
      return "String";
    case Type::Integer:
      return "Integer";
    case Type::Boolean:
      return "Boolean";
    case Type::StringList:
      return "StringList";
    case Type::ObjectList:
      return "ObjectList";
    case Type::Object:
      return "Object";
    case Type::Number:
      return "Number";
    case Type::ObjectLists:
      return "ObjectLists";
  }
  return {};
}

template <class Declared>
void collect(std::span<const Declared> items, const std::string& prefix,
             std::map<std::string, const Declared*>& all) {
  for (const Declared& item : items) {
    all[prefix + std::string(item.name)] = &item;
    collect(item.fields, prefix + std::string(item.name) + ".", all);
  }
}

std::map<std::string, const Parameter*> parameters_of(const Action& action) {
  std::map<std::string, const Parameter*> all;
  collect(action.parameters, "", all);
  return all;
}

std::map<std::string, const ResponseField*> response_of(const Action& action) {
  std::map<std::string, const ResponseField*> all;
  collect(action.response, "", all);
  return all;
}

// "Action Parameter column" -> what is declared instead.
const std::map<std::string, std::string>& deviations() {
  static const std::map<std::string, std::string> all = {
      // Documented as text that holds a JSON array, an object or a number: read as what they hold.
      {"DescribeInstances EnsRegionIds type", "StringList"},
      {"DescribeInstances InstanceIds type", "StringList"},
      {"DescribeInstances OrderByParams type", "Object"},
      {"DescribeInstances PageSize type", "Integer"},
      // Which sizes exist is the commodity's question.
      {"CreateLoadBalancer LoadBalancerSpec values", ""},
      // Mandatory, so the stated default can never apply.
      {"CreateLoadBalancerHTTPListener HealthCheck default", ""},
      // The schema pins it to 0, its example is 3309, and removing a backend takes 0 to 65535.
      {"AddBackendServers BackendServers.Port max", "65535"},
      {"AddBackendServers BackendServers.Port default", "0"},
      // The schema starts at 0, the text at 1; no listener can have port 0.
      {"DescribeLoadBalancerTCPListenerAttribute ListenerPort min", "1"},
      {"DescribeLoadBalancerHTTPListenerAttribute ListenerPort min", "1"},
      {"StartLoadBalancerListener ListenerPort min", "1"},
      {"StopLoadBalancerListener ListenerPort min", "1"},
      // More states exist than the filter's text names.
      {"DescribeInstances Status values",
       "Creating,Expired,ImageDownloading,Releasing,Resetting,Running,Starting,Stopped,Stopping,"
       "Transferring"},
      // Several classes may be joined, so it is a format and no enumeration.
      {"CreateLoadBalancerTCPListener HealthCheckHttpCode values", ""},
      {"CreateLoadBalancerHTTPListener HealthCheckHttpCode values", ""},
      // Declared by the text in words.
      {"AddBackendServers BackendServers items", "20"},
      {"RemoveBackendServers BackendServers items", "20"},
      {"SetBackendServers BackendServers items", "20"},
      {"DescribeInstances EnsRegionIds items", "100"},
      {"DescribeInstances InstanceIds items", "100"},
      {"RunInstances Tag.Key length_max", "64"},
      {"RunInstances Tag.Value length_max", "128"},
      {"DescribeInstances Tags.Key length_max", "64"},
      {"DescribeInstances Tags.Value length_max", "128"},
      {"RunInstances SpotDuration min", "0"},
      {"RunInstances SpotDuration max", "1"},
      {"RunInstances SpotDuration values", ""},
      {"RunInstances Period max", "12"},
  };
  return all;
}

// A column that is not documented says nothing, unless a deviation says what it is.
class Columns {
 public:
  explicit Columns(std::string subject) : subject_(std::move(subject)) {}

  void expect(const std::string& column, const std::string& documented, const std::string& declared) const {
    const auto deviation = deviations().find(subject_ + " " + column);
    if (deviation != deviations().end()) {
      EXPECT_EQ(declared, deviation->second) << subject_ << " " << column;
    } else if (!documented.empty()) {
      EXPECT_EQ(declared, documented) << subject_ << " " << column;
    }
  }

 private:
  std::string subject_;
};

template <class Range>
std::string joined_sorted(const Range& values) {
  std::vector<std::string> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return fmt::format("{}", fmt::join(sorted, ","));
}

std::string sorted_list(const std::string& text) {
  std::vector<std::string> values(text.empty() ? 0 : 1);
  for (const char c : text) {
    if (c == ',') {
      values.emplace_back();
    } else {
      values.back() += c;
    }
  }
  return joined_sorted(values);
}

std::string or_nothing(size_t number) {
  return number == 0 ? "" : std::to_string(number);
}

TEST(DocumentedTest, RateLimitsAndAccessLevelsAreTheDocumentedOnes) {
  const auto rows = read_table("ens_actions.tsv");
  ASSERT_EQ(rows.size(), 39u);
  for (const Row& row : rows) {
    const Action* action = find_action(ens_version, row[0]);
    ASSERT_NE(action, nullptr) << row[0];
    EXPECT_EQ(to_string(action->ram.access_level), row[1]) << row[0];
    EXPECT_EQ(std::to_string(action->rate_limits.api_per_second), row[2]) << row[0];
    EXPECT_EQ(std::to_string(action->rate_limits.user_per_second), row[3]) << row[0];
  }
}

TEST(DocumentedTest, EveryDocumentedParameterIsDeclaredAsDocumented) {
  for (const Row& row : read_table("ens_parameters.tsv")) {
    ASSERT_EQ(row.size(), 11u) << row[0] << row[1];
    const auto declared = parameters_of(*find_action(ens_version, row[0]));
    const auto found = declared.find(row[1]);
    ASSERT_NE(found, declared.end()) << row[0] << " " << row[1];
    const Parameter& parameter = *found->second;
    const Constraint& c = parameter.constraint;
    const Columns columns(row[0] + " " + row[1]);
    const bool is_tag_key = row[1].starts_with("Tag") && row[1].ends_with(".Key");
    columns.expect("type", row[2], std::string(name_of(parameter.type)));
    if (!is_tag_key) {  // optional in the schema, "not empty" in the text
      columns.expect("presence", row[3], parameter.presence == Presence::Required ? "required" : "optional");
    }
    columns.expect("default", row[4], std::string(parameter.default_value));
    columns.expect("min", row[5], std::to_string(c.min));
    columns.expect("max", row[6], std::to_string(c.max));
    columns.expect("length_min", row[7] == "1" ? "" : row[7], or_nothing(c.length_min));
    columns.expect("length_max", row[8], or_nothing(c.length_max));
    columns.expect("items", row[9], or_nothing(c.items_max));
    columns.expect("values", sorted_list(row[10]), joined_sorted(c.one_of));
  }
}

TEST(DocumentedTest, NoParameterIsDeclaredThatIsNotDocumented) {
  std::set<std::string> documented;
  for (const Row& row : read_table("ens_parameters.tsv")) documented.insert(row[0] + " " + row[1]);
  for (const Action* action : all_actions()) {
    if (action->version != ens_version) continue;
    for (const auto& [path, parameter] : parameters_of(*action)) {
      // The text describes its three keys without declaring them.
      if (path.starts_with("OrderByParams.")) continue;
      EXPECT_TRUE(documented.contains(std::string(action->name) + " " + path)) << action->name << " " << path;
    }
  }
}

TEST(DocumentedTest, ParametersAreInDocumentedOrder) {
  std::map<std::string, std::vector<std::string>> documented;
  for (const Row& row : read_table("ens_parameters.tsv")) {
    const auto& parameters = find_action(ens_version, row[0])->parameters;
    // Of some the name itself has points (SystemDisk.Size).
    const bool is_whole = std::ranges::find(parameters, row[1], &Parameter::name) != parameters.end();
    if (is_whole || row[1].find('.') == std::string::npos) documented[row[0]].push_back(row[1]);
  }
  for (const auto& [name, order] : documented) {
    std::vector<std::string> declared;
    for (const Parameter& parameter : find_action(ens_version, name)->parameters) {
      declared.emplace_back(parameter.name);
    }
    EXPECT_EQ(declared, order) << name;
  }
}

TEST(DocumentedTest, AnswersHaveTheDocumentedMembersAndNoOthers) {
  std::map<std::string, std::map<std::string, std::string>> documented;
  for (const Row& row : read_table("ens_responses.tsv")) documented[row[0]][row[1]] = row[2];
  // One client reads these two into its state.
  documented["DescribeLoadBalancerTCPListenerAttribute"]["LoadBalancerId"] = "String";
  documented["DescribeLoadBalancerTCPListenerAttribute"]["Protocol"] = "String";
  for (const Action* action : all_actions()) {
    if (action->version != ens_version) continue;
    std::map<std::string, std::string> declared;
    for (const auto& [path, field] : response_of(*action)) declared[path] = name_of(field->type);
    EXPECT_EQ(declared, documented[std::string(action->name)]) << action->name;
  }
}

TEST(DocumentedTest, EveryDocumentedErrorIsDeclaredInItsOrder) {
  std::map<std::string, std::vector<Row>> documented;
  for (const Row& row : read_table("ens_errors.tsv")) documented[row[0]].push_back(row);
  EXPECT_EQ(documented["RunInstances"].size(), 147u);
  for (const auto& [name, rows] : documented) {
    if (name == "DeleteLoadBalancerHTTPListener") continue;  // has no page: two codes that a client expects
    const auto& errors = find_action(ens_version, name)->errors;
    ASSERT_GE(errors.size(), rows.size()) << name;
    for (size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(errors[i].code, rows[i][1]) << name;
      EXPECT_EQ(errors[i].message, rows[i][2]) << name;
    }
  }
}

// Codes beyond an action's documented table: what the behaviour needs.
TEST(DocumentedTest, AddedErrorsAreTheseOnly) {
  std::set<std::string> documented;
  for (const Row& row : read_table("ens_errors.tsv")) documented.insert(row[0] + " " + row[1]);
  std::vector<std::string> added;
  for (const Action* action : all_actions()) {
    if (action->version != ens_version || action->name == "CreateLoadBalancer") continue;
    for (const ErrorRow& row : action->errors) {
      const std::string entry = std::string(action->name) + " " + std::string(row.code);
      if (row.code != "InvalidParameter.%s" && row.code != "NoPermission" && !documented.contains(entry)) {
        added.push_back(entry);
      }
    }
  }
  EXPECT_THAT(
      added,
      testing::UnorderedElementsAre(
          "DeleteVSwitch InvalidVSwitchId.NotFound", "DeleteVSwitch DependencyViolation.CloudInstance",
          "DeleteVSwitch DependencyViolation.LoadBalancer",
          "DescribeLoadBalancerAttribute LoadBalancerNotFound", "DeleteLoadBalancer ens.interface.error",
          "DeleteLoadBalancer Missing%s", "DeleteLoadBalancer LoadBalancerNotFound",
          "DeleteLoadBalancer IncorrectInstanceStatus", "DeleteLoadBalancerHTTPListener ens.interface.error",
          "DeleteLoadBalancerHTTPListener Missing%s", "DeleteLoadBalancerHTTPListener LoadBalancerNotFound",
          "DeleteLoadBalancerHTTPListener ListenerNotFound"));
}

}  // namespace
}  // namespace sluice::api
