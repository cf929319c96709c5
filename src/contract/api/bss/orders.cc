#include "contract/api/bss/orders.h"

#include "contract/api/bss/answer.h"
#include "contract/api/ens/create_load_balancer_errors.h"
#include "contract/api/values.h"

namespace sluice::api {
namespace {

constexpr std::string_view payment_statuses[] = {"Unpaid", "Paid", "Cancelled"};

constexpr Text type_words{
    "订单类型。取值:"
    "Buy、Renew、Upgrade、TempUpgrade、Downgrade、Refund、Convert、RenewChange、Open、Transfer。",
    "Buy, Renew, Upgrade, TempUpgrade, Downgrade, Refund, Convert, RenewChange, Open or Transfer."};
constexpr Text status_words{"支付状态。取值:Unpaid(未支付)、Paid(已支付)、Cancelled(已取消)。",
                            "Unpaid, Paid or Cancelled."};
constexpr Text product_words{"产品代码。", "The product."};
constexpr Text amount_words{"应付金额,十进制数。", "What is payable, in decimal digits."};
constexpr Text currency_words{"币种代码(ISO 4217)。", "The currency, by its ISO 4217 code."};

constexpr ErrorRow wrong_state{400, "IncorrectOrderState", "The order cannot be cancelled any more.",
                               "订单当前的状态不支持取消"};

constexpr Parameter pay_parameters[] = {bss::order_id<&PayOrder::order_id>()};
constexpr ResponseField pay_data[] = {
    {.name = "OrderId", .description = bss::order_id_words, .example = bss::order_id_example},
    {.name = "PaymentStatus", .description = status_words, .example = "Paid"},
    {.name = "Currency", .description = currency_words, .example = "USD"},
    {.name = "PretaxAmount", .description = amount_words, .example = "52.00"},
};
constexpr ResponseField pay_response[] = {bss::success_field, bss::code_field, bss::message_field,
                                          bss::data(pay_data)};

constexpr Parameter cancel_parameters[] = {bss::order_id<&CancelOrder::order_id>()};
constexpr ResponseField cancel_data[] = {
    {.name = "OrderId", .description = bss::order_id_words, .example = bss::order_id_example},
    {.name = "PaymentStatus", .description = status_words, .example = "Cancelled"},
};
constexpr ResponseField cancel_response[] = {bss::success_field, bss::code_field, bss::message_field,
                                             bss::data(cancel_data)};
constexpr ErrorRow cancel_errors[] = {rows::order_not_found, wrong_state, rows::no_permission,
                                      rows::invalid_parameter};

constexpr ResponseField order_fields[] = {
    {.name = "OrderId", .description = bss::order_id_words, .example = bss::order_id_example},
    {.name = "ProductCode", .description = product_words, .example = "elb"},
    {.name = "CommodityCode", .description = {"商品代码。", "The commodity."}, .example = "elb_post"},
    {.name = "OrderType", .description = type_words, .example = "Buy"},
    {.name = "PaymentStatus", .description = status_words, .example = "Paid"},
    {.name = "CreateTime", .description = words::created_time, .example = "2026-01-02T03:04:05Z"},
    {.name = "PayUntilTime",
     .description = {"支付截止时间,空表示没有期限。", "Until when it can be paid; empty is for good."},
     .example = "2026-02-01T00:00:00Z"},
    {.name = "Currency", .description = currency_words, .example = "USD"},
    {.name = "PretaxAmount", .description = amount_words, .example = "52.00"},
    {.name = "Region", .description = words::ens_region_id, .example = "cn-chengdu-telecom"},
    {.name = "Config", .description = {"规格。", "The size that was ordered."}, .example = "elb.s2.medium"},
    {.name = "Quantity", .type = Type::Integer, .description = {"数量。", "How many."}, .example = "1"},
    {.name = "InstanceIDs",
     .description = {"订单创建的资源 ID。", "What it made."},
     .example = "lb-5s7crik3yo3bp03gqrbp5****"},
};
constexpr ResponseField order_list[] = {
    {.name = "Order",
     .type = Type::ObjectList,
     .description = {"订单列表,最新的在前。", "The orders, newest first."},
     .fields = order_fields}};
constexpr ResponseField orders_data[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNum", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "20"},
    {.name = "OrderList",
     .type = Type::Object,
     .description = {"订单。", "The orders."},
     .fields = order_list},
};
constexpr ResponseField orders_response[] = {bss::success_field, bss::code_field, bss::message_field,
                                             bss::data(orders_data)};

constexpr Parameter detail_parameters[] = {bss::order_id<&GetOrderDetail::order_id>()};
constexpr ErrorRow detail_errors[] = {rows::order_not_found, rows::no_permission, rows::invalid_parameter};

template <auto Member>
constexpr Parameter time(std::string_view name, Text description) {
  return {.name = name,
          .names = Names::Nothing,
          .description = description,
          .example = "2026-01-02T03:04:05Z",
          .constraint = {.accepts = is_utc_time, .accepted = utc_time_text},
          .assign = bind<Member>};
}
constexpr Parameter query_parameters[] = {
    {.name = "PageNum",
     .type = Type::Integer,
     .description = words::page_number,
     .example = "1",
     .default_value = "1",
     .constraint = {.min = 1, .max = std::numeric_limits<int32_t>::max()},
     .assign = bind<&QueryOrders::page_num>},
    {.name = "PageSize",
     .type = Type::Integer,
     .description = {"每页条数,默认值为 20,最大值为 300。", "Entries a page, at most 300; 20 if left out."},
     .example = "20",
     .default_value = "20",
     .constraint = {.min = 1, .max = 300},
     .assign = bind<&QueryOrders::page_size>},
    time<&QueryOrders::create_time_start>("CreateTimeStart",
                                          {"创建时间不早于。", "Orders that were placed then or later."}),
    time<&QueryOrders::create_time_end>("CreateTimeEnd",
                                        {"创建时间早于。", "Orders that were placed before then."}),
    {.name = "ProductCode",
     .names = Names::Shared,
     .description = product_words,
     .example = "elb",
     .constraint = {.length_max = 64},
     .assign = bind<&QueryOrders::product_code>},
    {.name = "OrderType",
     .description = type_words,
     .example = "Buy",
     .constraint = {.one_of = values::order_types},
     .assign = bind<&QueryOrders::order_type>},
    {.name = "PaymentStatus",
     .description = status_words,
     .example = "Paid",
     .constraint = {.one_of = payment_statuses},
     .assign = bind<&QueryOrders::payment_status>},
};
constexpr ErrorRow query_errors[] = {rows::no_permission, rows::invalid_parameter};

constexpr std::string_view orders_example =
    R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Success":true,"Code":"Success",)"
    R"("Message":"Successful!","Data":{"TotalCount":1,"PageNum":1,"PageSize":20,"OrderList":{"Order":[{)"
    R"("OrderId":"7312045519028224","ProductCode":"elb","CommodityCode":"elb_post","OrderType":"Buy",)"
    R"("PaymentStatus":"Paid","CreateTime":"2026-01-02T03:04:05Z","PayUntilTime":"","Currency":"USD",)"
    R"("PretaxAmount":"7.50","Region":"cn-chengdu-telecom","Config":"elb.s1.small","Quantity":1,)"
    R"("InstanceIDs":"lb-5s7crik3yo3bp03gqrbp5****"}]}}})";

}  // namespace

constinit const Action PayOrder::declaration{
    .name = "PayOrder",
    .version = bss_version,
    .summary =
        {"支付未支付的订单:按账号的支付设置冻结资金,订单履约后扣除。",
         "Pays an unpaid order: sets money aside as the account pays, which is taken when the order is "
         "done."},
    .effect = Effect::Write,
    .ram = {.action = "bss:PayOrder", .access_level = AccessLevel::Update},
    .parameters = pay_parameters,
    .response = pay_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Success":true,"Code":"Success",)"
        R"("Message":"Successful!","Data":{"OrderId":"7312045519028224","PaymentStatus":"Paid",)"
        R"("Currency":"USD","PretaxAmount":"52.00"}})",
    .errors = create_load_balancer_errors,
};

constinit const Action CancelOrder::declaration{
    .name = "CancelOrder",
    .version = bss_version,
    .summary = {"取消未支付的订单。", "Cancels an order that is not paid."},
    .effect = Effect::Write,
    .ram = {.action = "bss:CancelOrder", .access_level = AccessLevel::Update},
    .parameters = cancel_parameters,
    .response = cancel_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Success":true,"Code":"Success",)"
        R"("Message":"Successful!","Data":{"OrderId":"7312045519028224","PaymentStatus":"Cancelled"}})",
    .errors = cancel_errors,
};

constinit const Action GetOrderDetail::declaration{
    .name = "GetOrderDetail",
    .version = bss_version,
    .summary = {"查询订单详情。", "Shows an order."},
    .ram = {.action = "bss:GetOrderDetail", .access_level = AccessLevel::Get},
    .parameters = detail_parameters,
    .response = orders_response,
    .response_example = orders_example,
    .errors = detail_errors,
};

constinit const Action QueryOrders::declaration{
    .name = "QueryOrders",
    .version = bss_version,
    .summary = {"查询账号的订单。", "Lists the account's orders."},
    .ram = {.action = "bss:QueryOrders", .access_level = AccessLevel::List},
    .parameters = query_parameters,
    .response = orders_response,
    .response_example = orders_example,
    .errors = query_errors,
};

}  // namespace sluice::api
