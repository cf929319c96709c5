#pragma once
// The control plane, put together: storage, identity, the actions of every module, and desired state on its
// way to the nodes. Owns all of it except the gateway, which belongs to a loop (see make_gateway).

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "contract/model/ids.h"
#include "contract/nodelink/report.h"
#include "control/commerce/billing/timeline.h"
#include "control/gateway/gateway.h"
#include "control/gateway/readiness.h"
#include "control/identity/bootstrap.h"
#include "control/identity/sealer.h"
#include "control/nodes/publisher.h"
#include "control/providers/client/settings.h"
#include "control/providers/client/transport.h"
#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/io/loop.h"
#include "platform/storage/sqlite_database.h"

namespace sluice::control {

using OpenDatabase = std::function<base::Result<std::unique_ptr<storage::Database>, std::string>(
    const storage::SqliteOptions&)>;

struct Options {
  std::string data_dir;      // exists, and is locked by the caller
  bool development = false;  // starts with the development catalogue
  bool error_lab = false;    // errors may be armed for tests (docs/error-lab.md)
  // What is bought is billed, and unpaid bills have these consequences; none: it is free (docs/bills.md).
  std::optional<commerce::Timeline> billing = std::nullopt;
  bool generate_names = true;  // balancers created without a name get one
  int reader_threads = 2;      // so that a long list does not keep everybody waiting
  std::chrono::seconds client_token_validity = idempotency::validity_default;
  idempotency::Mismatch client_token_mismatch = idempotency::Mismatch::InvalidParameter;
  throttle::Rates rates = {.factor = std::nullopt};
  providers::Settings providers;  // whom orders ask outside; none: nobody
  audit::Limits audit;            // for how long events are kept, and how many
  bool tls_required = false;      // calls that come without TLS are refused
  identity::FirstKey first_key;   // empty: draw one
  // Opens the secrets; none: the keys of the file, which is made where there is none. If it has earlier keys,
  // what is sealed under them is sealed anew at the start.
  std::optional<identity::Sealer> sealer;
  std::string sealing_key_path;  // empty: sealing_key_file in the data directory
  // The world outside, which tests and simulations have their own of: a VFS of SQLite by name (empty: the
  // default one), the threads that storage works on, the network between here and providers.
  std::string vfs;
  OpenDatabase open_database = storage::open_sqlite;
  providers::Transport provider_transport = providers::send_over_http;
};

// The node that runs in this process and serves every region of a development server.
inline const model::NodeId local_node{"local"};

inline constexpr auto node_retry_interval = std::chrono::seconds(1);
// How soon a call that has begun something outside is taken over after its lease is over.
inline constexpr auto recovery_interval = std::chrono::seconds(5);

class ControlPlane {
 public:
  // Opens or creates the database in the data directory. Blocks; the error is a sentence for the operator.
  static base::Result<std::unique_ptr<ControlPlane>, std::string> open(const Options& options,
                                                                       const base::Clock& clock,
                                                                       base::Random& random);
  ~ControlPlane();

  // The plane must outlive the gateway. Both go on the loop's thread, before the loop.
  std::unique_ptr<gateway::Gateway> make_gateway(io::Loop& loop);

  // From here on desired state flows to the local node: first all of it, then every change. `link` may be
  // called on any thread until the plane is destroyed.
  void connect_node(nodes::Publisher::Link link);
  // To be called now and then (node_retry_interval) from any thread: sends again what could not be read
  // before.
  void retry_node();
  // To be called once every identity::catch_up_interval, from any thread: sees the users, keys and policies
  // that other processes on this database have changed.
  void poll_identity();
  // To be called once every billing_interval, from any thread: bills what is due.
  void bill();
  // To be called once every recovery_interval, from any thread, once there is a gateway: goes on with calls
  // that have begun something outside and that nobody ends, and tells providers how orders have ended.
  void end_unfinished();
  // The same of users, keys and policies at once, and calls `then` on any thread.
  void catch_up_identity(std::function<void()> then);
  // To be called once every probe_interval (readiness.h), from any thread: asks storage.
  void probe();
  // What keeps this process from being given calls, as it was noticed last; empty if nothing does. Any
  // thread.
  std::vector<gateway::Missing> find_missing() const;
  // What the node says back. Any thread.
  void take(const nodelink::Report& report);
  // Blocks until the node has everything that was committed before the call.
  bool wait_for_node(std::chrono::milliseconds deadline);

 private:
  struct Parts;
  explicit ControlPlane(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace sluice::control
