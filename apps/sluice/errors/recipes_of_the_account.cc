// S07: whether the account may order at all.

#include "errors/steps.h"

namespace sluice::app::errors {

std::vector<Recipe> recipes_of_the_account() {
  using enum api::OrderError;
  const base::FormPairs account = {{"AccountId", "{customer}"}};
  return {
      {.error = AccountAliyunAccountNotExist,
       .steps = {operate("DeleteCustomer", account, {{Who::Operator, "OpenCustomer", account}})}},
      {.error = AccountAliyunAccountFrozen, .steps = {modify_customer("Status", "FROZEN", "NORMAL")}},
      {.error = OrderAccountStatusIllegal, .steps = {modify_customer("Status", "RESTRICTED", "NORMAL")}},
      {.error = AuthRamAuthFailed,
       .steps = user_with(R"({"Effect":"Allow","Action":"ens:*","Resource":"*"},)"
                          R"({"Effect":"Deny","Action":"bss:PayOrder","Resource":"*"})"),
       .caller = Who::User},
      {.error = OrderBidUserOrderForbidden, .steps = {modify_customer("SellingParty", "partner-7", "NONE")}},
      {.error = OrderNoRealNameAuthentication, .steps = {modify_customer("RealName", "NONE", "PERSON")}},
      {.error = BasicInfoUncompleted, .steps = {modify_customer("BasicInfoComplete", "false", "true")}},
      {.error = OrderArrearage, .steps = {bill("0.01", long_ago)}},
  };
}

}  // namespace sluice::app::errors
