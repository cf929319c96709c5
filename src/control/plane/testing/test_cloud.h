#pragma once
// A whole control plane for tests: a fresh data directory, its own clock, no sockets. Calls go through the
// real gateway, signed as a client signs them. One thread.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/signature/signer.h"
#include "control/plane/control_plane.h"
#include "platform/json/json.h"
#include "platform/storage/transaction.h"

namespace sluice::control {

// A directory of its own under the system's temporary directory, removed at the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Reply {
  int http_status = 0;
  std::string content_type;
  std::string body;
  json::Value value;  // of a JSON body

  bool answered() const { return http_status != 0; }
  bool ok() const { return http_status == 200; }
  std::string text(std::string_view member) const {
    return std::string(json::find_text(value, member).value_or(""));
  }
  std::string code() const { return text("Code"); }
};

using Parameters = std::vector<std::pair<std::string, std::string>>;

// The parameters less one, or with one that has this value.
Parameters without(Parameters parameters, std::string_view name);
Parameters with(Parameters parameters, std::string_view name, std::string value);

// What a caller signs with.
struct Key {
  std::string id;
  std::string secret;
  std::string security_token = {};  // of a temporary key
};

class TestCloud {
 public:
  static constexpr std::string_view key_id = "test-key-id";
  static constexpr std::string_view key_secret = "test-key-secret";
  static constexpr std::string_view region = "cn-chengdu-telecom";

  static constexpr std::string_view started_at = "2026-01-02T03:04:05Z";

  // On fresh data, or on a copy of what is in the directory that the options name.
  explicit TestCloud(Options options = {}, base::WallTime now = *base::parse_iso8601(started_at),
                     std::unique_ptr<base::Random> random = std::make_unique<base::SystemRandom>());
  // A second one on the data of the first, as another process would open it: connections, caches and clock of
  // its own. The first one outlives it.
  struct Beside {
    const TestCloud& first;
    OpenDatabase open_database = nullptr;  // null: as the first one does
  };
  explicit TestCloud(Beside beside,
                     std::unique_ptr<base::Random> random = std::make_unique<base::SystemRandom>());
  ~TestCloud();

  // Signs and sends. The version is the one that has the action.
  Reply call(std::string_view action, Parameters parameters = {});
  // As `call` signs it, to be sent as often as one likes.
  signature::SignedRequest sign(std::string_view action, Parameters parameters = {});
  signature::SignedRequest sign(const Key& key, std::string_view action, Parameters parameters = {});
  // As somebody else, from somewhere.
  Reply call_as(const Key& key, std::string_view action, Parameters parameters = {},
                gateway::Origin origin = {});
  // Sends as it is.
  Reply send(const signature::Request& request, gateway::Origin origin = {});
  Reply send(const signature::SignedRequest& request);
  // Starts a call and leaves; its reply is there after `settle`.
  std::shared_ptr<Reply> start(std::string_view action, Parameters parameters);
  std::shared_ptr<Reply> start_as(const Key& key, std::string_view action, Parameters parameters = {});
  void settle();
  // Runs until this one is answered, whatever else waits.
  void await(const Reply& started);
  // Runs until it holds, as often as the loop turns.
  void turn_until(const std::function<bool()>& done);
  // One turn of the loop that waits for nothing: what is due by now happens.
  void turn() { loop_->turn(base::Duration::zero()); }

  // As the service does once every identity::catch_up_interval, and waits for it.
  void catch_up();

  // Closes the plane and opens it again on the same data.
  void restart();
  // The two halves, for a disk that fails: whatever is under way is answered, with an error if need be. The
  // error of reopen() is the plane's; it may be called again.
  void close();
  base::Result<void, std::string> reopen();
  // Its process is killed: nobody is told anything. A database on threads of its own would go on for a while;
  // for one that is stepped, and was dropped.
  void kill();
  bool is_open() const { return gateway_ != nullptr; }

  // Runs on a connection of its own, beside the plane, and expects success.
  void in_database(const std::function<void(storage::Transaction&)>& work);
  // Another account with a key of its own, known to the plane after the next restart.
  struct OtherKey {
    std::string id;
    std::string secret;
    bool active = true;
  };
  void add_account(const OtherKey& key);

  // The usual set-up, in words; each expects success.
  std::string make_network(std::string_view cidr = "192.168.0.0/16");
  std::string make_vswitch(std::string_view network_id, std::string_view cidr = "192.168.2.0/24");
  std::string make_instance(std::string_view vswitch_id);
  // A RAM user with a key; a key of this owner.
  Key make_user(std::string_view name);
  Key make_key(Parameters owner);
  Parameters balancer_parameters(std::string_view network_id, std::string_view vswitch_id) const;

  ControlPlane& plane() { return *plane_; }
  base::ManualClock& clock() { return clock_; }
  const std::vector<std::string>& desired_messages() const { return messages_; }
  const std::string& data_dir() const { return options_.data_dir; }

 private:
  std::shared_ptr<Reply> dispatch(const signature::Request& request, gateway::Origin origin = {});

  std::optional<TemporaryDirectory> directory_;  // none beside another one
  Options options_;
  std::string nonce_prefix_ = "nonce-";
  base::ManualClock clock_;
  std::unique_ptr<base::Random> random_;
  std::optional<io::Loop> loop_;  // another one after a kill
  std::unique_ptr<ControlPlane> plane_;
  std::unique_ptr<gateway::Gateway> gateway_;
  std::vector<std::string> messages_;  // as the node got them; filled on the loop
  size_t awaited_ = 0;
  int64_t nonces_ = 0;
};

}  // namespace sluice::control
