// Who may call CreateLoadBalancer and is still not to place orders: a policy that denies it outright stops
// the order; that none allows it does not.

#include <gtest/gtest.h>

#include "market.h"

namespace sluice::control {
namespace {

std::string all_of_ens_and(const std::string& statements) {
  return R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:*","Resource":"*"})" + statements +
         "]}";
}

std::string but_denying(const std::string& action, const std::string& resource = "*",
                        const std::string& condition = "{}") {
  return R"(,{"Effect":"Deny","Action":")" + action + R"(","Resource":")" + resource + R"(","Condition":)" +
         condition + "}";
}

class CommercePermission : public testing::Test {
 protected:
  CommercePermission() { market.recharge(market.buyer, "1000.00"); }

  // A user of the buyer's with these statements beside the right to create balancers.
  Key user(const std::string& name, const std::string& statements) {
    market.as_buyer("CreateUser", {{"UserName", name}});
    make_policy(name, statements);
    market.as_buyer("AttachPolicyToUser",
                    {{"PolicyType", "Custom"}, {"PolicyName", name}, {"UserName", name}});
    return key_of(market.as_buyer("CreateAccessKey", {{"UserName", name}}).value["AccessKey"]);
  }
  Key role(const std::string& name, const std::string& statements) {
    const std::string account = "acs:ram::" + market.buyer.id;
    make_policy(name, statements);
    market.as_buyer(
        "CreateRole",
        {{"RoleName", name},
         {"AssumeRolePolicyDocument",
          R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":)"
          R"({"RAM":[")" +
              account + R"(:root"]}}]})"}});
    market.as_buyer("AttachPolicyToRole",
                    {{"PolicyType", "Custom"}, {"PolicyName", name}, {"RoleName", name}});
    return key_of(
        market
            .as_buyer("AssumeRole", {{"RoleArn", account + ":role/" + name}, {"RoleSessionName", "tuesday"}})
            .value["Credentials"]);
  }
  Reply create(const Key& key) { return market.cloud.call_as(key, "CreateLoadBalancer", market.order()); }

  Market market;

 private:
  void make_policy(const std::string& name, const std::string& statements) {
    market.as_buyer("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", all_of_ens_and(statements)}});
  }
  static Key key_of(const json::Value& told) {
    return {told["AccessKeyId"].get<std::string>(), told["AccessKeySecret"].get<std::string>(),
            told.contains("SecurityToken") ? told["SecurityToken"].get<std::string>() : ""};
  }
};

TEST_F(CommercePermission, NoStatementAboutOrdersIsEnough) {
  for (const Key& key : {user("plain", ""), role("plain-role", "")}) {
    const Reply created = create(key);
    EXPECT_TRUE(created.ok()) << created.body;
  }
}

TEST_F(CommercePermission, ADenyOfPlacingOrPayingStopsTheOrder) {
  const std::string own = "acs:bss:*:" + market.buyer.id + ":*";
  const Key denied[] = {user("no-create", but_denying("bss:CreateOrder")),
                        user("no-pay", but_denying("bss:PayOrder")), user("no-bss", but_denying("bss:*")),
                        user("no-own", but_denying("bss:CreateOrder", own)),
                        role("no-role", but_denying("bss:PayOrder"))};
  for (const Key& key : denied) expect_row(create(key), api::OrderError::AuthRamAuthFailed);
  EXPECT_EQ(market.book(market.buyer)["Cash"], "1000.00");
  EXPECT_TRUE(market.create().ok()) << "the account itself is asked for no policy";
}

TEST_F(CommercePermission, ADenyOfSomethingElseDoesNot) {
  const Key allowed[] = {
      user("no-refund", but_denying("bss:RefundOrder")),
      user("others", but_denying("bss:CreateOrder", "acs:bss:*:1:*")),
      user("elsewhere",
           but_denying("bss:CreateOrder", "*", R"({"IpAddress":{"acs:SourceIp":"203.0.113.0/24"}})"))};
  for (const Key& key : allowed) {
    const Reply created = create(key);
    EXPECT_TRUE(created.ok()) << created.body;
  }
}

TEST_F(CommercePermission, TheProductsOwnPermissionIsAskedFirst) {
  const Key key = user("neither", but_denying("bss:CreateOrder") + but_denying("ens:CreateLoadBalancer"));
  EXPECT_EQ(create(key).code(), "NoPermission");
}

TEST_F(CommercePermission, HoldsAgainAsSoonAsTheDenyIsGone) {
  const Key key = user("changing", but_denying("bss:CreateOrder"));
  expect_row(create(key), api::OrderError::AuthRamAuthFailed);
  market.as_buyer("DetachPolicyFromUser",
                  {{"PolicyType", "Custom"}, {"PolicyName", "changing"}, {"UserName", "changing"}});
  market.as_buyer("CreatePolicy", {{"PolicyName", "creators"}, {"PolicyDocument", all_of_ens_and("")}});
  market.as_buyer("AttachPolicyToUser",
                  {{"PolicyType", "Custom"}, {"PolicyName", "creators"}, {"UserName", "changing"}});
  EXPECT_TRUE(create(key).ok());
}

}  // namespace
}  // namespace sluice::control
