#pragma once
// What a client that creates balancers with tokens was told, and what must therefore hold after a crash:
//
//   kept      every acknowledged balancer is there, exactly once
//   repeated  its token answers with its id, before and after any number of crashes
//   once      a token that was not acknowledged makes exactly one balancer when it is tried again
//   alone     no private address and no served address is given twice
//   whole     addresses taken in the vSwitch, and mappings, are those of balancers and instances that exist
//
// A failure is the test's.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/crash/service.h"

namespace sluice::crash {

class TokenLedger {
 public:
  // The vSwitch is this ledger's alone: everything in it is told to the ledger.
  TokenLedger(std::string network, std::string vswitch, std::string cidr);

  void add_instance(const std::string& address) { instance_addresses_.insert(address); }
  void add_balancer(const std::string& id) { balancers_.insert(id); }

  // A round of creates: drawn, sent all at once, each answered or not.
  std::vector<Asked> draw_creates(size_t count);
  void take_answer(const Asked& create, const Answer& answer);
  size_t acknowledged() const { return acknowledged_; }  // in this round

  // After the crash. First what the crash left:
  void check_what_is_left(const Call& call);
  size_t left() const { return left_; }  // of this round, acknowledged or not
  // then every token of the round is sent again, with some of earlier rounds; each must be answered;
  std::vector<Asked> draw_retries(size_t earlier_count, uint64_t choice) const;
  void take_retry(const Asked& create, const Answer& answer);
  // then the round is over.
  void check_round(const Call& call);

  // Every list, page by page. Costs more the more there is.
  void check_everything(const Call& call) const;

 private:
  std::set<std::string> listed(const Call& call, size_t& available) const;
  void learn_address(const Call& call, const std::string& id);

  const std::string network_;
  const std::string vswitch_;
  const base::Cidr cidr_;
  std::set<std::string> instance_addresses_;
  std::set<std::string> balancers_;         // all that must be there
  std::map<std::string, std::string> ids_;  // by token
  std::map<std::string, std::string> id_by_address_;
  std::map<std::string, std::string> address_by_id_;
  std::vector<std::string> tokens_;  // all, oldest first
  size_t round_begin_ = 0;           // of this round in tokens_
  size_t acknowledged_ = 0;
  size_t left_ = 0;
  std::set<std::string> left_over_;  // found after the crash, with no answer that named them
};

}  // namespace sluice::crash
