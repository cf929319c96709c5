#pragma once
// What a sale-control call is about: a commodity, and an account or all of them.

#include <memory>
#include <optional>
#include <string>

#include "control/actions/registry.h"
#include "control/commerce/terms/terms_store.h"

namespace sluice::commerce {

inline constexpr std::string_view controls_parameter = "SaleControls";

struct Subject {
  std::shared_ptr<const Terms> terms;
  const Commodity* commodity = nullptr;  // of the terms
  std::string account_id;                // empty: all accounts
  int64_t account_key = 0;
};

// Both names of the account mean the same. The error names what does not exist, or does not fit.
struct SubjectNames {
  const std::string& commodity_code;
  const std::optional<std::string>& ali_uid_account;
  const std::optional<std::string>& custom_account;
};
base::Result<Subject, api::Error> find_subject(const api::Action& action, TermsCache& cache,
                                               storage::Transaction& tx, const SubjectNames& names);

// The error says that it is none, or none of the commodity's; `parameter` and `path` where that was.
base::Result<OrderType, api::Error> find_order_type(const api::Action& action, const Commodity& commodity,
                                                    const std::string& text, std::string_view parameter,
                                                    std::string_view path);
// The same of a module; never null.
base::Result<const Module*, api::Error> find_module(const api::Action& action, const Commodity& commodity,
                                                    const std::string& code, std::string_view parameter,
                                                    std::string_view path);

// The controls of a subject, with the names of the rules that they are. One that PutTerm has put with a time,
// or for all commodities, is no control of the API.
struct Kept {
  std::string rule;
  SaleControl control;
};
std::vector<Kept> controls_of(const Subject& subject);

// Of one subject there is one of a kind.
bool are_one(const SaleControl& a, const SaleControl& b);

}  // namespace sluice::commerce
