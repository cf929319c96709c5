#include "contract/api/sluice/customers.h"

#include "contract/api/paging.h"
#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

using money::account_id;
using money::choice;
using money::flag;
using money::text;

constexpr std::string_view statuses[] = {"NORMAL", "FROZEN", "RESTRICTED", "CLOSING", "CLOSED"};
constexpr std::string_view sites[] = {"CN", "INTL"};
constexpr std::string_view real_names[] = {"NONE", "PERSON", "COMPANY"};
constexpr std::string_view risk_levels[] = {"LOW", "MEDIUM", "HIGH"};

constexpr Text status_words{
    "客户状态。取值:NORMAL(正常)、FROZEN(冻结)、RESTRICTED(受限)、CLOSING(注销中)、CLOSED(已注销)。"
    "只有 NORMAL 可以下单。",
    "NORMAL, FROZEN, RESTRICTED, CLOSING or CLOSED. Only NORMAL customers order."};
constexpr Text site_words{"站点。取值:CN、INTL。", "The site: CN or INTL."};
constexpr Text real_name_words{"实名认证。取值:NONE(未认证)、PERSON(个人)、COMPANY(企业)。",
                               "Whether the name is verified: NONE, PERSON or COMPANY."};
constexpr Text basic_info_words{"基本信息是否完整。", "Whether the basic information is complete."};
constexpr Text postpay_words{"是否开通后付费。", "Whether it may buy what is paid afterwards."};
constexpr Text risk_words{"风险等级。取值:LOW、MEDIUM、HIGH。", "The risk level: LOW, MEDIUM or HIGH."};
constexpr Text party_words{"虚商(BID),空表示平台自营。",
                           "The virtual operator that serves it; empty is the platform itself."};
constexpr Text flags_words{"规则可以查询的标签。", "Flags that rules may ask about."};
constexpr Text settle_words{"结算币种,空表示没有结算信息。",
                            "The currency it settles in; empty is no settlement profile."};
constexpr Text discount_words{"合同折扣:实付金额占目录价的比例,取值 0~1。",
                              "By contract: the share of the list price that is paid, 0 to 1."};
constexpr Text tax_required_words{"是否计税。", "Whether tax has to be worked out."};
constexpr Text tax_address_words{"计税地址。", "The tax address."};
constexpr Text tax_jurisdiction_words{"税务辖区。", "The tax jurisdiction."};
constexpr Text tax_rate_words{"税率,取值 0~1。", "The tax rate, 0 to 1."};
constexpr Text auto_coupon_words{"是否自动使用代金券。", "Whether coupons are used by themselves."};
constexpr Text pinned_coupon_words{"指定使用的代金券编号。", "The number of the coupon to pay with."};
constexpr Text pinned_card_words{"指定使用的储值卡编号。",
                                 "The number of the stored-value card to pay with."};

constexpr ErrorRow customer_exists{400, "CustomerAlreadyExists", "The account has a commercial record.",
                                   "账号已有客户记录"};
constexpr ErrorRow wrong_status{400, "IncorrectCustomerStatus",
                                "The customer's status does not allow this change.",
                                "客户当前的状态不支持该变更"};

constexpr Parameter open_parameters[] = {account_id<&OpenCustomer::account_id>()};
constexpr ErrorRow open_errors[] = {money::no_such_account, customer_exists, rows::no_permission,
                                    rows::invalid_parameter};

constexpr Parameter modify_parameters[] = {
    account_id<&ModifyCustomer::account_id>(),
    choice<&ModifyCustomer::status>("Status", status_words, "FROZEN", statuses),
    choice<&ModifyCustomer::site>("Site", site_words, "INTL", sites),
    choice<&ModifyCustomer::real_name>("RealName", real_name_words, "COMPANY", real_names),
    flag<&ModifyCustomer::basic_info_complete>("BasicInfoComplete", basic_info_words),
    flag<&ModifyCustomer::postpay_opened>("PostpayOpened", postpay_words),
    choice<&ModifyCustomer::risk_level>("RiskLevel", risk_words, "LOW", risk_levels),
    text<&ModifyCustomer::selling_party>(
        "SellingParty",
        {"虚商(BID),NONE 表示平台自营。",
         "The virtual operator that serves it; NONE is the platform itself."},
        "26842"),
    {.name = "Flags",
     .type = Type::StringList,
     .serialization = Serialization::Repeated,
     .names = Names::Nothing,
     .description = {"规则可以查询的标签,替换原有标签。唯一的 NONE 表示清空。",
                     "Flags that rules may ask about, in the place of those there are. NONE alone is none."},
     .example = R"(["cross_border"])",
     .constraint = {.length_max = 64, .items_max = 32},
     .assign = bind<&ModifyCustomer::flags>},
    text<&ModifyCustomer::settle_currency>(
        "SettleCurrency",
        {"结算币种(ISO 4217),NONE 表示删除结算信息。",
         "The currency it settles in, by its ISO 4217 code. NONE removes the settlement profile."},
        "USD"),
    text<&ModifyCustomer::discount>("Discount", discount_words, "0.85"),
    flag<&ModifyCustomer::tax_required>("TaxRequired", tax_required_words),
    text<&ModifyCustomer::tax_address>("TaxAddress",
                                       {"计税地址,NONE 表示删除。", "The tax address; NONE removes it."},
                                       "1 Main Street", Presence::Optional, 256),
    text<&ModifyCustomer::tax_jurisdiction>(
        "TaxJurisdiction", {"税务辖区,NONE 表示删除。", "The tax jurisdiction; NONE removes it."}, "SG"),
    text<&ModifyCustomer::tax_rate>("TaxRate", tax_rate_words, "0.09"),
    flag<&ModifyCustomer::auto_use_coupon>("AutoUseCoupon", auto_coupon_words),
    text<&ModifyCustomer::pinned_coupon>("PinnedCoupon",
                                         {"指定使用的代金券编号,NONE 表示不指定。",
                                          "The number of the coupon to pay with; NONE is no special one."},
                                         "K-100"),
    text<&ModifyCustomer::pinned_card>(
        "PinnedCard",
        {"指定使用的储值卡编号,NONE 表示不指定。",
         "The number of the stored-value card to pay with; NONE is no special one."},
        "C-100"),
};
constexpr ErrorRow modify_errors[] = {money::no_such_account, money::no_such_customer, wrong_status,
                                      rows::no_permission, rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {
    account_id<&DescribeCustomers::account_id>(Presence::Optional),
    page_number<&DescribeCustomers::page_number>(),
    page_size<&DescribeCustomers::page_size>(100),
};

constexpr ResponseField pay_relation_fields[] = {
    {.name = "PayerAccountId",
     .description = {"付款账号 ID。", "The account that pays."},
     .example = money::account_id_example},
    {.name = "FromTime", .description = {"生效时间。", "Since when."}, .example = "2026-01-02T03:04:05Z"},
    {.name = "ToTime",
     .description = {"失效时间,空表示长期有效。", "Until when; empty is for good."},
     .example = "2026-02-01T00:00:00Z"},
};
constexpr ResponseField trusteeship_fields[] = {
    {.name = "ParentAccountId",
     .description = {"托管账号 ID。", "The parent account."},
     .example = money::account_id_example},
    {.name = "State",
     .description = {"状态。取值:INVITED、CHANGING、ACTIVE、DISSOLVED。",
                     "INVITED, CHANGING, ACTIVE or DISSOLVED."},
     .example = "ACTIVE"},
    {.name = "Version",
     .type = Type::Integer,
     .description = {"版本,每次变更加一。", "Grows with every change."},
     .example = "3"},
};
constexpr ResponseField reseller_fields[] = {
    {.name = "ResellerAccountId",
     .description = {"分销商账号 ID。", "The reseller's account."},
     .example = money::account_id_example},
    money::currency_field,
    {.name = "QuotaLimit", .description = {"授予的额度。", "What was granted in all."}, .example = "1000.00"},
    {.name = "QuotaConsumed", .description = {"已用额度。", "What of it is spent."}, .example = "52.00"},
    {.name = "Mode",
     .description = {"付款方式。取值:QUOTA、URL。", "QUOTA, or URL for the reseller's own page."},
     .example = "QUOTA"},
    {.name = "Status",
     .description = {"状态。取值:ACTIVE、FROZEN。", "ACTIVE or FROZEN."},
     .example = "ACTIVE"},
};

constexpr ResponseField customer_fields[] = {
    money::account_id_field,
    {.name = "Status", .description = status_words, .example = "NORMAL"},
    {.name = "Site", .description = site_words, .example = "INTL"},
    {.name = "RealName", .description = real_name_words, .example = "COMPANY"},
    {.name = "BasicInfoComplete", .type = Type::Boolean, .description = basic_info_words, .example = "true"},
    {.name = "PostpayOpened", .type = Type::Boolean, .description = postpay_words, .example = "true"},
    {.name = "RiskLevel", .description = risk_words, .example = "LOW"},
    {.name = "SellingParty", .description = party_words, .example = "26842"},
    {.name = "Flags", .type = Type::StringList, .description = flags_words, .example = "cross_border"},
    {.name = "SettleCurrency", .description = settle_words, .example = "USD"},
    {.name = "Discount", .description = discount_words, .example = "0.85"},
    {.name = "TaxRequired", .type = Type::Boolean, .description = tax_required_words, .example = "false"},
    {.name = "TaxAddress", .description = tax_address_words, .example = "1 Main Street"},
    {.name = "TaxJurisdiction", .description = tax_jurisdiction_words, .example = "SG"},
    {.name = "TaxRate", .description = tax_rate_words, .example = "0.09"},
    {.name = "AutoUseCoupon", .type = Type::Boolean, .description = auto_coupon_words, .example = "true"},
    {.name = "PinnedCoupon", .description = pinned_coupon_words, .example = "K-100"},
    {.name = "PinnedCard", .description = pinned_card_words, .example = "C-100"},
    {.name = "InArrears",
     .type = Type::Boolean,
     .description = {"是否有逾期账单。", "Whether a bill of it is overdue."},
     .example = "false"},
    {.name = "CreationTime", .description = words::created_time, .example = "2026-01-02T03:04:05Z"},
    {.name = "PayRelation",
     .type = Type::Object,
     .description = {"付款关系,没有时不返回。",
                     "By which another account pays; left out where there is none."},
     .fields = pay_relation_fields},
    {.name = "Trusteeship",
     .type = Type::Object,
     .description = {"财务托管关系,没有时不返回。",
                     "The financial trusteeship; left out where there is none."},
     .fields = trusteeship_fields},
    {.name = "Reseller",
     .type = Type::Object,
     .description = {"分销关系,没有时不返回。", "The relation to a reseller; left out where there is none."},
     .fields = reseller_fields},
};
constexpr ResponseField describe_response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "Customers",
     .type = Type::ObjectList,
     .description = {"客户列表,最早的账号在前。", "The customers, oldest accounts first."},
     .fields = customer_fields},
};
constexpr ErrorRow describe_errors[] = {rows::no_permission, rows::invalid_parameter};

constexpr Parameter delete_parameters[] = {account_id<&DeleteCustomer::account_id>()};
constexpr ErrorRow delete_errors[] = {money::no_such_account, money::no_such_customer, rows::no_permission,
                                      rows::invalid_parameter};

}  // namespace

constinit const Action OpenCustomer::declaration{
    .name = "OpenCustomer",
    .version = sluice_version,
    .summary = {"为没有客户记录的账号新建客户记录和资金账户。仅限运营者。",
                "Gives an account without a commercial record a new one, with a fund account. For the "
                "operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:OpenCustomer",
            .access_level = AccessLevel::Create,
            .audience = Audience::OperatorOnly},
    .parameters = open_parameters,
    .response_example = money::empty_example,
    .errors = open_errors,
};

constinit const Action ModifyCustomer::declaration{
    .name = "ModifyCustomer",
    .version = sluice_version,
    .summary =
        {"修改客户的商务信息,未指定的保持不变。仅限运营者。",
         "Changes what a customer is to those who sell to it; what is left out stays. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:ModifyCustomer",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = modify_parameters,
    .response_example = money::empty_example,
    .errors = modify_errors,
};

constinit const Action DescribeCustomers::declaration{
    .name = "DescribeCustomers",
    .version = sluice_version,
    .summary = {"查询客户及为其付款的关系。仅限运营者。",
                "Lists customers, and who pays for them. For the operator."},
    .ram = {.action = "sluice:DescribeCustomers",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("Customers":[{"AccountId":"1234567890123456","Status":"NORMAL","Site":"INTL","RealName":"COMPANY",)"
        R"("BasicInfoComplete":true,"PostpayOpened":true,"RiskLevel":"LOW","SellingParty":"","Flags":[],)"
        R"("SettleCurrency":"USD","Discount":"1","TaxRequired":false,"TaxAddress":"","TaxJurisdiction":"",)"
        R"("TaxRate":"0","AutoUseCoupon":true,"PinnedCoupon":"","PinnedCard":"","InArrears":false,)"
        R"("CreationTime":"2026-01-02T03:04:05Z"}]})",
    .errors = describe_errors,
};

constinit const Action DeleteCustomer::declaration{
    .name = "DeleteCustomer",
    .version = sluice_version,
    .summary = {"删除账号的客户记录、资金账户和付款关系;账号、密钥、订单、账单和账本保留。仅限运营者。",
                "Deletes the commercial record of an account, its fund account and who pays for it. The "
                "account, its keys, orders, bills and the ledger stay. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:DeleteCustomer",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = delete_parameters,
    .response_example = money::empty_example,
    .errors = delete_errors,
};

}  // namespace sluice::api
