#include "contract/api/bss/get_pay_as_you_go_price.h"

#include "contract/api/bss/answer.h"
#include "contract/api/ens/create_load_balancer_errors.h"

namespace sluice::api {
namespace {

using Module = GetPayAsYouGoPrice::Module;

constexpr std::string_view subscription_types[] = {"PayAsYouGo"};
constexpr std::string_view price_types[] = {"Month", "Hour"};

constexpr Text module_words{"计费模块,仅支持 spec。", "The module that is priced: spec."};

constexpr Parameter module_fields[] = {
    {.name = "ModuleCode",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = module_words,
     .example = "spec",
     .constraint = {.length_max = 64},
     .assign = bind<&Module::module_code>},
    {.name = "PriceType",
     .presence = Presence::Required,
     .description = {"价格周期。取值:Month、Hour。", "The cycle that is priced: Month or Hour."},
     .example = "Month",
     .constraint = {.one_of = price_types},
     .assign = bind<&Module::price_type>},
    {.name = "Config",
     .presence = Presence::Required,
     .names = Names::Nothing,
     .description = {"模块配置,名称:值,以半角逗号分隔。",
                     "Its configuration: name:value, joined with commas."},
     .example = "spec:elb.s1.small,type:CLB",
     .constraint = {.length_max = 1024},
     .assign = bind<&Module::config>},
};

constexpr Parameter parameters[] = {
    {.name = "ProductCode",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"产品代码。", "The product."},
     .example = "elb",
     .constraint = {.length_max = 64},
     .assign = bind<&GetPayAsYouGoPrice::product_code>},
    {.name = "SubscriptionType",
     .presence = Presence::Required,
     .description = {"付费方式,仅支持 PayAsYouGo。", "How it is paid: PayAsYouGo."},
     .example = "PayAsYouGo",
     .constraint = {.one_of = subscription_types},
     .assign = bind<&GetPayAsYouGoPrice::subscription_type>},
    {.name = "Region",
     .presence = Presence::Required,
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-chengdu-telecom",
     .assign = bind<&GetPayAsYouGoPrice::region>},
    {.name = "ModuleList",
     .type = Type::ObjectList,
     .presence = Presence::Required,
     .serialization = Serialization::Repeated,
     .description = {"计费模块列表。", "What is to be priced."},
     .example = R"([{"ModuleCode":"spec","PriceType":"Month","Config":"spec:elb.s1.small,type:CLB"}])",
     .constraint = {.items_min = 1, .items_max = 50},
     .fields = module_fields,
     .assign = bind<&GetPayAsYouGoPrice::modules>},
};

constexpr ResponseField module_detail[] = {
    {.name = "ModuleCode", .description = module_words, .example = "spec"},
    {.name = "UnitPrice", .description = {"目录单价。", "The list price of one unit."}, .example = "7.5"},
    {.name = "OriginalCost", .description = {"原价。", "What it costs by the list."}, .example = "7.50"},
    {.name = "InvoiceDiscount", .description = {"优惠金额。", "What is taken off."}, .example = "0.00"},
    {.name = "CostAfterDiscount", .description = {"优惠后价格。", "What is left to pay."}, .example = "7.50"},
};
constexpr ResponseField module_details[] = {
    {.name = "ModuleDetail",
     .type = Type::ObjectList,
     .description = {"计费模块的价格。", "The modules and their prices."},
     .fields = module_detail}};
constexpr ResponseField price_data[] = {
    {.name = "Currency",
     .description = {"币种代码(ISO 4217)。", "The currency of the prices."},
     .example = "USD"},
    {.name = "ModuleDetails",
     .type = Type::Object,
     .description = {"价格明细。", "The prices."},
     .fields = module_details},
};
constexpr ResponseField response[] = {bss::success_field, bss::code_field, bss::message_field,
                                      bss::data(price_data)};

}  // namespace

constinit const Action GetPayAsYouGoPrice::declaration{
    .name = "GetPayAsYouGoPrice",
    .version = bss_version,
    .summary = {"查询后付费商品的价格,含账号的优惠。",
                "Tells what something costs by use, with the account's discount. Refused as an order of it "
                "would be, as far as the catalogue and the prices are concerned."},
    .ram = {.action = "bss:GetPayAsYouGoPrice", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Success":true,"Code":"Success",)"
        R"("Message":"Successful!","Data":{"Currency":"USD","ModuleDetails":{"ModuleDetail":[{)"
        R"("ModuleCode":"spec","UnitPrice":"7.5","OriginalCost":"7.50","InvoiceDiscount":"0.00",)"
        R"("CostAfterDiscount":"7.50"}]}}})",
    .errors = create_load_balancer_errors,
};

}  // namespace sluice::api
