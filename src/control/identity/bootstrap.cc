#include "control/identity/bootstrap.h"

#include <future>

#include <fmt/format.h>
#include <unistd.h>

#include "control/identity/identity_store.h"
#include "platform/base/durable_file.h"
#include "platform/base/log.h"
#include "platform/json/json.h"

namespace sluice::identity {
namespace {

using Keys = base::Result<std::vector<StoredAccessKey>, std::string>;

base::Result<void, std::string> write_credentials(const std::string& path, const AccessKey& key) {
  const json::Value value{{"AccessKeyId", key.caller.access_key_id.get()},
                          {"AccessKeySecret", std::string(key.secret.reveal())}};
  return base::write_durably(path, json::print(value) + "\n");
}

// The keys that stand, after making the operator's where there is none.
Keys ensure_keys(storage::Database& database, const StoredAccessKey& first, int64_t first_row,
                 base::WallTime now) {
  std::promise<Keys> promise;
  auto future = promise.get_future();
  storage::write(
      database,
      [&](storage::Transaction& tx) -> Keys {
        if (!find_operator(tx)) {
          insert_account(tx, first.account, "operator", now);
          insert_access_key(tx, first_row, first, now);
        }
        return list_access_keys(tx);
      },
      [&](base::Result<Keys, storage::Failure> done) {
        promise.set_value(done ? std::move(done).value() : Keys(base::Unexpected{done.error().message}));
      });
  return future.get();
}

}  // namespace

base::Result<void, std::string> bootstrap(storage::Database& database, storage::KeySource& keys,
                                          base::Random& random, const base::Clock& clock,
                                          const Sealer& sealer, const BootstrapOptions& options,
                                          KeyRing& ring) {
  FirstKey first = options.first_key;
  const bool drawn = first.access_key_id.empty();
  if (drawn) {
    first.access_key_id = model::mint_access_key_id(random).get();
    first.access_key_secret = base::Secret(model::mint_access_key_secret(random));
  }
  const StoredAccessKey offered{
      .access_key_id = model::AccessKeyId(first.access_key_id),
      .account = {.key = keys.next(), .account_id = model::mint_account_id(random), .is_operator = true},
      .sealed_secret = sealer.seal(first.access_key_secret, first.access_key_id, random),
      .active = true,
      .drawn = drawn};
  auto stored = ensure_keys(database, offered, keys.next(), clock.wall());
  if (!stored) return base::Unexpected{std::move(stored).error()};

  for (const StoredAccessKey& key : *stored) {
    auto secret = sealer.open(key.sealed_secret, key.access_key_id.get());
    if (!secret) {
      return base::Unexpected{fmt::format("access key {}: {}", key.access_key_id.get(), secret.error())};
    }
    ring.put({.caller = {.account_key = key.account.key,
                         .account_id = key.account.account_id,
                         .access_key_id = key.access_key_id,
                         .is_operator = key.account.is_operator},
              .secret = std::move(*secret),
              .active = key.active});
  }
  if (!drawn) {
    const auto in_force = ring.find(offered.access_key_id.get());
    if (in_force == nullptr ||
        !base::equal_constant_time(in_force->secret.reveal(), options.first_key.access_key_secret.reveal())) {
      base::log_warning("identity.first_key_not_taken",
                        {{"access_key_id", offered.access_key_id.get()},
                         {"reason", "this data directory has its first key already, which stays as it is"}});
    }
  }
  // A key that was drawn is known to nobody until its file stands: also after a start that died before that.
  // A key that somebody chose is never written.
  for (const StoredAccessKey& key : *stored) {
    if (!key.drawn || ::access(options.credentials_path.c_str(), F_OK) == 0) continue;
    auto written = write_credentials(options.credentials_path, *ring.find(key.access_key_id.get()));
    if (!written) return written;
  }
  return {};
}

}  // namespace sluice::identity
