#pragma once
// What the stages of an order know, each part gathered by the stage that needs it first, and the order that
// takes shape. Belongs to one run of one unit of work.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "control/commerce/customer/payer.h"
#include "control/commerce/funding/channel.h"
#include "control/commerce/funding/need.h"
#include "control/commerce/funding/sources.h"
#include "control/commerce/funding/transfers.h"
#include "control/commerce/hosts/may_expand.h"
#include "control/commerce/outside/answer.h"
#include "control/commerce/pipeline/effect.h"
#include "control/commerce/pipeline/purchase.h"
#include "control/commerce/pricing/quote.h"
#include "control/commerce/terms/terms.h"

namespace sluice::commerce {

// Keys drawn for a run, whether it uses them or not: deciding draws nothing.
struct FreshKeys {
  int64_t order = 0;
  int64_t subscription = 0;
  int64_t host = 0;
  std::string host_id;
  int64_t deposit_account = 0;
  int64_t channel_account = 0;
  int64_t revenue_account = 0;
  int64_t channel_order = 0;
};

struct Situation {
  const Purchase& purchase;
  const Terms& terms;
  const FreshKeys& keys;
  PaymentChannel& channel;

  // S07
  std::optional<Customer> customer;
  bool in_arrears = false;
  std::optional<Refusal> relation_unheard;  // told at S15
  // S08 and the first of S09
  std::optional<Refusal> not_found;
  std::optional<Refusal> wrong_kind;
  // S09
  const Commodity* commodity = nullptr;
  Modules modules;
  // S10
  std::optional<Stock> stock;
  OutsideAnswer<bool> sale_outside;
  OutsideAnswer<int64_t> stock_outside;
  // S11
  Expansion expansion;
  // S12
  std::optional<Quote> quote;
  OutsideAnswer<Quote> quote_outside;
  OutsideAnswer<Quote> old_quote;  // of a change: of the plan that is given up
  Minor new_price = 0;             // and what a month of the other one costs
  // S13
  std::optional<Refusal> product_refuses;
  int64_t open_orders = 0;
  std::string currency;  // that the account settles in
  Minor payable = 0;
  int64_t joined_group = 0;  // the account whose group of orders it has joined; 0: none
  OutsideAnswer<Scaled> rate_outside;
  // S14 and S16: how often each counted rule's subject has come, by name
  std::map<std::string, int64_t> occurrences;
  OutsideAnswer<bool> risk_outside;  // of the one of the two that is asked last
  // S15
  Payers payers;
  std::optional<Customer> payer;
  PayerFacts payer_facts;
  std::optional<QuotaAccounts> quota;  // of an end user of a reseller
  // S17
  FundingNeed need;
  FundingSources sources;
  std::optional<LedgerAccount> deposit;    // of the payer; nothing: not opened yet
  std::optional<Refusal> no_pay_page;      // of a reseller who was not heard
  std::map<MethodKind, int64_t> channels;  // the ledger accounts of those that were opened
  std::vector<TransferId> authorised;
  int64_t reserved_coupon = 0;  // a single-use one; 0: none
  // What the payment provider has to be asked for before anything else is decided.
  std::optional<ChannelOrder> charge;

  std::vector<Effect> effects;

  NodeProfile node() const { return terms.node(purchase.ens_region_id); }
};

// What rules can ask about the order, as far as it is known by now (names in docs/rules.md).
Facts facts_of(const Situation& situation);

}  // namespace sluice::commerce
