#include "control/commerce/terms/terms_store.h"

#include <future>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/commerce/terms/default_terms.h"
#include "control/schema/schema.h"
#include "platform/storage/sqlite_database.h"
#include "platform/storage/testing/blocking.h"
#include "platform/storage/testing/scratch_directory.h"

namespace sluice::commerce {
namespace {

using storage::Transaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Term rate(int64_t key, std::string_view to, std::string_view rate) {
  return {.key = key,
          .kind = TermKind::ExchangeRate,
          .name = fmt::format("USD/{}", to),
          .document = fmt::format(R"({{"From":"USD","To":"{}","Rate":"{}"}})", to, rate),
          .created = base::from_unix_ms(0)};
}

Term node(int64_t key, std::string_view region, std::string_view tier) {
  return {.key = key,
          .kind = TermKind::Node,
          .name = std::string(region),
          .document = fmt::format(R"({{"EnsRegionId":"{}","Tier":"{}"}})", region, tier),
          .created = base::from_unix_ms(0)};
}

class TermsStore : public testing::Test {
 protected:
  TermsStore() {
    auto opened = storage::open_sqlite({.path = directory.path("db"), .migrations = schema::migrations()});
    if (!opened) throw std::runtime_error(opened.error());
    database = *std::move(opened);
  }

  template <class Work>
  auto run(Work work) {
    using Outcome = base::Result<std::invoke_result_t<Work, Transaction&>, std::string>;
    auto told = storage::write_now(*database, [&](Transaction& tx) -> Outcome { return work(tx); });
    return **std::move(told);
  }
  // What `work` has done is seen by nobody.
  void undo(const std::function<void(Transaction&)>& work) {
    using Outcome = base::Result<bool, std::string>;
    const auto told = storage::write_now(*database, [&](Transaction& tx) -> Outcome {
      work(tx);
      return base::Unexpected{std::string("undone")};
    });
    ASSERT_FALSE(*told);
  }
  void insert(const Term& term, int64_t revision) {
    run([&](Transaction& tx) {
      insert_term(tx, term, revision);
      return true;
    });
  }
  std::shared_ptr<const Terms> now() {
    return run([&](Transaction& tx) { return cache.at(tx); });
  }
  std::string tier(std::string_view region) { return now()->node(region).tier; }

  storage::ScratchDirectory directory;
  std::unique_ptr<storage::Database> database;
  TermsCache cache;
};

TEST_F(TermsStore, KeepsVersionsOfOneNameAndFindsTheNewest) {
  insert(rate(1, "HKD", "7.7"), 2);
  insert(rate(3, "HKD", "7.8"), 4);
  insert(rate(5, "JPY", "150"), 6);
  run([&](Transaction& tx) {
    EXPECT_EQ(find_term(tx, TermKind::ExchangeRate, "USD/HKD")->key, 3);
    EXPECT_EQ(find_term(tx, 1)->document, rate(1, "HKD", "7.7").document);
    EXPECT_FALSE(find_term(tx, 2));
    EXPECT_FALSE(find_term(tx, TermKind::Node, "USD/HKD"));
    EXPECT_EQ(list_terms(tx, TermKind::ExchangeRate).size(), 3u);
    EXPECT_THAT(list_terms(tx, TermKind::Node), IsEmpty());
    EXPECT_EQ(terms_revision(tx), 6);
    return true;
  });
}

TEST_F(TermsStore, TellsDocumentsByKindAndNamePageByPage) {
  insert(rate(1, "HKD", "7.7"), 2);
  insert(node(3, "cn-a", "core"), 4);
  insert(rate(5, "JPY", "150"), 6);
  const auto keys = [&](const TermFilter& filter, const storage::Page& page) {
    return run([&](Transaction& tx) {
      std::vector<int64_t> found;
      for (const Term& term : list_terms(tx, filter, page)) found.push_back(term.key);
      return found;
    });
  };
  EXPECT_THAT(keys({}, {1, 2}), ElementsAre(1, 3));
  EXPECT_THAT(keys({}, {2, 2}), ElementsAre(5));
  EXPECT_THAT(keys({.kind = TermKind::ExchangeRate, .name = {}}, {1, 10}), ElementsAre(1, 5));
  EXPECT_THAT(keys({.kind = {}, .name = "cn-a"}, {1, 10}), ElementsAre(3));
  EXPECT_THAT(keys({.kind = TermKind::ExchangeRate, .name = "cn-a"}, {1, 10}), IsEmpty());
  run([&](Transaction& tx) {
    EXPECT_EQ(count_terms(tx, {}), 3);
    EXPECT_EQ(count_terms(tx, {.kind = TermKind::Node, .name = {}}), 1);
    const size_t bytes = rate(1, "HKD", "7.7").document.size() + node(3, "cn-a", "core").document.size() +
                         rate(5, "JPY", "150").document.size();
    EXPECT_EQ(document_bytes(tx), static_cast<int64_t>(bytes));
    return true;
  });
}

TEST_F(TermsStore, ReplacesAllOfANameAndDeletesOneOrAll) {
  insert(rate(1, "HKD", "7.7"), 2);
  insert(rate(3, "HKD", "7.8"), 4);
  insert(rate(5, "JPY", "150"), 6);
  run([&](Transaction& tx) {
    replace_term(tx, rate(7, "HKD", "7.9"), 8);
    EXPECT_EQ(list_terms(tx, TermKind::ExchangeRate).size(), 2u);
    EXPECT_EQ(find_term(tx, TermKind::ExchangeRate, "USD/HKD")->key, 7);
    EXPECT_FALSE(delete_term(tx, TermKind::Node, 7, 9)) << "of another kind";
    EXPECT_TRUE(delete_term(tx, TermKind::ExchangeRate, 7, 10));
    EXPECT_FALSE(delete_term(tx, TermKind::ExchangeRate, "USD/HKD", 11));
    EXPECT_TRUE(delete_term(tx, TermKind::ExchangeRate, "USD/JPY", 12));
    EXPECT_EQ(count_terms(tx, {}), 0);
    return true;
  });
}

TEST_F(TermsStore, ReadsAgainOnlyWhatHasChanged) {
  EXPECT_EQ(tier("cn-a"), "core") << "what has no document is as it is by default";
  insert(node(1, "cn-a", "edge"), 2);
  const auto first = now();
  EXPECT_EQ(first->node("cn-a").tier, "edge");
  EXPECT_EQ(now(), first) << "the same value";
  run([&](Transaction& tx) {
    replace_term(tx, node(3, "cn-a", "metro"), 4);
    EXPECT_EQ(cache.at(tx)->node("cn-a").tier, "metro") << "in the very unit that changes it";
    return true;
  });
  EXPECT_EQ(tier("cn-a"), "metro");
  EXPECT_EQ(first->node("cn-a").tier, "edge") << "whoever reads one keeps it";
}

TEST_F(TermsStore, WhatWasUndoneIsNotBelievedAfterwards) {
  insert(node(1, "cn-a", "edge"), 2);
  EXPECT_EQ(tier("cn-a"), "edge");
  undo([&](Transaction& tx) {
    replace_term(tx, node(3, "cn-a", "metro"), 4);
    EXPECT_EQ(cache.at(tx)->node("cn-a").tier, "metro");
  });
  EXPECT_EQ(tier("cn-a"), "edge");
  run([&](Transaction& tx) {
    replace_term(tx, node(5, "cn-a", "core"), 6);
    return true;
  });
  EXPECT_EQ(tier("cn-a"), "core");
}

TEST_F(TermsStore, AnOlderSnapshotReadsItsOwnAndDoesNotTakeThePlaceOfTheNewest) {
  insert(node(1, "cn-a", "edge"), 2);
  std::promise<void> begun, changed;
  std::promise<std::string> seen;
  storage::read(
      *database, storage::Lane::Calls,
      [&](Transaction& tx) -> base::Result<std::string, std::string> {
        const int64_t revision = terms_revision(tx);  // from here on this unit's snapshot stands
        begun.set_value();
        changed.get_future().wait();
        EXPECT_EQ(terms_revision(tx), revision);
        return cache.at(tx)->node("cn-a").tier;
      },
      [&](auto told) { seen.set_value(**told); });
  begun.get_future().wait();
  run([&](Transaction& tx) {
    replace_term(tx, node(3, "cn-a", "metro"), 4);
    return true;
  });
  const auto newest = now();
  changed.set_value();
  EXPECT_EQ(storage::wait_for(seen.get_future()), "edge");
  EXPECT_EQ(now(), newest) << "still held";
  EXPECT_EQ(newest->node("cn-a").tier, "metro");
}

TEST_F(TermsStore, LeavesOutWhatCannotBeRead) {
  insert({.key = 1, .kind = TermKind::Node, .name = "cn-a", .document = "{", .created = {}}, 2);
  insert(node(3, "cn-b", "edge"), 4);
  EXPECT_EQ(tier("cn-a"), "core");
  EXPECT_EQ(tier("cn-b"), "edge");
}

TEST_F(TermsStore, AreSeededOnceWhateverIsTakenAwaySince) {
  base::ManualClock clock;
  storage::KeySource keys(clock);
  const auto seed = [&] {
    run([&](Transaction& tx) {
      seed_terms(tx, keys, clock.wall());
      return true;
    });
  };
  seed();
  EXPECT_NE(now()->find_commodity("elb_post"), nullptr);
  EXPECT_EQ(now()->plans_of("elb_post").size(), 1u);
  run([&](Transaction& tx) { return delete_term(tx, TermKind::Commodity, "elb_plan", keys.next()); });
  seed();
  EXPECT_EQ(now()->find_commodity("elb_plan"), nullptr);
  EXPECT_EQ(now()->plans_of("elb_post").size(), 1u);
}

}  // namespace
}  // namespace sluice::commerce
