#pragma once
// Customers who buy balancers and plans and give them back, through whichever process answers, and what they
// were told.
// What they were told holds for ever: what contradicts it later is a fault.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "control/commerce/money/amount.h"
#include "tests/simulation/draw.h"
#include "tests/simulation/worker.h"

namespace sluice::simulation {

struct Customer {
  std::string name;
  std::string account_id;
  control::Key key;
  std::string network, vswitch;
  std::string spec;
  commerce::Minor price = 0;      // of a month of it
  commerce::Minor recharged = 0;  // at the start
  bool pays_by_card = false;
  bool is_poor = false;     // cannot pay all its bills, and may lose what it has
  bool buys_plans = false;  // and no balancers
  std::string fund() const { return "fa-" + account_id; }
};

using Faults = std::vector<std::string>;

// What the operator puts into the fund account of somebody who is poor, now and then.
inline constexpr commerce::Minor recharge_amount = 5'000;

class Clients {
 public:
  Clients(std::vector<Customer> customers, Faults& faults);

  // One more call, drawn, to this process.
  void call(Draw& draw, Worker& worker);
  // Every token that was ever sent, once more.
  void send_tokens_again(Draw& draw, const std::vector<std::unique_ptr<Worker>>& workers);
  // The process is gone: what it was asked and has not answered is not answered any more.
  void lose(const Worker& worker);
  void take_answers();
  bool all_answered() const { return under_way_.empty(); }

  const std::vector<Customer>& customers() const { return customers_; }
  // Of one of them:
  struct Told {
    std::map<std::string, std::string> by_token;  // what a token made, as somebody was told
    std::set<std::string> made;                   // all that anybody was told of
    std::set<std::string> gone;                   // somebody was told that it is deleted
    std::set<std::string> to_go;                  // somebody asked for that
    int64_t made_without_token = 0;
    int64_t perhaps_without_token = 0;             // asked for, and nobody was told what became of it
    int64_t recharges = 0, perhaps_recharges = 0;  // of `recharge`; the same
  };
  const Told& told(const Customer& customer) const { return told_.at(customer.name); }
  // Of all that was told, in its order.
  uint64_t digest() const { return digest_; }

 private:
  enum class What { Create, Delete, Look, Recharge, Buy, Renew, Refund };
  struct Call {
    const Customer* customer;
    What what;
    std::string token, about;
    bool must_be_gone = false, must_be_there = false;  // of Look, since it was sent
    const Worker* worker;
    std::shared_ptr<control::Reply> reply;
  };
  void create(const Customer& customer, const std::string& token, Worker& worker);
  void about(const Customer& customer, What what, const std::string& balancer, Worker& worker);
  void recharge(const Customer& customer, Worker& worker);
  void call_about_plans(Draw& draw, const Customer& customer, Worker& worker);
  void order_plan(const Customer& customer, const std::string& host, const std::string& token,
                  Worker& worker);
  void refund_plan(Draw& draw, const Customer& customer, const std::string& host, Worker& worker);
  void start(Call call, Worker& worker, std::string_view action, control::Parameters parameters);
  void take(const Call& call, const control::Reply& reply);
  void take_created(const Call& call, Told& told, const control::Reply& reply);
  void note_unknown(const Call& call);
  void fault(const Call& call, const std::string& what);

  const std::vector<Customer> customers_;
  Faults& faults_;
  std::map<std::string, Told> told_;  // by customer
  // Tokens, by customer, with the host that is renewed under them, if any.
  std::map<std::string, std::map<std::string, std::string>> sent_;
  std::vector<Call> under_way_;
  uint64_t digest_ = 0xcbf29ce484222325;
};

}  // namespace sluice::simulation
