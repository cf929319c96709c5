#include "contract/api/sluice/orders.h"

#include "contract/api/paging.h"
#include "contract/api/sluice/money_parameters.h"
#include "contract/api/values.h"

namespace sluice::api {
namespace {

constexpr Text order_id_words{"订单号。", "The order's number."};
constexpr Text type_words{
    "订单类型。取值:"
    "Buy、Renew、Upgrade、TempUpgrade、Downgrade、Refund、Convert、RenewChange、Open、Transfer。",
    "Buy, Renew, Upgrade, TempUpgrade, Downgrade, Refund, Convert, RenewChange, Open or Transfer. All but "
    "Buy "
    "have their host for themselves."};
constexpr Text state_words{
    "订单状态。取值:CREATED、UNPAID、PAYING、PAY_UNKNOWN、AUTHORISED(已付款)、FULFILLING、CAPTURING、"
    "CAPTURE_FAILED、COMPENSATING、COMPLETED、CANCELLED、FAILED。",
    "CREATED, UNPAID, PAYING, PAY_UNKNOWN, AUTHORISED (paid, the money set aside), FULFILLING, CAPTURING, "
    "CAPTURE_FAILED, COMPENSATING, COMPLETED, CANCELLED or FAILED."};
constexpr Text pay_until_words{"支付截止时间,之后未支付的订单视为已取消。",
                               "Until when it can be paid; unpaid it is cancelled from then on."};
constexpr Text amount_words{"应付金额。", "What is payable."};
constexpr Text commodity_words{"商品代码。", "The commodity."};
constexpr Text host_words{"订单所属的服务订购实例 ID。", "The host that it is about."};

constexpr ErrorRow wrong_state{400, "IncorrectOrderState", "The order cannot be taken to this state now.",
                               "订单当前不能变更为该状态"};
constexpr ErrorRow no_host{400, "HostInstanceNotFound", "The account has no such host instance.",
                           "账号没有该实例"};

constexpr Parameter record_parameters[] = {
    money::account_id<&RecordOrder::account_id>(),
    money::choice<&RecordOrder::order_type>("OrderType", type_words, "Upgrade", values::order_types,
                                            Presence::Required),
    {.name = "Commodity",
     .names = Names::Shared,
     .description = commodity_words,
     .example = "elb_post",
     .default_value = "elb_post",
     .constraint = {.length_max = 64},
     .assign = bind<&RecordOrder::commodity>},
    money::id<&RecordOrder::host_id>("HostId", host_words, "elbhost-0123456789abcdefghij",
                                     Presence::Optional),
    {.name = "EnsRegionId",
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-chengdu-telecom",
     .assign = bind<&RecordOrder::ens_region_id>},
    {.name = "LoadBalancerSpec",
     .names = Names::Shared,
     .description = words::load_balancer_spec,
     .example = "elb.s2.medium",
     .constraint = {.accepts = is_load_balancer_spec, .accepted = load_balancer_spec_text},
     .assign = bind<&RecordOrder::load_balancer_spec>},
    money::currency<&RecordOrder::currency>(),
    money::text<&RecordOrder::amount>("Amount", amount_words, "52.00", Presence::Required),
    {.name = "State",
     .description = state_words,
     .example = "UNPAID",
     .default_value = "UNPAID",
     .constraint = {.one_of = values::order_states},
     .assign = bind<&RecordOrder::state>},
    money::time<&RecordOrder::pay_until_time>("PayUntilTime", pay_until_words),
    {.name = "TrusteeshipVersion",
     .type = Type::Integer,
     .description =
         {"下单时财务托管关系的版本,0 表示没有,默认为当前的版本。",
          "The version of the trusteeship that it was placed under, 0 for none; that of now if left "
          "out. Under another one it cannot be paid."},
     .example = "0",
     .constraint = {.min = 0},
     .assign = bind<&RecordOrder::trusteeship_version>},
};
constexpr ResponseField recorded[] = {
    {.name = "OrderId", .description = order_id_words, .example = "7312045519028224"}};
constexpr ErrorRow record_errors[] = {money::no_such_account, money::no_such_customer, no_host,
                                      rows::no_permission, rows::invalid_parameter};

constexpr Parameter advance_parameters[] = {
    money::account_id<&AdvanceOrder::account_id>(),
    money::id<&AdvanceOrder::order_id>("OrderId", order_id_words, "7312045519028224", Presence::Required,
                                       Names::Order),
    money::choice<&AdvanceOrder::state>("State", state_words, "FULFILLING", values::order_states,
                                        Presence::Required),
};
constexpr ErrorRow advance_errors[] = {money::no_such_account, rows::order_not_found, wrong_state,
                                       rows::no_permission, rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {
    money::account_id<&DescribeOrders::account_id>(),
    money::id<&DescribeOrders::order_id>("OrderId", order_id_words, "7312045519028224", Presence::Optional,
                                         Names::Order),
    money::choice<&DescribeOrders::state>("State", state_words, "UNPAID", values::order_states),
    page_number<&DescribeOrders::page_number>(),
    page_size<&DescribeOrders::page_size>(100),
};
constexpr ResponseField order_fields[] = {
    {.name = "OrderId", .description = order_id_words, .example = "7312045519028224"},
    money::account_id_field,
    {.name = "PayerAccountId",
     .description = {"付款账号 ID。", "The account that pays."},
     .example = money::account_id_example},
    {.name = "OrderType", .description = type_words, .example = "Upgrade"},
    {.name = "Commodity", .description = commodity_words, .example = "elb_post"},
    {.name = "HostId", .description = host_words, .example = "elbhost-0123456789abcdefghij"},
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-chengdu-telecom"},
    {.name = "LoadBalancerSpec", .description = words::load_balancer_spec, .example = "elb.s2.medium"},
    money::currency_field,
    {.name = "Amount", .description = amount_words, .example = "52.00"},
    {.name = "DepositLeft",
     .description = {"已付款中尚未确认收入且未退回的金额。",
                     "Of what was paid: not yet earned, and not given back."},
     .example = "0.00"},
    {.name = "PayUntilTime", .description = pay_until_words, .example = "2026-02-01T00:00:00Z"},
    {.name = "State", .description = state_words, .example = "UNPAID"},
    {.name = "Outcome",
     .description = {"结果:SUCCESS 或错误码,未结束时为空。", "SUCCESS or a code; empty before its end."},
     .example = "SUCCESS"},
    {.name = "ResourceId",
     .description = {"订单创建的资源 ID。", "What it made."},
     .example = "lb-5s7crik3yo3bp03gqrbp5****"},
    money::created_field,
};
constexpr ResponseField describe_response[] = {
    money::total_field,
    money::page_number_field,
    money::page_size_field,
    {.name = "Orders",
     .type = Type::ObjectList,
     .description = {"订单列表,最新的在前。", "The orders, newest first."},
     .fields = order_fields},
};
constexpr ErrorRow describe_errors[] = {money::no_such_account, rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action RecordOrder::declaration{
    .name = "RecordOrder",
    .version = sluice_version,
    .summary = {"记录其他系统产生的订单及其状态,不发生资金变动。仅限运营者。",
                "Records an order that another system made, in the state it is in there; no money moves. For "
                "the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:RecordOrder", AccessLevel::Create),
    .parameters = record_parameters,
    .response = recorded,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","OrderId":"7312045519028224"})",
    .errors = record_errors,
};

constinit const Action AdvanceOrder::declaration{
    .name = "AdvanceOrder",
    .version = sluice_version,
    .summary =
        {"将订单推进一步。COMPLETED 时扣除冻结的资金,FAILED 或 CANCELLED 时解冻。仅限运营者。",
         "Takes an order one step on. Money that was set aside for it is taken when it is COMPLETED and "
         "let go when it is FAILED or CANCELLED. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:AdvanceOrder", AccessLevel::Update),
    .parameters = advance_parameters,
    .response_example = money::empty_example,
    .errors = advance_errors,
};

constinit const Action DescribeOrders::declaration{
    .name = "DescribeOrders",
    .version = sluice_version,
    .summary = {"查询账号的订单及其内部状态。仅限运营者。",
                "Lists the orders of an account, with the states that they really are in. For the operator."},
    .ram = money::operators("sluice:DescribeOrders", AccessLevel::List),
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("Orders":[{"OrderId":"7312045519028224","AccountId":"1234567890123456",)"
        R"("PayerAccountId":"1234567890123456","OrderType":"Upgrade","Commodity":"elb_post",)"
        R"("HostId":"elbhost-0123456789abcdefghij","EnsRegionId":"","LoadBalancerSpec":"",)"
        R"("Currency":"USD","Amount":"52.00","DepositLeft":"0.00","PayUntilTime":"2026-02-01T00:00:00Z",)"
        R"("State":"UNPAID","Outcome":"","ResourceId":"","CreationTime":"2026-01-02T03:04:05Z"}]})",
    .errors = describe_errors,
};

}  // namespace sluice::api
