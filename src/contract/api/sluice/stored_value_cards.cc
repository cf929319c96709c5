#include "contract/api/sluice/stored_value_cards.h"

#include "contract/api/paging.h"
#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

constexpr std::string_view settable[] = {"ACTIVE", "FROZEN"};

constexpr Text no_words{"储值卡编号,全局唯一。", "The card's number; of all accounts' cards the only one."};
constexpr Text products_words{
    "可以支付的商品,JSON 文档:{\"Mode\": All、Only 或 Except,\"Codes\": 商品代码列表}。默认所有商品。",
    "What it may pay for, a JSON object: {\"Mode\": All, Only or Except, \"Codes\": commodities}. All if "
    "left "
    "out."};
constexpr std::string_view no_example = "C-100";
constexpr std::string_view products_example = R"({"Mode":"Only","Codes":["elb_post"]})";

constexpr ErrorRow exists{400, "StoredValueCardAlreadyExists", "There is a card of this number.",
                          "该编号的储值卡已存在"};
constexpr ErrorRow not_found{400, "StoredValueCardNotFound", "The stored-value card does not exist.",
                             "储值卡不存在"};
constexpr ErrorRow wrong_status{400, "IncorrectStoredValueCardStatus",
                                "The card is cancelled, and that is for good.", "储值卡已作废"};

template <auto Member>
constexpr Parameter number(Presence presence, Names names = Names::AnyId) {
  return money::id<Member>("CardNo", no_words, no_example, presence, names);
}

constexpr Parameter sell_parameters[] = {
    money::account_id<&SellStoredValueCard::account_id>(),
    number<&SellStoredValueCard::card_no>(Presence::Required, Names::New),
    money::currency<&SellStoredValueCard::currency>(),
    money::text<&SellStoredValueCard::amount>("Amount", money::amount_words, "60.00", Presence::Required),
    money::time<&SellStoredValueCard::from_time>("FromTime", money::from_now_words),
    money::time<&SellStoredValueCard::to_time>("ToTime", money::to_words, Presence::Required,
                                               money::to_example),
    money::document<&SellStoredValueCard::products>("Products", products_words, products_example),
    money::channel<&SellStoredValueCard::channel>(
        {"购卡资金的来源渠道,不指定则使用账号的现金。",
         "The channel by which the money for it came in; if left out, the account's cash pays."},
        Presence::Optional),
};
constexpr ErrorRow sell_errors[] = {
    money::no_such_account,      money::no_such_customer, money::no_such_fund_account, exists,
    money::insufficient_balance, rows::no_permission,     rows::invalid_parameter};

constexpr Parameter modify_parameters[] = {
    number<&ModifyStoredValueCard::card_no>(Presence::Required),
    money::choice<&ModifyStoredValueCard::status>(
        "Status", {"状态。取值:ACTIVE(可用)、FROZEN(冻结)。", "ACTIVE or FROZEN, which pays nothing."},
        "FROZEN", settable, Presence::Required),
};
constexpr ErrorRow modify_errors[] = {not_found, wrong_status, rows::no_permission, rows::invalid_parameter};

constexpr Parameter cancel_parameters[] = {number<&CancelStoredValueCard::card_no>(Presence::Required)};
constexpr ErrorRow cancel_errors[] = {not_found, money::no_such_fund_account, rows::no_permission,
                                      rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {
    money::account_id<&DescribeStoredValueCards::account_id>(Presence::Optional),
    number<&DescribeStoredValueCards::card_no>(Presence::Optional),
    page_number<&DescribeStoredValueCards::page_number>(),
    page_size<&DescribeStoredValueCards::page_size>(100),
};
constexpr ResponseField card_fields[] = {
    {.name = "CardNo", .description = no_words, .example = no_example},
    money::account_id_field,
    money::currency_field,
    {.name = "Amount", .description = {"面额。", "What was paid for it."}, .example = "60.00"},
    {.name = "Balance", .description = {"余额,含占用。", "What it holds."}, .example = "60.00"},
    {.name = "Held",
     .description = {"进行中的订单占用的金额。", "Of that, what orders under way hold."},
     .example = "0.00"},
    {.name = "Status",
     .description = {"状态。取值:AVAILABLE、FROZEN、USED_UP、EXPIRED、CANCELLED。",
                     "AVAILABLE, FROZEN, USED_UP, EXPIRED or CANCELLED."},
     .example = "AVAILABLE"},
    {.name = "FromTime", .description = money::from_words, .example = money::from_example},
    {.name = "ToTime", .description = money::to_words, .example = money::to_example},
    {.name = "Products", .description = products_words, .example = R"({"Mode":"All"})"},
    money::created_field,
};
constexpr ResponseField one_card[] = {{.name = "StoredValueCard",
                                       .type = Type::Object,
                                       .description = {"储值卡。", "The card."},
                                       .fields = card_fields}};
constexpr ResponseField describe_response[] = {
    money::total_field,
    money::page_number_field,
    money::page_size_field,
    {.name = "StoredValueCards",
     .type = Type::ObjectList,
     .description = {"储值卡列表,按账号和失效时间排序。", "The cards, by account and by when they end."},
     .fields = card_fields},
};
constexpr ErrorRow describe_errors[] = {rows::no_permission, rows::invalid_parameter};

constexpr std::string_view one_example =
    R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","StoredValueCard":{"CardNo":"C-100",)"
    R"("AccountId":"1234567890123456","Currency":"USD","Amount":"60.00","Balance":"60.00","Held":"0.00",)"
    R"("Status":"AVAILABLE","FromTime":"2026-01-02T03:04:05Z","ToTime":"2099-02-01T00:00:00Z",)"
    R"("Products":"{\"Mode\":\"All\"}","CreationTime":"2026-01-02T03:04:05Z"}})";

}  // namespace

constinit const Action SellStoredValueCard::declaration{
    .name = "SellStoredValueCard",
    .version = sluice_version,
    .summary = {"向账号售出储值卡。仅限运营者。",
                "Sells a stored-value card to an account. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:SellStoredValueCard", AccessLevel::Create),
    .parameters = sell_parameters,
    .response = one_card,
    .response_example = one_example,
    .errors = sell_errors,
};

constinit const Action ModifyStoredValueCard::declaration{
    .name = "ModifyStoredValueCard",
    .version = sluice_version,
    .summary = {"冻结或解冻储值卡。仅限运营者。", "Freezes or thaws a stored-value card. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:ModifyStoredValueCard", AccessLevel::Update),
    .parameters = modify_parameters,
    .response = one_card,
    .response_example = one_example,
    .errors = modify_errors,
};

constinit const Action CancelStoredValueCard::declaration{
    .name = "CancelStoredValueCard",
    .version = sluice_version,
    .summary = {"作废储值卡,可用余额退回账号的现金。仅限运营者。",
                "Cancels a stored-value card for good; what is free of it goes to the owner's cash. For the "
                "operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:CancelStoredValueCard", AccessLevel::Update),
    .parameters = cancel_parameters,
    .response = one_card,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","StoredValueCard":{"CardNo":"C-100",)"
        R"("AccountId":"1234567890123456","Currency":"USD","Amount":"60.00","Balance":"0.00","Held":"0.00",)"
        R"("Status":"CANCELLED","FromTime":"2026-01-02T03:04:05Z","ToTime":"2099-02-01T00:00:00Z",)"
        R"("Products":"{\"Mode\":\"All\"}","CreationTime":"2026-01-02T03:04:05Z"}})",
    .errors = cancel_errors,
};

constinit const Action DescribeStoredValueCards::declaration{
    .name = "DescribeStoredValueCards",
    .version = sluice_version,
    .summary = {"查询储值卡及其余额。仅限运营者。",
                "Lists stored-value cards and what they hold. For the operator."},
    .ram = money::operators("sluice:DescribeStoredValueCards", AccessLevel::List),
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("StoredValueCards":[{"CardNo":"C-100","AccountId":"1234567890123456","Currency":"USD",)"
        R"("Amount":"60.00","Balance":"60.00","Held":"0.00","Status":"FROZEN",)"
        R"("FromTime":"2026-01-02T03:04:05Z","ToTime":"2099-02-01T00:00:00Z",)"
        R"("Products":"{\"Mode\":\"All\"}","CreationTime":"2026-01-02T03:04:05Z"}]})",
    .errors = describe_errors,
};

}  // namespace sluice::api
