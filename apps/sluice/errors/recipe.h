#pragma once
// How `sluice errors provoke` brings a row about: calls of public and operator actions, as data. Most end
// with CreateLoadBalancer, the others with the operation that tells the row.
//
// Each run has an account of its own for it. In parameters, names in braces stand for what the run knows:
// {run} is a text of its own, {customer} and {partner} are the ids of its accounts, {region}, {network} and
// {vswitch} are where it orders, and the rest is what earlier steps kept of their answers.

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "contract/api/ens/order_error.h"
#include "platform/base/form.h"

namespace sluice::app::errors {

enum class Who {
  Operator,
  Customer,  // the run's account
  Partner,   // a second one, where somebody else takes part
  User,      // a RAM user of the customer
  Provider,  // nobody who calls: the system outside that orders are decided by
  Machine,   // nobody who calls: what the server runs on
};
std::string_view to_text(Who who);

struct Call {
  Who who = Who::Operator;
  // Of the provider: behave, with the seam and what it is to do (docs/providers.md). Of the machine: limit,
  // with how large the server's files may get, in bytes, or none.
  std::string action;
  base::FormPairs parameters;
};

// A member of an answer, by names and indices: "EnsRegions/EnsRegions/0/EnsRegionId".
struct Kept {
  std::string name;
  std::string path;
};

// A call, and what takes its effect back when the run ends, however it ends.
struct Act {
  Call call;
  std::vector<Call> undo = {};
  std::vector<Kept> keep = {};
  std::optional<Who> key_of = {};  // the answer's AccessKey is this one's from now on
};
// Members of one of the operator's documents take other values (JSON). Where there is no such document, they
// are all it has. What was there is put back.
struct Amend {
  std::string kind, name;
  base::FormPairs members;
};
// The operator's documents of this kind and name are taken away, and put back.
struct TakeAway {
  std::string kind, name;
};
using Step = std::variant<Act, Amend, TakeAway>;

inline constexpr std::string_view create_action = "CreateLoadBalancer";

// Whether the telling call is alone.
enum class Sent {
  Once,
  Twice,      // the same a second time while its order is being paid: the second is told the row
  Meanwhile,  // while its order is being paid `meanwhile` is done
};

struct Recipe {
  api::OrderError error;
  std::vector<Step> steps;
  std::string subject = {};  // what stands for %s in code and message
  Who caller = Who::Customer;
  base::FormPairs changes = {};  // to the parameters of an order that would pass
  // Who tells the row, where CreateLoadBalancer does not; `changes` are all of its parameters then.
  std::string action = std::string(create_action);
  Sent sent = Sent::Once;
  std::vector<Step> meanwhile = {};
};

// The call that is told the row, by whom.
Call telling_call(const Recipe& recipe);

// Every recipe; several for rows that name a parameter.
std::span<const Recipe> recipes();
// The row's first, or the one for this subject.
const Recipe* find_recipe(api::OrderError error, std::string_view subject = {});

// Whether nobody but the run's own accounts can notice it: it changes no document of the operator's, and puts
// only rules that begin by asking whether it is the run's account.
bool is_confined(const Recipe& recipe);

// Whether orders have to be decided by a provider that can be told to misbehave.
bool needs_provider(const Recipe& recipe);
// Whether it has to be waited for longer than it would be noticed to be silent.
bool needs_patience(const Recipe& recipe);

// What every run begins with: an account, and a network to order in.
const std::vector<Step>& steps_before();
// The parameters of an order that would pass.
base::FormPairs order_parameters();

// One file each (recipes_*.cc), by the stages or operations that they end at; in one list by recipes().
std::vector<Recipe> recipes_before_the_account();
std::vector<Recipe> recipes_of_the_account();
std::vector<Recipe> recipes_of_the_catalogue();
std::vector<Recipe> recipes_of_hosts();
std::vector<Recipe> recipes_of_purchases();
std::vector<Recipe> recipes_of_prices();
std::vector<Recipe> recipes_of_the_order();
std::vector<Recipe> recipes_of_payers();
std::vector<Recipe> recipes_of_payments();
std::vector<Recipe> recipes_of_providers();
std::vector<Recipe> recipes_of_storage();
std::vector<Recipe> recipes_of_charges();
std::vector<Recipe> recipes_of_paid_orders();
std::vector<Recipe> recipes_of_refunds();
std::vector<Recipe> recipes_of_renewals();
std::vector<Recipe> recipes_of_changes();

}  // namespace sluice::app::errors
