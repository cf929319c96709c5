#include "control/commerce/ledger/ledger.h"

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "control/schema/testing/scratch_database.h"

namespace sluice::commerce {
namespace {

using Reason = TransferRefused::Reason;

class Ledger : public ::testing::Test {
 protected:
  int64_t open(AccountKind kind, const char* owner, const char* ledger = "USD") {
    return database_.run([&](storage::Transaction& tx) {
      return open_ledger_account(tx, {kind, owner, ledger}, ++keys_);
    });
  }
  // Nothing if it was recorded.
  std::optional<Reason> record(std::vector<Transfer> transfers) {
    return database_.run([&](storage::Transaction& tx) -> std::optional<Reason> {
      const auto told = record_transfers(tx, transfers);
      return told ? std::nullopt : std::optional(told.error().reason);
    });
  }
  std::optional<Reason> end(std::vector<TransferId> ids, Settlement settlement) {
    return database_.run([&](storage::Transaction& tx) -> std::optional<Reason> {
      const auto told = settle_transfers(tx, ids, settlement);
      return told ? std::nullopt : std::optional(told.error().reason);
    });
  }
  LedgerAccount account(int64_t key) {
    return *database_.run([&](storage::Transaction& tx) { return find_ledger_account(tx, key); });
  }
  Minor left(int64_t key) { return available(account(key)); }
  std::vector<std::string> faults() {
    return database_.run([](storage::Transaction& tx) { return find_ledger_faults(tx); });
  }
  int64_t execute(const char* sql) {
    return database_.run([&](storage::Transaction& tx) { return tx.execute(sql); });
  }

  schema::ScratchDatabase database_;
  int64_t keys_ = 0;
  const int64_t bank_ = open(AccountKind::Bank, "wire");
  const int64_t cash_ = open(AccountKind::Cash, "fa-1");
  const int64_t deposit_ = open(AccountKind::Deposit, "fa-1");
};

TEST_F(Ledger, ATransferIsRecordedOnceHoweverOftenItIsSent) {
  const Transfer recharge{{1, 1, 1}, bank_, cash_, 1000};
  EXPECT_FALSE(record({recharge}));
  EXPECT_FALSE(record({recharge}));
  EXPECT_EQ(left(cash_), 1000);
  Transfer other = recharge;
  other.amount = 1001;
  EXPECT_EQ(record({other}), Reason::OtherContent);
  other = recharge;
  other.credit_key = deposit_;
  EXPECT_EQ(record({other}), Reason::OtherContent);
  EXPECT_EQ(left(cash_), 1000);
}

TEST_F(Ledger, WhatMakesNoSenseIsRefused) {
  const int64_t yen = open(AccountKind::Cash, "fa-1", "JPY");
  const std::pair<Transfer, Reason> cases[] = {
      {{{1, 1, 1}, bank_, cash_, 0}, Reason::AmountOutOfRange},
      {{{1, 1, 1}, bank_, cash_, -5}, Reason::AmountOutOfRange},
      {{{1, 1, 1}, bank_, cash_, amount_max + 1}, Reason::AmountOutOfRange},
      {{{1, 1, 1}, bank_, 999, 5}, Reason::NoSuchAccount},
      {{{1, 1, 1}, bank_, bank_, 5}, Reason::SameAccount},
      {{{1, 1, 1}, bank_, yen, 5}, Reason::LedgersDiffer},
      {{{1, 1, 1}, cash_, deposit_, 1}, Reason::LimitReached},
  };
  for (const auto& [transfer, reason] : cases) EXPECT_EQ(record({transfer}), reason);
  EXPECT_EQ(record({{{1, 1, 1}, bank_, cash_, 5}, {{1, 1, 1}, bank_, cash_, 5}}), Reason::OtherContent);
  EXPECT_TRUE(faults().empty());
  EXPECT_EQ(left(cash_), 0);
}

TEST_F(Ledger, LinkedTransfersSucceedTogetherOrNotAtAll) {
  record({{{1, 1, 1}, bank_, cash_, 1000}});
  const int64_t card = open(AccountKind::Card, "card-1");
  EXPECT_EQ(record({{{2, 1, 1}, cash_, deposit_, 600}, {{2, 1, 2}, card, deposit_, 1}}),
            Reason::LimitReached);
  EXPECT_EQ(left(cash_), 1000);
  EXPECT_EQ(record({{{2, 1, 1}, cash_, deposit_, 600}, {{2, 1, 2}, cash_, deposit_, 401}}),
            Reason::LimitReached);
  EXPECT_FALSE(record({{{2, 1, 1}, cash_, deposit_, 600}, {{2, 1, 2}, cash_, deposit_, 400}}));
  EXPECT_EQ(left(cash_), 0);
}

TEST_F(Ledger, APendingTransferHoldsTheMoneyUntilItIsPostedOrVoided) {
  record({{{1, 1, 1}, bank_, cash_, 1000}});
  EXPECT_FALSE(record({{{2, 1, 1}, cash_, deposit_, 700, Phase::Pending}}));
  EXPECT_EQ(left(cash_), 300);
  EXPECT_EQ(left(deposit_), 0) << "what is pending cannot be spent";
  EXPECT_EQ(record({{{3, 1, 1}, cash_, deposit_, 301}}), Reason::LimitReached);
  EXPECT_FALSE(end({{2, 1, 1}}, Settlement::Void));
  EXPECT_EQ(left(cash_), 1000);
  EXPECT_FALSE(end({{2, 1, 1}}, Settlement::Void)) << "done already";
  EXPECT_EQ(end({{2, 1, 1}}, Settlement::Post), Reason::NotPending);

  EXPECT_FALSE(record({{{4, 1, 1}, cash_, deposit_, 700, Phase::Pending}}));
  EXPECT_FALSE(end({{4, 1, 1}, {4, 1, 1}}, Settlement::Post));
  EXPECT_EQ(end({{4, 1, 1}}, Settlement::Void), Reason::NotPending);
  EXPECT_EQ(left(cash_), 300);
  EXPECT_EQ(left(deposit_), 700);
  EXPECT_EQ(end({{5, 1, 1}}, Settlement::Post), Reason::NotPending);
  EXPECT_TRUE(faults().empty());
}

TEST_F(Ledger, AStepIsReadAsItStandsNow) {
  record({{{1, 1, 1}, bank_, cash_, 1000}});
  record({{{2, 1, 2}, cash_, deposit_, 20, Phase::Pending},
          {{2, 1, 1}, cash_, deposit_, 10, Phase::Pending},
          {{2, 1, 3}, cash_, deposit_, 30, Phase::Pending},
          {{2, 2, 1}, cash_, deposit_, 40}});
  end({{2, 1, 1}}, Settlement::Post);
  end({{2, 1, 3}}, Settlement::Void);
  const auto step = database_.run([](storage::Transaction& tx) { return read_transfers(tx, 2, 1); });
  ASSERT_EQ(step.size(), 2u);
  EXPECT_EQ(step[0].id, (TransferId{2, 1, 1}));
  EXPECT_EQ(step[0].amount, 10);
  EXPECT_EQ(step[0].phase, Phase::Posted);
  EXPECT_EQ(step[1].id, (TransferId{2, 1, 2}));
  EXPECT_EQ(step[1].phase, Phase::Pending);
  EXPECT_EQ(step[1].debit_key, cash_);
  EXPECT_EQ(step[1].credit_key, deposit_);
}

TEST_F(Ledger, CreditIsDrawnWithinItsLimitAndPaidBack) {
  const int64_t credit = open(AccountKind::Credit, "fa-1");
  EXPECT_EQ(record({{{1, 1, 1}, credit, deposit_, 1}}), Reason::LimitReached);
  database_.run([&](storage::Transaction& tx) { return set_credit_limit(tx, credit, 500), 0; });
  EXPECT_FALSE(record({{{1, 1, 1}, credit, deposit_, 400}}));
  EXPECT_EQ(left(credit), 100);
  database_.run([&](storage::Transaction& tx) { return set_credit_limit(tx, credit, 300), 0; });
  EXPECT_EQ(left(credit), -100) << "a lower limit leaves what is drawn";
  EXPECT_EQ(record({{{2, 1, 1}, credit, deposit_, 1}}), Reason::LimitReached);
  EXPECT_FALSE(record({{{3, 1, 1}, bank_, credit, 150}}));
  EXPECT_EQ(left(credit), 50);
  EXPECT_TRUE(faults().empty());
}

TEST_F(Ledger, ArrearsArePaidOffNoFurtherThanTheyGo) {
  const int64_t arrears = open(AccountKind::Arrears, "fa-1");
  const int64_t revenue = open(AccountKind::Revenue, "elb_post");
  record({{{1, 1, 1}, bank_, cash_, 1000}, {{2, 1, 1}, arrears, revenue, 300}});
  EXPECT_EQ(record({{{3, 1, 1}, cash_, arrears, 301}}), Reason::LimitReached);
  EXPECT_FALSE(record({{{3, 1, 1}, cash_, arrears, 300}}));
  EXPECT_EQ(left(arrears), 0);
}

TEST_F(Ledger, SumsStayWithinTheirRange) {
  std::vector<Transfer> transfers;
  for (int64_t i = 0; i < 1000; ++i) transfers.push_back({{1, 1, i}, bank_, cash_, amount_max});
  EXPECT_FALSE(record(transfers));
  EXPECT_EQ(record({{{2, 1, 1}, bank_, cash_, 1}}), Reason::LimitReached);
  EXPECT_TRUE(faults().empty());
}

TEST_F(Ledger, FaultsAreFoundWhateverWasTamperedWith) {
  record({{{1, 1, 1}, bank_, cash_, 1000}, {{2, 1, 1}, cash_, deposit_, 400, Phase::Pending}});
  EXPECT_TRUE(faults().empty());
  const std::pair<const char*, const char*> tampered[] = {
      {"UPDATE ledger_accounts SET credits_posted = credits_posted + 1 WHERE kind = 'CASH'",
       "UPDATE ledger_accounts SET credits_posted = credits_posted - 1 WHERE kind = 'CASH'"},
      {"UPDATE ledger_transfers SET amount = 999 WHERE source_key = 1",
       "UPDATE ledger_transfers SET amount = 1000 WHERE source_key = 1"},
      {"UPDATE ledger_transfers SET state = 1 WHERE source_key = 2",
       "UPDATE ledger_transfers SET state = 0 WHERE source_key = 2"},
  };
  for (const auto& [harm, repair] : tampered) {
    execute(harm);
    EXPECT_FALSE(faults().empty()) << harm;
    execute(repair);
    EXPECT_TRUE(faults().empty()) << repair;
  }
}

// Random histories against plain maps: whatever is sent, in whatever order and how often, ledger and model
// say the same, and no invariant breaks after any step.
class LedgerModel : public Ledger {
 protected:
  struct Entry {
    Transfer transfer;
    int state;  // 0 pending, 1 posted, 2 voided
  };

  // What the account would hold, counting everything anew: the slow and obvious way.
  bool fits(int64_t key, AccountKind kind, Minor limit, const std::vector<Entry>& entries) {
    __extension__ __int128 debits = 0, credits_posted = 0, debits_posted = 0, credits = 0;
    for (const Entry& entry : entries) {
      if (entry.state == 2) continue;
      if (entry.transfer.debit_key == key) {
        debits += entry.transfer.amount;
        if (entry.state == 1) debits_posted += entry.transfer.amount;
      }
      if (entry.transfer.credit_key == key) {
        credits += entry.transfer.amount;
        if (entry.state == 1) credits_posted += entry.transfer.amount;
      }
    }
    switch (kind) {
      case AccountKind::Bank:
        return true;
      case AccountKind::Credit:
        return debits - credits_posted <= limit;
      case AccountKind::Arrears:
        return credits <= debits_posted;
      default:
        return debits <= credits_posted;
    }
  }
};

TEST_F(LedgerModel, AgreesWithPlainCountingThroughRandomHistories) {
  constexpr AccountKind kinds[] = {AccountKind::Bank,   AccountKind::Cash,    AccountKind::Card,
                                   AccountKind::Credit, AccountKind::Arrears, AccountKind::Deposit};
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    std::vector<std::pair<int64_t, AccountKind>> accounts;
    const std::string owner = "model-" + std::to_string(seed);
    for (const AccountKind kind : kinds) accounts.emplace_back(open(kind, owner.c_str()), kind);
    const auto limit = static_cast<Minor>(random() % 500);
    database_.run(
        [&](storage::Transaction& tx) { return set_credit_limit(tx, accounts[3].first, limit), 0; });

    std::map<int64_t, Entry> model;  // by source; a group shares no source with another
    int64_t sources = static_cast<int64_t>(seed) * 1000;
    const auto entries = [&](const std::map<int64_t, Entry>& of) {
      std::vector<Entry> all;
      for (const auto& [source, entry] : of) all.push_back(entry);
      return all;
    };
    for (int step = 0; step < 60; ++step) {
      if (model.empty() || random() % 3 != 0) {
        std::vector<Transfer> group;
        auto after = model;
        bool is_fine = true;
        const size_t legs = 1 + random() % 3;
        for (size_t leg = 0; leg < legs; ++leg) {
          const auto& debit = accounts[random() % accounts.size()];
          const auto& credit = accounts[random() % accounts.size()];
          Transfer transfer{{++sources, 1, 1},
                            debit.first,
                            credit.first,
                            static_cast<Minor>(random() % 200),
                            random() % 2 ? Phase::Pending : Phase::Posted};
          group.push_back(transfer);
          after[transfer.id.source] = {transfer, transfer.phase == Phase::Posted};
          is_fine = is_fine && transfer.amount > 0 && debit != credit;
          // Each leg must fit as it comes: the side that takes is asked before the leg is entered.
          const auto fits_side = [&](const std::pair<int64_t, AccountKind>& account, Side side) {
            const bool takes =
                account.second == AccountKind::Arrears ? side == Side::Credit : side == Side::Debit;
            if (!takes || account.second == AccountKind::Bank) return true;
            return fits(account.first, account.second, limit, entries(after));
          };
          is_fine = is_fine && fits_side(debit, Side::Debit) && fits_side(credit, Side::Credit);
        }
        EXPECT_EQ(!record(group).has_value(), is_fine) << "step " << step;
        if (is_fine) model = after;
      } else {
        auto chosen = model.begin();
        std::advance(chosen, static_cast<long>(random() % model.size()));
        Entry& entry = chosen->second;
        const auto settlement = random() % 2 ? Settlement::Post : Settlement::Void;
        const int ended = settlement == Settlement::Post ? 1 : 2;
        const bool is_fine = entry.state == 0 || entry.state == ended;
        EXPECT_EQ(!end({entry.transfer.id}, settlement).has_value(), is_fine) << "step " << step;
        if (entry.state == 0) entry.state = ended;
      }
    }
    for (const auto& [source, entry] : model) {  // the whole log once more changes nothing
      EXPECT_FALSE(record({entry.transfer}).has_value());
    }
    EXPECT_EQ(faults(), std::vector<std::string>{});
  }
}

}  // namespace
}  // namespace sluice::commerce
