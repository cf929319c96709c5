#include "contract/api/sluice/limits.h"

#include "contract/api/formats.h"
#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/values.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr int64_t units_max = 1'000'000'000;

constexpr Text account_id_words{"账号 ID。", "The account's id."};
constexpr Text node_or_all_words{"边缘节点 ID,* 表示所有节点的总和。",
                                 "The edge node (ENS region), or * for all of them together."};
constexpr Text total_words{"总量。", "How many there are."};
constexpr Text most_words{"最多可以拥有的负载均衡实例数量。", "How many balancers the account may have."};

template <auto Member>
constexpr Parameter node(Presence presence) {
  return {.name = "EnsRegionId",
          .presence = presence,
          .names = Names::Region,
          .description = words::ens_region_id,
          .example = "cn-chengdu-telecom",
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter node_or_all() {
  return {.name = "EnsRegionId",
          .names = Names::Region,
          .description = node_or_all_words,
          .example = "cn-chengdu-telecom",
          .default_value = values::every_region,
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter spec(Presence presence) {
  return {.name = "LoadBalancerSpec",
          .presence = presence,
          .names = Names::Shared,
          .description = words::load_balancer_spec,
          .example = "elb.s2.medium",
          .constraint = {.accepts = is_load_balancer_spec, .accepted = load_balancer_spec_text},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter account_id() {
  return {.name = "AccountId",
          .presence = Presence::Required,
          .names = Names::Account,
          .description = account_id_words,
          .example = "1234567890123456",
          .constraint = {.length_max = 64},
          .assign = bind<Member>};
}

constexpr ResponseField node_field{
    .name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-chengdu-telecom"};
constexpr ResponseField stock_fields[] = {
    node_field,
    {.name = "LoadBalancerSpec", .description = words::load_balancer_spec, .example = "elb.s2.medium"},
    {.name = "Total", .type = Type::Integer, .description = total_words, .example = "20"},
    {.name = "Reserved",
     .type = Type::Integer,
     .description = {"进行中的订单占用的数量。", "How many orders under way hold."},
     .example = "0"},
    {.name = "Used",
     .type = Type::Integer,
     .description = {"使用中的数量。", "How many are in use."},
     .example = "3"},
    {.name = "Available",
     .type = Type::Integer,
     .description = {"剩余数量,总量被调低时可能小于 0。",
                     "How many are left; below zero where the total was lowered under what is in use."},
     .example = "17"},
};
constexpr ResponseField quota_fields[] = {
    {.name = "EnsRegionId", .description = node_or_all_words, .example = values::every_region},
    {.name = "Most", .type = Type::Integer, .description = most_words, .example = "5"},
    {.name = "Live",
     .type = Type::Integer,
     .description = {"现有的负载均衡实例数量。", "How many it has."},
     .example = "2"},
};

constexpr ErrorRow too_many_stocks{400, "TooManyStocks", "There is no room for more stocks.",
                                   "库存限制数量已达上限"};
constexpr ErrorRow no_such_stock{400, "StockNotFound", "This size is not limited on this node.",
                                 "该节点上的该规格没有库存限制"};
constexpr ErrorRow no_such_account{400, "AccountNotFound", "The account does not exist.", "账号不存在"};
constexpr ErrorRow no_such_quota{400, "QuotaNotFound", "The account has no such quota.", "该账号没有此配额"};

constexpr Parameter set_stock_parameters[] = {
    node<&SetStock::ens_region_id>(Presence::Required),
    spec<&SetStock::load_balancer_spec>(Presence::Required),
    {.name = "Total",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = total_words,
     .example = "20",
     .constraint = {.min = 0, .max = units_max},
     .assign = bind<&SetStock::total>},
};
constexpr ErrorRow set_stock_errors[] = {too_many_stocks, rows::no_permission, rows::invalid_parameter};

constexpr Parameter remove_stock_parameters[] = {
    node<&RemoveStock::ens_region_id>(Presence::Required),
    spec<&RemoveStock::load_balancer_spec>(Presence::Required),
};
constexpr ErrorRow remove_stock_errors[] = {no_such_stock, rows::no_permission, rows::invalid_parameter};

constexpr Parameter describe_stocks_parameters[] = {
    node<&DescribeStocks::ens_region_id>(Presence::Optional),
    spec<&DescribeStocks::load_balancer_spec>(Presence::Optional),
    page_number<&DescribeStocks::page_number>(),
    page_size<&DescribeStocks::page_size>(100),
};
constexpr ResponseField describe_stocks_response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "Stocks",
     .type = Type::ObjectList,
     .description = {"库存限制列表。", "What is limited."},
     .fields = stock_fields},
};
constexpr ErrorRow describe_stocks_errors[] = {rows::no_permission, rows::invalid_parameter};

constexpr Parameter set_quota_parameters[] = {
    account_id<&SetQuota::account_id>(),
    node_or_all<&SetQuota::ens_region_id>(),
    {.name = "Most",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = most_words,
     .example = "5",
     .constraint = {.min = 0, .max = units_max},
     .assign = bind<&SetQuota::most>},
};
constexpr ErrorRow set_quota_errors[] = {no_such_account, rows::no_permission, rows::invalid_parameter};

constexpr Parameter remove_quota_parameters[] = {account_id<&RemoveQuota::account_id>(),
                                                 node_or_all<&RemoveQuota::ens_region_id>()};
constexpr ErrorRow remove_quota_errors[] = {no_such_account, no_such_quota, rows::no_permission,
                                            rows::invalid_parameter};

constexpr Parameter describe_quotas_parameters[] = {account_id<&DescribeQuotas::account_id>()};
constexpr ResponseField describe_quotas_response[] = {
    {.name = "Quotas",
     .type = Type::ObjectList,
     .description = {"配额列表。", "The account's quotas."},
     .fields = quota_fields},
};
constexpr ErrorRow describe_quotas_errors[] = {no_such_account, rows::no_permission, rows::invalid_parameter};

constexpr std::string_view empty_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})";

}  // namespace

constinit const Action SetStock::declaration{
    .name = "SetStock",
    .version = sluice_version,
    .summary = {"限制一个节点上某规格的数量,已有的计入使用中。仅限运营者。",
                "Limits a size on a node; what is live there counts as in use. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:SetStock",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = set_stock_parameters,
    .response_example = empty_example,
    .errors = set_stock_errors,
};

constinit const Action RemoveStock::declaration{
    .name = "RemoveStock",
    .version = sluice_version,
    .summary = {"取消一个节点上某规格的数量限制。仅限运营者。",
                "Takes the limit of a size on a node away. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:RemoveStock",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = remove_stock_parameters,
    .response_example = empty_example,
    .errors = remove_stock_errors,
};

constinit const Action DescribeStocks::declaration{
    .name = "DescribeStocks",
    .version = sluice_version,
    .summary = {"查询节点上各规格的数量限制。仅限运营者。",
                "Lists the limits of sizes on nodes. For the operator."},
    .ram = {.action = "sluice:DescribeStocks",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .parameters = describe_stocks_parameters,
    .response = describe_stocks_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("Stocks":[{"EnsRegionId":"cn-chengdu-telecom","LoadBalancerSpec":"elb.s2.medium","Total":20,)"
        R"("Reserved":0,"Used":3,"Available":17}]})",
    .errors = describe_stocks_errors,
};

constinit const Action SetQuota::declaration{
    .name = "SetQuota",
    .version = sluice_version,
    .summary = {"限制一个账号的负载均衡实例数量,已有的计算在内。仅限运营者。",
                "Limits how many balancers an account may have, those it has included. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:SetQuota",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = set_quota_parameters,
    .response_example = empty_example,
    .errors = set_quota_errors,
};

constinit const Action RemoveQuota::declaration{
    .name = "RemoveQuota",
    .version = sluice_version,
    .summary = {"取消一个账号的配额。仅限运营者。", "Takes a quota of an account away. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:RemoveQuota",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = remove_quota_parameters,
    .response_example = empty_example,
    .errors = remove_quota_errors,
};

constinit const Action DescribeQuotas::declaration{
    .name = "DescribeQuotas",
    .version = sluice_version,
    .summary = {"查询一个账号的配额。仅限运营者。", "Lists the quotas of an account. For the operator."},
    .ram = {.action = "sluice:DescribeQuotas",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .parameters = describe_quotas_parameters,
    .response = describe_quotas_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Quotas":[{"EnsRegionId":"*","Most":5,)"
        R"("Live":2}]})",
    .errors = describe_quotas_errors,
};

}  // namespace sluice::api
