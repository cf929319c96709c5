#include "contract/api/sluice/funds.h"

#include "contract/api/paging.h"
#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

using money::account_id;
using money::choice;
using money::currency;
using money::flag;
using money::text;

constexpr std::string_view statuses[] = {"VALID", "FROZEN", "CLOSED"};
constexpr std::string_view pay_modes[] = {"BALANCE", "CARD",           "WITHHOLD",
                                          "WIRE",    "RESELLER_QUOTA", "RESELLER_URL"};

constexpr Text status_words{"资金账户状态。取值:VALID(有效)、FROZEN(冻结)、CLOSED(已关闭)。",
                            "VALID, FROZEN or CLOSED. Only VALID ones pay."};
constexpr Text pay_mode_words{"付款方式。取值:BALANCE、CARD、WITHHOLD、WIRE、RESELLER_QUOTA、RESELLER_URL。",
                              "How it pays: BALANCE, CARD, WITHHOLD, WIRE, RESELLER_QUOTA or RESELLER_URL."};
constexpr Text per_payment_words{"单笔付款上限,NONE 表示不限。",
                                 "The most that one payment may be; NONE is any."};
constexpr Text per_day_words{"每日付款上限(UTC+8),NONE 表示不限。",
                             "The most that may be paid in a day of UTC+8; NONE is any."};
constexpr Text per_month_words{"每月付款上限(UTC+8),NONE 表示不限。",
                               "The most that may be paid in a month of UTC+8; NONE is any."};
constexpr Text unsecured_words{
    "没有默认支付方式时可以欠的金额上限,NONE 表示不限。",
    "The most that may be owed without a method of payment that can be charged; NONE is any."};
constexpr Text combine_words{"订单是否合并支付。改变该值时开始新的合并支付组。",
                             "Whether its orders gather in a group that is settled as one. A change begins a "
                             "new group."};
constexpr Text group_words{"合并支付组的最大订单数。", "How many orders such a group may hold."};
constexpr Text suspended_words{"是否暂停资金账户的信控额度(所有币种)。",
                               "Whether the credit of the fund account is suspended, in all currencies."};

constexpr ErrorRow wrong_status{400, "IncorrectFundAccountStatus",
                                "The status of the fund account does not allow this.",
                                "资金账户当前的状态不支持该操作"};
constexpr ErrorRow not_settled{400, "FundAccountNotSettled",
                               "Something is in the fund account, held in it, or owed.",
                               "资金账户仍有余额、冻结金额或欠款"};
constexpr ErrorRow processing{400, "Processing", "Request is in progress, please try again later.",
                              "请求正在处理中,请稍后重试。"};

constexpr Parameter recharge_parameters[] = {
    account_id<&RechargeFundAccount::account_id>(),
    currency<&RechargeFundAccount::currency>(),
    text<&RechargeFundAccount::amount>("Amount", money::amount_words, "1000.00", Presence::Required),
    money::channel<&RechargeFundAccount::channel>(
        {"资金来源渠道。", "The channel by which the money came in."}, Presence::Required),
    {.name = "ClientToken",
     .names = Names::ClientToken,
     .description = {"保证请求幂等性,最多 64 个 ASCII 字符。",
                     "Makes the call idempotent, so that a retry does not recharge twice: up to 64 ASCII "
                     "characters."},
     .example = "26C28756-2586-17AF-B802-0DC50D8FDEBB",
     .constraint = {.length_max = 64, .accepts = is_ascii, .accepted = ascii_text}},
};
constexpr ResponseField paid_fields[] = {
    {.name = "BillId", .description = money::bill_id_words, .example = "210000000000001024"},
    {.name = "Amount", .description = {"本次支付的金额。", "What was paid of it now."}, .example = "52.00"},
    {.name = "State",
     .description = {"账单状态。取值:ISSUED、OVERDUE、PAID。", "The bill then: ISSUED, OVERDUE or PAID."},
     .example = "PAID"},
};
constexpr ResponseField recharge_response[] = {
    {.name = "RechargeId", .description = {"充值 ID。", "The recharge."}, .example = "210000000000001025"},
    {.name = "FundAccountId", .description = money::fund_account_id_words, .example = "fa-1234567890123456"},
    money::currency_field,
    {.name = "CashAvailable",
     .description = {"充值并支付欠款后的可用现金。", "The free cash after what was owed was paid."},
     .example = "948.00"},
    {.name = "PaidBills",
     .type = Type::ObjectList,
     .description = {"同时支付的账单,最早的在前。", "Bills that were paid of it, the oldest first."},
     .fields = paid_fields},
};
constexpr ErrorRow recharge_errors[] = {processing,   money::no_such_account, money::no_such_fund_account,
                                        wrong_status, rows::no_permission,    rows::invalid_parameter};

constexpr Parameter modify_parameters[] = {
    account_id<&ModifyFundAccount::account_id>(),
    choice<&ModifyFundAccount::status>("Status", status_words, "FROZEN", statuses),
    choice<&ModifyFundAccount::pay_mode>("PayMode", pay_mode_words, "BALANCE", pay_modes),
    text<&ModifyFundAccount::per_payment_max>("PerPaymentMax", per_payment_words, "500.00"),
    text<&ModifyFundAccount::per_day_max>("PerDayMax", per_day_words, "1000.00"),
    text<&ModifyFundAccount::per_month_max>("PerMonthMax", per_month_words, "10000.00"),
    text<&ModifyFundAccount::unsecured_max>("UnsecuredMax", unsecured_words, "100.00"),
    flag<&ModifyFundAccount::combine_payments>("CombinePayments", combine_words),
    {.name = "GroupSizeMax",
     .type = Type::Integer,
     .description = group_words,
     .example = "20",
     .constraint = {.min = 1, .max = 10'000},
     .assign = bind<&ModifyFundAccount::group_size_max>},
};
constexpr ErrorRow modify_errors[] = {money::no_such_account, money::no_such_fund_account,
                                      wrong_status,           not_settled,
                                      rows::no_permission,    rows::invalid_parameter};

constexpr Parameter credit_parameters[] = {
    account_id<&SetCreditLine::account_id>(),
    currency<&SetCreditLine::currency>(),
    text<&SetCreditLine::limit>("Limit",
                                {"信控额度。可以低于已用额度,此时在还款前不能再使用。",
                                 "The credit limit. It may be below what is drawn; then nothing can be drawn "
                                 "until that is repaid."},
                                "200.00"),
    flag<&SetCreditLine::suspended>("Suspended", suspended_words, "false"),
};
constexpr ErrorRow credit_errors[] = {money::no_such_account, money::no_such_fund_account, wrong_status,
                                      rows::no_permission, rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {
    account_id<&DescribeFundAccounts::account_id>(Presence::Optional),
    page_number<&DescribeFundAccounts::page_number>(),
    page_size<&DescribeFundAccounts::page_size>(100),
};
constexpr ResponseField book_fields[] = {
    money::currency_field,
    {.name = "HasBook",
     .type = Type::Boolean,
     .description = {"是否有账本,首次充值时开立。", "Whether there is a book; the first recharge opens it."},
     .example = "true"},
    {.name = "Available",
     .description = {"可用额度:现金加信控额度,减去冻结金额和未付账单。",
                     "Cash and credit without what is held and what unpaid bills will take."},
     .example = "948.00"},
    {.name = "Cash", .description = {"现金余额,含冻结金额。", "The cash, held or not."}, .example = "948.00"},
    {.name = "CashHeld",
     .description = {"冻结的现金。", "Of the cash, what orders under way hold."},
     .example = "0.00"},
    {.name = "CreditLimit", .description = {"信控额度。", "The credit limit."}, .example = "200.00"},
    {.name = "CreditUsed", .description = {"已用信控额度。", "What of it is drawn."}, .example = "0.00"},
    {.name = "CreditHeld",
     .description = {"冻结的信控额度。", "What of it orders under way hold."},
     .example = "0.00"},
    {.name = "Deposit",
     .description = {"订单预存的金额。", "Paid with orders and not yet earned."},
     .example = "52.00"},
    {.name = "Unpaid", .description = {"未付账单金额。", "What is billed and not paid."}, .example = "0.00"},
};
constexpr ResponseField fund_fields[] = {
    money::account_id_field,
    {.name = "FundAccountId", .description = money::fund_account_id_words, .example = "fa-1234567890123456"},
    {.name = "Status", .description = status_words, .example = "VALID"},
    {.name = "PayMode", .description = pay_mode_words, .example = "BALANCE"},
    {.name = "PerPaymentMax",
     .description = {"单笔付款上限,空表示不限。", "The most that one payment may be; empty is any."},
     .example = "500.00"},
    {.name = "PerDayMax",
     .description = {"每日付款上限,空表示不限。", "The most that may be paid in a day; empty is any."},
     .example = "1000.00"},
    {.name = "PerMonthMax",
     .description = {"每月付款上限,空表示不限。", "The most that may be paid in a month; empty is any."},
     .example = "10000.00"},
    {.name = "UnsecuredMax",
     .description = {"无担保欠款上限,空表示不限。", "The most that may be owed unsecured; empty is any."},
     .example = "100.00"},
    {.name = "CombinePayments", .type = Type::Boolean, .description = combine_words, .example = "false"},
    {.name = "GroupSizeMax", .type = Type::Integer, .description = group_words, .example = "20"},
    {.name = "GroupOrders",
     .type = Type::Integer,
     .description = {"合并支付组中的订单数。", "How many orders the group holds."},
     .example = "0"},
    {.name = "CreditSuspended", .type = Type::Boolean, .description = suspended_words, .example = "false"},
    {.name = "Books",
     .type = Type::ObjectList,
     .description = {"各币种的账本。", "What the ledger holds, by currency."},
     .fields = book_fields},
};
constexpr ResponseField describe_response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "FundAccounts",
     .type = Type::ObjectList,
     .description = {"资金账户列表,最早的账号在前。", "The fund accounts, oldest accounts first."},
     .fields = fund_fields},
};
constexpr ErrorRow describe_errors[] = {rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action RechargeFundAccount::declaration{
    .name = "RechargeFundAccount",
    .version = sluice_version,
    .summary = {"为账号的资金账户充值,并在同一事务中按先后支付未付账单。仅限运营者。",
                "Puts money into the fund account of an account, and pays its unpaid bills of it, the oldest "
                "first, in the same transaction. For the operator."},
    .effect = Effect::Write,
    .idempotency = Idempotency::ClientToken,
    .created_id = "RechargeId",
    .ram = {.action = "sluice:RechargeFundAccount",
            .access_level = AccessLevel::Create,
            .audience = Audience::OperatorOnly},
    .parameters = recharge_parameters,
    .response = recharge_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","RechargeId":"210000000000001025",)"
        R"("FundAccountId":"fa-1234567890123456","Currency":"USD","CashAvailable":"948.00",)"
        R"("PaidBills":[{"BillId":"210000000000001024","Amount":"52.00","State":"PAID"}]})",
    .errors = recharge_errors,
};

constinit const Action ModifyFundAccount::declaration{
    .name = "ModifyFundAccount",
    .version = sluice_version,
    .summary =
        {"修改资金账户的状态、付款方式和限额,未指定的保持不变。限额以账号的结算币种计。仅限运营者。",
         "Changes the status, pay mode and limits of a fund account; what is left out stays. Limits are "
         "in the currency that the account settles in. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:ModifyFundAccount",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = modify_parameters,
    .response_example = money::empty_example,
    .errors = modify_errors,
};

constinit const Action SetCreditLine::declaration{
    .name = "SetCreditLine",
    .version = sluice_version,
    .summary = {"设置资金账户的信控额度。仅限运营者。",
                "Sets the credit line of a fund account. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:SetCreditLine",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = credit_parameters,
    .response_example = money::empty_example,
    .errors = credit_errors,
};

constinit const Action DescribeFundAccounts::declaration{
    .name = "DescribeFundAccounts",
    .version = sluice_version,
    .summary = {"查询资金账户及其余额、信控额度和冻结金额。仅限运营者。",
                "Lists fund accounts with what they hold, may draw and owe. For the operator."},
    .ram = {.action = "sluice:DescribeFundAccounts",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("FundAccounts":[{"AccountId":"1234567890123456","FundAccountId":"fa-1234567890123456",)"
        R"("Status":"VALID","PayMode":"BALANCE","PerPaymentMax":"500.00","PerDayMax":"","PerMonthMax":"",)"
        R"("UnsecuredMax":"","CombinePayments":false,"GroupSizeMax":20,"GroupOrders":0,)"
        R"("CreditSuspended":false,"Books":[{"Currency":"USD","HasBook":true,"Available":"948.00",)"
        R"("Cash":"948.00","CashHeld":"0.00","CreditLimit":"0.00","CreditUsed":"0.00","CreditHeld":"0.00",)"
        R"("Deposit":"52.00","Unpaid":"0.00"}]}]})",
    .errors = describe_errors,
};

}  // namespace sluice::api
