#pragma once
// What the sample provider knows, as a small JSON document:
//
//   {"plans": [a pricing plan, as PutTerm takes it, ...], "rates": [an exchange rate, as PutTerm takes it,
//   ...],
//    "closed": ["an account that may buy nothing", ...], "risky": ["an account that is rejected", ...],
//    "stock": [{"region", "spec", "available"}, ...],
//    "relations": [{"account", "parent", "status": "ACTIVE" | "CHANGING", "version"}, ...],
//    "funds": [{"holder", "currency", "available"}, ...]}
//
// Every member may be left out; "*" stands for every account. What has no stock is not limited, and whoever
// is not among the funds has as much as anybody can.

#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/pricing/plan.h"
#include "control/commerce/rules/exchange_rate.h"
#include "control/providers/contract/relation_message.h"
#include "control/providers/sample/payments.h"

namespace sluice::providers {

struct SampleState {
  struct Stock {
    std::string region;
    std::string spec;
    int64_t available = 0;
  };
  struct Relation {
    std::string account;
    RelationAnswer answer;
  };
  std::vector<commerce::PricingPlan> plans;
  std::vector<commerce::ExchangeRate> rates;
  struct Funds {
    std::string holder;  // a fund account, or an end user's account
    std::string currency;
    commerce::Minor available = 0;
  };
  std::vector<std::string> closed;
  std::vector<std::string> risky;
  std::vector<Stock> stock;
  std::vector<Relation> relations;
  std::vector<Funds> funds;
  SamplePayments payments;  // that were made since; not of the document
};

// The published prices in USD, and nothing that anybody is kept from.
SampleState default_sample_state();

// The error is a sentence that names the member, what was received and what is accepted.
base::Result<SampleState, std::string> parse_sample_state(std::string_view text);

}  // namespace sluice::providers
