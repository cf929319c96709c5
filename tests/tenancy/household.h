#pragma once
// What one party owns: of every kind of thing that a parameter can name (api::Names) one with all that hangs
// on it and one bare, so that calls which need either find it. Everything is called by the household's name
// and lies in its block, so that it is recognised wherever it turns up.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "contract/api/parameter.h"
#include "control/plane/testing/test_cloud.h"

namespace sluice::tenancy {

using control::Key;
using control::Parameters;
using control::Reply;
using control::TestCloud;

// Of the account that is there from the start, the operator's.
inline const Key root{std::string(TestCloud::key_id), std::string(TestCloud::key_secret)};

class Household {
 public:
  // Makes everything, by calls with this key: balancers, users and so on called `name` and `name`-2,
  // addresses in 10.<block>.0.0/16. Throws where one of them fails.
  Household(TestCloud& cloud, Key key, std::string name, int block);

  const Key& key() const { return key_; }
  const std::string& name() const { return name_; }
  const std::string& account_id() const { return account_id_; }
  bool is_operators() const { return key_.id == TestCloud::key_id; }

  // What a call of the owner may say for a thing of the kind, the furnished one first; nothing where the
  // example of the declaration serves everybody.
  std::vector<std::string> values_for(api::Names kind) const;
  // All ids and names of that kind, however a parameter means it.
  std::vector<std::string> handles_of(api::Names kind) const;
  // A block for one more vSwitch.
  std::string free_block() const;

  // What nobody else may ever be told: every handle, and where the addresses are served.
  const std::vector<std::string>& marks() const { return marks_; }

 private:
  using Ids = std::vector<std::string>;

  Reply call(std::string_view action, Parameters parameters);
  std::string make(std::string_view member, std::string_view action, Parameters parameters);
  void make_networks();
  void make_instances();
  void make_balancers();
  void make_users();
  void make_roles();
  void make_account_keys();
  void make_orders();
  void look_around();
  Ids names() const { return {name_, name_ + "-2"}; }
  Ids tokens() const { return {name_ + "-token", name_ + "-token-2"}; }
  std::string block(int third_octet) const;

  TestCloud& cloud_;
  const Key key_;
  const std::string name_;
  const int block_;
  std::string account_id_;
  Ids networks_, vswitches_, instances_, balancers_, addresses_, user_keys_, root_keys_, temporary_keys_,
      user_ids_, role_ids_, role_arns_, event_ids_, markers_, orders_;
  Ids marks_;
};

// Something of the same form that nobody has.
std::string unknown_like(api::Names kind, std::string_view handle);

}  // namespace sluice::tenancy
