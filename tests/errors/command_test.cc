// `sluice errors` as its users meet it: what is refused, what it does to a service that is named, and that it
// leaves nothing behind.

#include <csignal>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;

Finished errors(std::vector<std::string> words, const std::string& temporary = "/tmp") {
  words.insert(words.begin(), "errors");
  Command command = sluice(std::move(words));
  command.environment["TMPDIR"] = temporary;
  return run(command);
}

TEST(ErrorsCommand, ListsAndExplains) {
  const Finished listed = errors({"list"});
  EXPECT_EQ(listed.exit, 0);
  EXPECT_THAT(listed.output, HasSubstr("Counpon does not exist."));
  const Finished explained = errors({"explain", "OrderSysConstraintInvalid"});
  EXPECT_EQ(explained.exit, 0);
  EXPECT_THAT(explained.output, HasSubstr("System constraint check failed."));
  EXPECT_THAT(explained.output, HasSubstr("The pre-verification of the order failed"));
  const auto both = json::parse(errors({"explain", "OrderSysConstraintInvalid", "--json"}).output);
  ASSERT_TRUE(both);
  EXPECT_EQ(both->size(), 2u);
}

TEST(ErrorsCommand, SaysWhatIsNotPossibleByItsExitStatus) {
  const struct {
    std::vector<std::string> words;
    int exit;
    const char* why;
  } refused[] = {
      {{"explain", "OrderArrears"}, 2, "nearest: OrderArrearage"},
      {{"provoke", "OrderArrears"}, 2, "nearest: OrderArrearage"},
      {{"provoke", "PriceHsfTimeoutError", "--endpoint", "http://127.0.0.1:1"}, 4, "all accounts"},
      {{"provoke", "InvalidParameter.Nonsense"}, 3, "Nonsense"},
      {{"provoke", "OrderQuantityInvalid", "--endpoint", "http://127.0.0.1:1"}, 4, "all accounts"},
      {{"provoke", "OrderArrearage", "OrderQuantityInvalid", "--endpoint", "http://127.0.0.1:1"},
       4,
       "Quantity"},
      {{"provoke", "OrderArrearage", "--endpoint", "http://127.0.0.1:1", "--data-dir", "/nowhere"},
       2,
       "no key"},
      {{"provoke", "OrderArrearage", "--endpoint", "ftp://a"}, 2, "--endpoint"},
  };
  for (const auto& [words, exit, why] : refused) {
    Command command = sluice(words);
    command.arguments.insert(command.arguments.begin() + 1, "errors");
    if (exit == 2 && words.size() == 4) {
      command.environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "somebody";
      command.environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "something";
    }
    const Finished finished = run(command);
    EXPECT_EQ(finished.exit, exit) << finished.errors;
    EXPECT_THAT(finished.errors, HasSubstr(why));
    EXPECT_EQ(finished.output, "");
  }
}

TEST(ErrorsCommand, ShowsEachStepAndTheAnswer) {
  const storage::ScratchDirectory temporary;
  const Finished finished = errors({"provoke", "OrderArrearage"}, temporary.path(""));
  EXPECT_EQ(finished.exit, 0) << finished.errors;
  for (const char* const shown :
       {"operator  CreateAccount", "operator  CreateBill", "customer  CreateLoadBalancer",
        "clean-up  operator", "told exactly: 400 OrderArrearage: User Arrears. (RequestId "}) {
    EXPECT_THAT(finished.output, HasSubstr(shown));
  }
  EXPECT_TRUE(std::filesystem::is_empty(temporary.path("")));
}

TEST(ErrorsCommand, IsInterruptedAndLeavesNothing) {
  const storage::ScratchDirectory temporary;
  Command command = sluice({"errors", "provoke", "OrderArrearage"});
  command.environment["TMPDIR"] = temporary.path("");
  ChildProcess process(command);
  ASSERT_TRUE(process.read_line()) << process.errors();  // it has begun
  process.signal(SIGINT);
  const std::string rest = process.read_rest();
  EXPECT_EQ(process.wait(), 130) << rest;
  EXPECT_TRUE(std::filesystem::is_empty(temporary.path("")));
}

class ErrorsOnAService : public testing::Test {
 protected:
  Finished provoke(std::vector<std::string> words) {
    words.insert(words.begin(), {"provoke", "--json", "--endpoint", server.url(), "--data-dir", data});
    return errors(std::move(words));
  }
  // What an operator sees of his service, apart from accounts that are closed.
  std::vector<std::string> seen() {
    std::vector<std::string> all;
    for (const char* const action : {"DescribeTerms", "DescribeStocks"}) {
      const Finished called =
          run(sluice({"call", action, "--endpoint", server.url(), "--data-dir", data, "--PageSize", "100"}));
      auto value = json::parse(called.output);
      if (!value) {
        ADD_FAILURE() << called.output << called.errors;
        continue;
      }
      value->erase("RequestId");
      all.push_back(json::print(*value));
    }
    return all;
  }
  json::Value called(std::vector<std::string> words) {
    words.insert(words.begin(), {"call", "--endpoint", server.url(), "--data-dir", data});
    auto value = json::parse(run(sluice(std::move(words))).output);
    return value ? *std::move(value) : json::Value();
  }

  storage::ScratchDirectory directory;
  const std::string data = directory.path("data");
  SluiceServer server{{.data_dir = data, .own_key = false}};
};

TEST_F(ErrorsOnAService, LeavesNothingButAnAccountThatIsClosed) {
  const std::vector<std::string> before = seen();
  const Finished finished =
      provoke({"SaleControl.VerificationFailed", "OrderQuotaExceeded", "OrderSysConstraintInvalid",
               "OrderArrearage", "AccountAliyunAccountNotExist", "NoPermission", "PayCurrencyInconsistency"});
  EXPECT_EQ(finished.exit, 0) << finished.errors << finished.output;
  EXPECT_EQ(seen(), before);
  const json::Value customers = called({"DescribeCustomers", "--PageSize", "100"});
  int closed = 0;
  for (const json::Value& customer : customers["Customers"]) {
    closed += customer["Status"] == "CLOSED";
    const bool is_operator = customer["Status"] == "NORMAL";
    EXPECT_TRUE(is_operator || customer["Status"] == "CLOSED") << customer;
  }
  EXPECT_EQ(closed, 9) << "one for each row, and a partner";
  const json::Value accounts = called({"ListAccounts", "--PageSize", "100"});
  for (const json::Value& account : accounts["Accounts"]) {
    if (account["IsOperator"] == true) continue;
    const std::string id = account["AccountId"].get<std::string>();
    EXPECT_TRUE(called({"ListAccountAccessKeys", "--AccountId", id})["AccessKeys"].empty());
  }
}

TEST_F(ErrorsOnAService, SaysWhenSomethingElseIsTold) {
  const std::string rule = R"({"Name":"all","Priority":0,"Effect":"Deny"})";
  ASSERT_TRUE(called({"PutTerm", "--Kind", "SaleRule", "--Document", rule}).contains("TermId"));
  const Finished finished = provoke({"OrderQuotaExceeded"});
  EXPECT_EQ(finished.exit, 2) << "the balancer that was to fill the quota was not sold" << finished.output;
  const Finished priced = provoke({"OrderQueryUserSettleInfoFail"});
  EXPECT_EQ(priced.exit, 1) << priced.output;
  const auto told = json::parse(priced.output);
  ASSERT_TRUE(told);
  EXPECT_EQ((*told)["code"].get<std::string>(), "SaleControl.VerificationFailed");
  EXPECT_EQ((*told)["expected"].get<std::string>(), "OrderQueryUserSettleInfoFail");
}

}  // namespace
}  // namespace sluice::e2e
