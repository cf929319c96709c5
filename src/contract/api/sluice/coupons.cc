#include "contract/api/sluice/coupons.h"

#include "contract/api/paging.h"
#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

constexpr Text no_words{"代金券编号,全局唯一。",
                        "The coupon's number; of all accounts' coupons the only one."};
constexpr Text promotion_words{"承担代金券金额的营销活动。", "The promotion, which pays for it."};
constexpr Text rule_words{
    "使用规则,JSON 文档,成员均可省略:Products({\"Mode\": All、Only 或 Except,\"Codes\": "
    "商品代码列表})、OrderTypes、PayTypes(PrePaid、PostPaid)、MinOrderAmount、FirstBuyOnly、Sites(CN、INTL)、"
    "Accounts(账号 ID)、SingleUse、MustCoverInFull。",
    "What it may pay for, a JSON object of which anything may be left out: Products ({\"Mode\": All, Only or "
    "Except, \"Codes\": commodities}), OrderTypes, PayTypes (PrePaid, PostPaid), MinOrderAmount, "
    "FirstBuyOnly, Sites (CN, INTL), Accounts (their ids), SingleUse and MustCoverInFull."};
constexpr Text held_words{"进行中的订单占用的金额。", "Of that, what orders under way hold."};
constexpr std::string_view no_example = "K-100";
constexpr std::string_view rule_example =
    R"({"Products":{"Mode":"Only","Codes":["elb_post"]},"OrderTypes":["Buy"],"PayTypes":["PostPaid"],)"
    R"("MinOrderAmount":"5.00","FirstBuyOnly":true,"Sites":["INTL"],"Accounts":["1234567890123456"],)"
    R"("SingleUse":true,"MustCoverInFull":true})";

constexpr ErrorRow exists{400, "CouponAlreadyExists", "There is a coupon of this number.",
                          "该编号的代金券已存在"};
constexpr ErrorRow not_found{400, "CouponNotFound", "The coupon does not exist.", "代金券不存在"};

template <auto Member>
constexpr Parameter number(Presence presence, Names names = Names::AnyId) {
  return money::id<Member>("CouponNo", no_words, no_example, presence, names);
}

constexpr Parameter grant_parameters[] = {
    money::account_id<&GrantCoupon::account_id>(),
    number<&GrantCoupon::coupon_no>(Presence::Required, Names::New),
    {.name = "Promotion",
     .names = Names::Shared,
     .description = promotion_words,
     .example = "autumn",
     .default_value = "general",
     .constraint = {.length_max = 64, .accepts = is_ram_name, .accepted = ram_name_text},
     .assign = bind<&GrantCoupon::promotion>},
    money::currency<&GrantCoupon::currency>(),
    money::text<&GrantCoupon::amount>("Amount", money::amount_words, "5.00", Presence::Required),
    money::time<&GrantCoupon::from_time>("FromTime", money::from_now_words),
    money::time<&GrantCoupon::to_time>("ToTime", money::to_words, Presence::Required, money::to_example),
    money::document<&GrantCoupon::rule>("Rule", rule_words, rule_example),
};
constexpr ErrorRow grant_errors[] = {money::no_such_account, money::no_such_customer, exists,
                                     rows::no_permission, rows::invalid_parameter};

constexpr Parameter cancel_parameters[] = {number<&CancelCoupon::coupon_no>(Presence::Required)};
constexpr ErrorRow cancel_errors[] = {not_found, rows::no_permission, rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {
    money::account_id<&DescribeCoupons::account_id>(Presence::Optional),
    number<&DescribeCoupons::coupon_no>(Presence::Optional),
    page_number<&DescribeCoupons::page_number>(),
    page_size<&DescribeCoupons::page_size>(100),
};
constexpr ResponseField coupon_fields[] = {
    {.name = "CouponNo", .description = no_words, .example = no_example},
    money::account_id_field,
    {.name = "Promotion", .description = promotion_words, .example = "autumn"},
    money::currency_field,
    {.name = "Amount", .description = {"面额。", "What it was worth."}, .example = "5.00"},
    {.name = "Balance", .description = {"余额,含占用。", "What it holds."}, .example = "5.00"},
    {.name = "Held", .description = held_words, .example = "0.00"},
    {.name = "Status",
     .description = {"状态。取值:AVAILABLE、RESERVED、USED_UP、EXPIRED、CANCELLED。",
                     "AVAILABLE, RESERVED (a single-use one, by an order), USED_UP, EXPIRED or CANCELLED."},
     .example = "AVAILABLE"},
    {.name = "FromTime", .description = money::from_words, .example = money::from_example},
    {.name = "ToTime", .description = money::to_words, .example = money::to_example},
    {.name = "Rule", .description = rule_words, .example = R"({"SingleUse":true})"},
    money::created_field,
};
constexpr ResponseField one_coupon[] = {{.name = "Coupon",
                                         .type = Type::Object,
                                         .description = {"代金券。", "The coupon."},
                                         .fields = coupon_fields}};
constexpr ResponseField describe_response[] = {
    money::total_field,
    money::page_number_field,
    money::page_size_field,
    {.name = "Coupons",
     .type = Type::ObjectList,
     .description = {"代金券列表,按账号和失效时间排序。", "The coupons, by account and by when they end."},
     .fields = coupon_fields},
};
constexpr ErrorRow describe_errors[] = {rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action GrantCoupon::declaration{
    .name = "GrantCoupon",
    .version = sluice_version,
    .summary = {"向账号发放代金券。仅限运营者。", "Grants a coupon to an account. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:GrantCoupon", AccessLevel::Create),
    .parameters = grant_parameters,
    .response = one_coupon,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Coupon":{"CouponNo":"K-100",)"
        R"("AccountId":"1234567890123456","Promotion":"autumn","Currency":"USD","Amount":"5.00",)"
        R"("Balance":"5.00","Held":"0.00","Status":"AVAILABLE","FromTime":"2026-01-02T03:04:05Z",)"
        R"("ToTime":"2099-02-01T00:00:00Z","Rule":"{\"SingleUse\":true}",)"
        R"("CreationTime":"2026-01-02T03:04:05Z"}})",
    .errors = grant_errors,
};

constinit const Action CancelCoupon::declaration{
    .name = "CancelCoupon",
    .version = sluice_version,
    .summary =
        {"作废代金券,可用余额退回营销活动。仅限运营者。",
         "Cancels a coupon for good; what is free of it goes back to its promotion. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:CancelCoupon", AccessLevel::Update),
    .parameters = cancel_parameters,
    .response = one_coupon,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Coupon":{"CouponNo":"K-100",)"
        R"("AccountId":"1234567890123456","Promotion":"autumn","Currency":"USD","Amount":"5.00",)"
        R"("Balance":"0.00","Held":"0.00","Status":"CANCELLED","FromTime":"2026-01-02T03:04:05Z",)"
        R"("ToTime":"2099-02-01T00:00:00Z","Rule":"{}","CreationTime":"2026-01-02T03:04:05Z"}})",
    .errors = cancel_errors,
};

constinit const Action DescribeCoupons::declaration{
    .name = "DescribeCoupons",
    .version = sluice_version,
    .summary = {"查询代金券及其余额。仅限运营者。", "Lists coupons and what they hold. For the operator."},
    .ram = money::operators("sluice:DescribeCoupons", AccessLevel::List),
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("Coupons":[{"CouponNo":"K-100","AccountId":"1234567890123456","Promotion":"autumn",)"
        R"("Currency":"USD","Amount":"5.00","Balance":"5.00","Held":"0.00","Status":"AVAILABLE",)"
        R"("FromTime":"2026-01-02T03:04:05Z","ToTime":"2099-02-01T00:00:00Z","Rule":"{}",)"
        R"("CreationTime":"2026-01-02T03:04:05Z"}]})",
    .errors = describe_errors,
};

}  // namespace sluice::api
