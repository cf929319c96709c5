#include "contract/api/sluice/payment_methods.h"

#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

constexpr std::string_view kinds[] = {"CARD", "WITHHOLD"};
constexpr std::string_view statuses[] = {"ACTIVE",  "INVALID",   "REVOKED",
                                         "PENDING", "SUSPENDED", "TERMINATED"};

constexpr Text kind_words{"种类。取值:CARD(银行卡)、WITHHOLD(代扣协议)。",
                          "CARD, or WITHHOLD for a withholding agreement."};
constexpr Text reference_words{
    "支付渠道的引用。内置渠道拒绝以下引用:decline-card-invalid、decline-agreement-invalid、"
    "decline-insufficient、decline-limit。",
    "The provider's reference to it. The built-in channel declines these: decline-card-invalid, "
    "decline-agreement-invalid, decline-insufficient and decline-limit."};
constexpr Text brand_words{"品牌。", "The brand, for people."};
constexpr Text status_words{
    "状态。银行卡:ACTIVE、INVALID、REVOKED;代扣协议:PENDING、ACTIVE、SUSPENDED、TERMINATED。只有 ACTIVE "
    "可以扣款。",
    "Of a card ACTIVE, INVALID or REVOKED; of an agreement PENDING, ACTIVE, SUSPENDED or TERMINATED. Only "
    "ACTIVE ones are charged."};
constexpr Text expiry_words{"到期时间,之后不能扣款。", "From when on it is not charged any more."};
constexpr Text most_words{"单笔扣款上限。", "The most that it may be charged for one payment."};
constexpr std::string_view reference_example = "tok-1f3870be";

constexpr ErrorRow not_found{400, "PaymentMethodNotFound", "The account has no such method of payment.",
                             "账号没有该支付方式"};
constexpr ErrorRow too_many{400, "TooManyPaymentMethods", "The account has as many methods as it may.",
                            "账号的支付方式已达上限"};

template <auto Kind>
constexpr Parameter kind() {
  return money::choice<Kind>("Kind", kind_words, "CARD", kinds, Presence::Required);
}
template <auto Member>
constexpr Parameter reference() {
  return money::id<Member>("Reference", reference_words, reference_example);
}

constexpr Parameter set_parameters[] = {
    money::account_id<&SetPaymentMethod::account_id>(),
    kind<&SetPaymentMethod::kind>(),
    reference<&SetPaymentMethod::reference>(),
    money::text<&SetPaymentMethod::brand>("Brand", brand_words, "visa"),
    money::text<&SetPaymentMethod::expiry_time>(
        "ExpiryTime",
        {"银行卡的到期时间(UTC),NONE 表示没有。", "Of a card, when it expires, in UTC; NONE is never."},
        "2027-01-01T00:00:00Z"),
    money::choice<&SetPaymentMethod::status>("Status", status_words, "ACTIVE", statuses),
    money::text<&SetPaymentMethod::per_payment_max>(
        "PerPaymentMax",
        {"单笔扣款上限,以账号的结算币种计,NONE 表示不限。",
         "The most that it may be charged for one payment, in the currency that the account settles in; NONE "
         "is any."},
        "30.00"),
};
constexpr ErrorRow set_errors[] = {money::no_such_account, money::no_such_customer, too_many,
                                   rows::no_permission, rows::invalid_parameter};

constexpr Parameter remove_parameters[] = {
    money::account_id<&RemovePaymentMethod::account_id>(),
    kind<&RemovePaymentMethod::kind>(),
    reference<&RemovePaymentMethod::reference>(),
};
constexpr ErrorRow remove_errors[] = {money::no_such_account, not_found, rows::no_permission,
                                      rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {money::account_id<&DescribePaymentMethods::account_id>()};
constexpr ResponseField method_fields[] = {
    {.name = "Kind", .description = kind_words, .example = "CARD"},
    {.name = "Reference", .description = reference_words, .example = reference_example},
    {.name = "Brand", .description = brand_words, .example = "visa"},
    {.name = "ExpiryTime", .description = expiry_words, .example = "2027-01-01T00:00:00Z"},
    {.name = "Status", .description = status_words, .example = "ACTIVE"},
    {.name = "PerPaymentMax", .description = most_words, .example = "30.00"},
    money::created_field,
};
constexpr ResponseField describe_response[] = {
    {.name = "PaymentMethods",
     .type = Type::ObjectList,
     .description = {"支付方式,最早的在前,扣款也按此顺序。",
                     "The methods of payment, the oldest first, which is the order they are charged in."},
     .fields = method_fields},
};
constexpr ErrorRow describe_errors[] = {money::no_such_account, rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action SetPaymentMethod::declaration{
    .name = "SetPaymentMethod",
    .version = sluice_version,
    .summary = {"为账号绑定或修改支付方式(银行卡或代扣协议)。仅限运营者。",
                "Binds a method of payment to an account, a card or a withholding agreement, or changes the "
                "one that there is. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:SetPaymentMethod", AccessLevel::Update),
    .parameters = set_parameters,
    .response_example = money::empty_example,
    .errors = set_errors,
};

constinit const Action RemovePaymentMethod::declaration{
    .name = "RemovePaymentMethod",
    .version = sluice_version,
    .summary = {"解绑支付方式。仅限运营者。", "Removes a method of payment. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:RemovePaymentMethod", AccessLevel::Delete),
    .parameters = remove_parameters,
    .response_example = money::empty_example,
    .errors = remove_errors,
};

constinit const Action DescribePaymentMethods::declaration{
    .name = "DescribePaymentMethods",
    .version = sluice_version,
    .summary = {"查询账号的支付方式。仅限运营者。",
                "Lists the methods of payment of an account. For the operator."},
    .ram = money::operators("sluice:DescribePaymentMethods", AccessLevel::List),
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","PaymentMethods":[{"Kind":"CARD",)"
        R"("Reference":"tok-1f3870be","Brand":"visa","ExpiryTime":"2027-01-01T00:00:00Z","Status":"ACTIVE",)"
        R"("PerPaymentMax":"30.00","CreationTime":"2026-01-02T03:04:05Z"}]})",
    .errors = describe_errors,
};

}  // namespace sluice::api
