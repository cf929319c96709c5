// CreateLoadBalancer against the text of its reference page, byte for byte.

#include <gtest/gtest.h>

#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/testdata/read_table.h"

namespace sluice::api {
namespace {

TEST(PageTest, EveryErrorRowIsOnThePageInItsOrder) {
  const auto rows = read_table("create_load_balancer_errors.tsv");
  const auto& errors = CreateLoadBalancer::declaration.errors;
  ASSERT_EQ(rows.size(), 107u);
  ASSERT_EQ(errors.size(), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    ASSERT_EQ(rows[i].size(), 4u);
    EXPECT_EQ(std::to_string(errors[i].http_status), rows[i][0]) << i;
    EXPECT_EQ(errors[i].code, rows[i][1]) << i;
    EXPECT_EQ(errors[i].message, rows[i][2]) << i;
    EXPECT_EQ(errors[i].description_zh, rows[i][3]) << i;
  }
}

TEST(PageTest, EveryParameterIsOnThePageInItsOrder) {
  const auto rows = read_table("create_load_balancer_parameters.tsv");
  ASSERT_EQ(rows.size(), 7u);
  size_t row = 0;
  for (const Parameter& parameter : CreateLoadBalancer::declaration.parameters) {
    if (parameter.since == Since::Later) continue;
    ASSERT_LT(row, rows.size()) << parameter.name;
    const auto& cells = rows[row++];
    EXPECT_EQ(parameter.name, cells[0]);
    EXPECT_EQ(parameter.type == Type::String ? "string" : "", cells[1]);
    EXPECT_EQ(parameter.presence == Presence::Required ? "是" : "否", cells[2]);
    EXPECT_EQ(parameter.description.zh, cells[3]);
    EXPECT_EQ(parameter.example, cells[4]);
  }
  EXPECT_EQ(row, rows.size());
}

TEST(PageTest, LimitsAndPermissionAreThePages) {
  const Action& create = CreateLoadBalancer::declaration;
  EXPECT_EQ(create.rate_limits.api_per_second, 100);
  EXPECT_EQ(create.rate_limits.user_per_second, 5);
  EXPECT_EQ(create.ram.action, "ens:CreateLoadBalancer");
  EXPECT_EQ(to_string(create.ram.access_level), "create");
  EXPECT_TRUE(create.ram.resource_types.empty());
  EXPECT_TRUE(create.ram.condition_keys.empty());
  EXPECT_TRUE(create.ram.associated_actions.empty());
  ASSERT_EQ(create.history.size(), 3u);
  EXPECT_EQ(create.history[0].date, "2025-01-10");
  EXPECT_EQ(create.history[1].date, "2024-08-19");
  EXPECT_EQ(create.history[2].date, "2023-12-21");
  for (const HistoryEntry& entry : create.history) EXPECT_EQ(entry.summary.zh, "OpenAPI 错误码发生变更");
}

}  // namespace
}  // namespace sluice::api
