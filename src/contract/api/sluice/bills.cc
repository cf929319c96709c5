#include "contract/api/sluice/bills.h"

#include "contract/api/paging.h"
#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

using money::account_id;
using money::currency;
using money::text;

constexpr std::string_view states[] = {"ISSUED", "OVERDUE", "PAID", "WRITTEN_OFF"};

constexpr Text state_words{
    "账单状态。取值:ISSUED(待支付)、OVERDUE(已逾期)、PAID(已支付)、WRITTEN_OFF(已核销)。",
    "ISSUED (not paid and not due), OVERDUE, PAID or WRITTEN_OFF."};
constexpr Text cycle_words{"账期。同一资源的同一账期只能有一个账单。",
                           "The billing cycle: a resource has one bill for each."};
constexpr Text due_words{"到期时间,逾期后账号欠费。",
                         "When it is due. From then on, while it is unpaid, the account is in arrears."};
constexpr Text description_words{"账单说明。", "What it is for, in words."};

constexpr ErrorRow bill_exists{400, "BillAlreadyExists", "There is a bill for this resource and cycle.",
                               "该资源的该账期已有账单"};
constexpr ErrorRow too_many_bills{400, "TooManyBills", "The payer has too many unpaid bills.",
                                  "付款账号的未付账单过多"};
constexpr ErrorRow no_such_bill{400, "BillNotFound", "The bill does not exist.", "账单不存在"};
constexpr ErrorRow not_payable{400, "IncorrectBillState", "The bill is not waiting to be paid.",
                               "账单不是待支付状态"};

template <auto Member>
constexpr Parameter bill_id(Presence presence) {
  return {.name = "BillId",
          .presence = presence,
          .names = Names::AnyId,
          .description = money::bill_id_words,
          .example = "210000000000001024",
          .constraint = {.length_max = 20},
          .assign = bind<Member>};
}

constexpr Parameter create_parameters[] = {
    account_id<&CreateBill::account_id>(),
    {.name = "ResourceId",
     .names = Names::AnyId,
     .description = {"计费资源的 ID。与 HostId 必须且只能指定一个。",
                     "The resource it is for. This or HostId, not both."},
     .example = "lb-5s7crik3yo3bp03gqrbp5****",
     .constraint = {.length_max = 128},
     .assign = bind<&CreateBill::resource_id>},
    {.name = "HostId",
     .names = Names::AnyId,
     .description = {"服务订购的实例 ID。", "The host subscription it is for."},
     .example = "elbhost-0123456789abcdefghij",
     .constraint = {.length_max = 128},
     .assign = bind<&CreateBill::host_id>},
    text<&CreateBill::cycle>("Cycle", cycle_words, "2026-01", Presence::Required),
    currency<&CreateBill::currency>(),
    text<&CreateBill::amount>("Amount", money::amount_words, "52.00", Presence::Required),
    money::time<&CreateBill::due_time>("DueTime", due_words, Presence::Required),
    text<&CreateBill::description>("Description", description_words, "January", Presence::Optional, 256),
    {.name = "Commodity",
     .names = Names::Shared,
     .description = {"收入所属的商品代码。", "The commodity that earns it."},
     .example = "elb_post",
     .default_value = "elb_post",
     .constraint = {.length_max = 64},
     .assign = bind<&CreateBill::commodity>},
};

constexpr ResponseField bill_fields[] = {
    {.name = "BillId", .description = money::bill_id_words, .example = "210000000000001024"},
    money::account_id_field,
    {.name = "PayerAccountId",
     .description = {"付款账号 ID。", "The account that owes it."},
     .example = money::account_id_example},
    {.name = "ResourceId",
     .description = {"计费资源或服务订购实例的 ID。", "The resource or host subscription it is for."},
     .example = "lb-5s7crik3yo3bp03gqrbp5****"},
    {.name = "Cycle", .description = cycle_words, .example = "2026-01"},
    {.name = "Description", .description = description_words, .example = "January"},
    money::currency_field,
    {.name = "Amount", .description = money::amount_words, .example = "52.00"},
    {.name = "Paid", .description = {"已支付的金额。", "What is paid of it."}, .example = "0.00"},
    {.name = "DueTime", .description = due_words, .example = "2026-02-01T00:00:00Z"},
    {.name = "State", .description = state_words, .example = "ISSUED"},
    {.name = "CreationTime", .description = words::created_time, .example = "2026-01-02T03:04:05Z"},
};
constexpr ResponseField one_bill[] = {
    {.name = "Bill", .type = Type::Object, .description = {"账单。", "The bill."}, .fields = bill_fields}};
constexpr ErrorRow create_errors[] = {
    money::no_such_account, money::no_such_customer, money::no_such_fund_account, bill_exists,
    too_many_bills,         rows::no_permission,     rows::invalid_parameter};

constexpr Parameter pay_parameters[] = {account_id<&PayBill::account_id>(),
                                        bill_id<&PayBill::bill_id>(Presence::Required)};
constexpr ErrorRow pay_errors[] = {
    money::no_such_account,      money::no_such_fund_account, no_such_bill,           not_payable,
    money::insufficient_balance, rows::no_permission,         rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {
    account_id<&DescribeBills::account_id>(),
    bill_id<&DescribeBills::bill_id>(Presence::Optional),
    {.name = "State",
     .description = state_words,
     .example = "OVERDUE",
     .constraint = {.one_of = states},
     .assign = bind<&DescribeBills::state>},
    page_number<&DescribeBills::page_number>(),
    page_size<&DescribeBills::page_size>(100),
};
constexpr ResponseField describe_response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "Bills",
     .type = Type::ObjectList,
     .description = {"账单列表,最新的在前。", "The bills, newest first."},
     .fields = bill_fields},
};
constexpr ErrorRow describe_errors[] = {money::no_such_account, rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action CreateBill::declaration{
    .name = "CreateBill",
    .version = sluice_version,
    .summary = {"手工出账,并立即用付款账号的现金和信控额度支付;不足的部分待到期前支付。仅限运营者。",
                "Charges an account by hand. Issued and collected at once, of the payer's cash, then of his "
                "credit; the rest stays unpaid. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:CreateBill",
            .access_level = AccessLevel::Create,
            .audience = Audience::OperatorOnly},
    .parameters = create_parameters,
    .response = one_bill,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Bill":{"BillId":"210000000000001024",)"
        R"("AccountId":"1234567890123456","PayerAccountId":"1234567890123456",)"
        R"("ResourceId":"lb-5s7crik3yo3bp03gqrbp5****","Cycle":"2026-01","Description":"January",)"
        R"("Currency":"USD","Amount":"52.00","Paid":"0.00","DueTime":"2026-02-01T00:00:00Z",)"
        R"("State":"ISSUED","CreationTime":"2026-01-02T03:04:05Z"}})",
    .errors = create_errors,
};

constinit const Action PayBill::declaration{
    .name = "PayBill",
    .version = sluice_version,
    .summary = {"用付款账号的现金和信控额度支付账单的剩余金额。仅限运营者。",
                "Pays what is left of a bill, of the payer's cash and credit. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:PayBill",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = pay_parameters,
    .response = one_bill,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Bill":{"BillId":"210000000000001024",)"
        R"("AccountId":"1234567890123456","PayerAccountId":"1234567890123456",)"
        R"("ResourceId":"lb-5s7crik3yo3bp03gqrbp5****","Cycle":"2026-01","Description":"January",)"
        R"("Currency":"USD","Amount":"52.00","Paid":"52.00","DueTime":"2026-02-01T00:00:00Z",)"
        R"("State":"PAID","CreationTime":"2026-01-02T03:04:05Z"}})",
    .errors = pay_errors,
};

constinit const Action DescribeBills::declaration{
    .name = "DescribeBills",
    .version = sluice_version,
    .summary = {"查询账号的账单。仅限运营者。", "Lists the bills of an account. For the operator."},
    .ram = {.action = "sluice:DescribeBills",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("Bills":[{"BillId":"210000000000001024","AccountId":"1234567890123456",)"
        R"("PayerAccountId":"1234567890123456","ResourceId":"lb-5s7crik3yo3bp03gqrbp5****",)"
        R"("Cycle":"2026-01","Description":"January","Currency":"USD","Amount":"52.00","Paid":"0.00",)"
        R"("DueTime":"2026-02-01T00:00:00Z","State":"OVERDUE","CreationTime":"2026-01-02T03:04:05Z"}]})",
    .errors = describe_errors,
};

}  // namespace sluice::api
