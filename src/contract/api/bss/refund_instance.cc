#include "contract/api/bss/refund_instance.h"

#include "contract/api/bss/answer.h"
#include "contract/api/ens/create_load_balancer_errors.h"

namespace sluice::api {
namespace {

// What is wrong with a refund's parameters is a row of the page's (RefundRefundParamInvalid), which the
// refund tells itself: nothing but the form is looked at here.
constexpr Parameter parameters[] = {
    {.name = "InstanceIds",
     .type = Type::StringList,
     .presence = Presence::Required,
     .serialization = Serialization::Json,
     .names = Names::AnyId,
     .description = {"实例 ID 列表,最多 20 个。", "The hosts, at most 20."},
     .example = R"(["elbhost-0123456789abcdefghij"])",
     .constraint = {.items_max = 20},
     .assign = bind<&RefundInstance::instance_ids>},
    {.name = "RefundType",
     .presence = Presence::Required,
     .names = Names::Nothing,
     .description = {"退款类型。取值:NO_REASON_5D(五天无理由退款)、PARTIAL(部分退款)。",
                     "NO_REASON_5D (all of it, within five days, once a year and product) or PARTIAL (of the "
                     "time that is still to come)."},
     .example = "NO_REASON_5D",
     .constraint = {.length_max = 32},
     .assign = bind<&RefundInstance::refund_type>},
    {.name = "Amount",
     .names = Names::Nothing,
     .description = {"部分退款的金额,十进制数,币种与订单相同。",
                     "Of a PARTIAL one: how much, in decimal digits and the order's currency."},
     .example = "20.00",
     .constraint = {.length_max = 32},
     .assign = bind<&RefundInstance::amount>},
    bss::client_token<&RefundInstance::client_token>(),
};

constexpr ResponseField refund_fields[] = {
    {.name = "InstanceId",
     .description = {"实例 ID。", "The host."},
     .example = "elbhost-0123456789abcdefghij"},
    {.name = "OrderId", .description = bss::order_id_words, .example = bss::order_id_example},
    {.name = "RefundOrderId",
     .description = {"退款单号。仅冻结未扣款的订单直接解冻,没有退款单,值为空。",
                     "The refund's own order; empty where money was only set aside, which is let go."},
     .example = "7312045519028225"},
    {.name = "Currency",
     .description = {"币种代码(ISO 4217)。", "The currency, by its ISO 4217 code."},
     .example = "USD"},
    {.name = "Amount",
     .description = {"退款金额,十进制数。", "What was given back, in decimal digits."},
     .example = "20.00"},
};
constexpr ResponseField refund_list[] = {
    {.name = "Refund",
     .type = Type::ObjectList,
     .description = {"退款列表。", "One for each instance, in the order they were named."},
     .fields = refund_fields}};
constexpr ResponseField refund_data[] = {{.name = "RefundList",
                                          .type = Type::Object,
                                          .description = {"退款。", "What was given back."},
                                          .fields = refund_list}};
constexpr ResponseField response[] = {bss::success_field, bss::code_field, bss::message_field,
                                      bss::data(refund_data)};

}  // namespace

constinit const Action RefundInstance::declaration{
    .name = "RefundInstance",
    .version = bss_version,
    .summary = {"退还实例预付费订单的款项:五天无理由退款或部分退款,按支付来源的相反顺序原路退回。",
                "Gives back what was paid in advance for hosts, to where it came from, what was used last "
                "first. What a coupon paid is not given back."},
    .effect = Effect::Write,
    .idempotency = Idempotency::ClientToken,
    .storage_error = "RefundRefundQueryOrderFail",
    .created_id = "Data/RefundList/Refund/0/InstanceId",
    .ram = {.action = "bss:RefundInstance", .access_level = AccessLevel::Update, .places_order = true},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Success":true,"Code":"Success",)"
        R"("Message":"Successful!","Data":{"RefundList":{"Refund":[{)"
        R"("InstanceId":"elbhost-0123456789abcdefghij","OrderId":"7312045519028224",)"
        R"("RefundOrderId":"7312045519028225","Currency":"USD","Amount":"20.00"}]}}})",
    .errors = create_load_balancer_errors,
};

}  // namespace sluice::api
