#pragma once
// Taking what is owed, in the ledger (commerce fact sheet, 4.4). Called inside units of work; a transfer that
// the ledger refuses is a fault of ours and ends the unit as one.
//
// A bill is issued and collected in one transaction: of a deposit, of the payer's cash, then of his credit
// line, as far as they reach; the rest is booked as arrears and waits. What is paid later goes from cash to
// arrears, under the bill's own key, so a bill is paid exactly when its transfers that are not arrears reach
// its amount. Coupons and cards are not touched here.

#include <string_view>
#include <vector>

#include "control/commerce/bills/bill_store.h"
#include "control/commerce/customer/fund_account.h"
#include "control/commerce/ledger/ledger.h"
#include "platform/storage/key_source.h"

namespace sluice::commerce {

// Steps of a bill's transfers, and that of a recharge.
inline constexpr int64_t issue_step = 1;
inline constexpr int64_t pay_step = 2;
inline constexpr int64_t recharge_step = 1;

// Who owes what the account is billed for: whoever pays for it now.
int64_t debtor_of(storage::Transaction& tx, int64_t account_key, base::WallTime now);

// Cash and credit that nothing holds. A fund account that is not VALID gives neither.
struct FreeMoney {
  Minor cash = 0;
  Minor credit = 0;
};
FreeMoney free_money(storage::Transaction& tx, const FundAccount& fund, std::string_view currency);

// What was paid in advance for what the bill is for.
struct DepositSource {
  int64_t ledger_key = 0;  // 0: there is none
  Minor left = 0;
};

struct Issued {
  Bill bill;
  Minor of_deposit = 0;  // taken from it
};
// Writes the bill, `fund` being its payer's, and collects it: of the deposit first; revenue is booked for
// `commodity`. The bill as it stands then, or nothing, and nothing written, if there is one for that resource
// and cycle.
std::optional<Issued> issue_bill(storage::Transaction& tx, storage::KeySource& keys, Bill bill,
                                 const FundAccount& fund, std::string_view commodity, base::WallTime now,
                                 const DepositSource& deposit = {});

// Money that came in by a channel, into the book of that currency, which is opened if need be.
void recharge(storage::Transaction& tx, storage::KeySource& keys, int64_t recharge_key,
              const FundAccount& fund, std::string_view currency, std::string_view channel, Minor amount,
              base::WallTime now);

// Pays what is left of the bill as far as free cash and credit reach; what was paid now.
Minor collect(storage::Transaction& tx, storage::KeySource& keys, Bill& bill, const FundAccount& fund,
              base::WallTime now);

struct Collected {
  Bill bill;  // as it stands now
  Minor amount = 0;
};
// All that the owner of the fund account owes in the currency, the oldest bill first, of free cash alone:
// what is owed already is not moved onto the credit line.
std::vector<Collected> collect_all(storage::Transaction& tx, storage::KeySource& keys,
                                   const FundAccount& fund, std::string_view currency, base::WallTime now);

}  // namespace sluice::commerce
