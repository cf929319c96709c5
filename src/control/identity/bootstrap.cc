#include "control/identity/bootstrap.h"

#include <algorithm>
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

base::Result<void, std::string> write_credentials(const std::string& path,
                                                  const model::AccessKeyId& access_key_id,
                                                  const base::Secret& secret) {
  const json::Value value{{"AccessKeyId", access_key_id.get()},
                          {"AccessKeySecret", std::string(secret.reveal())}};
  return base::write_durably(path, json::print(value) + "\n");
}

// The operator's keys that stand, after making the operator's where there is none.
Keys ensure_keys(storage::Database& database, const StoredAccessKey& first, int64_t first_row,
                 base::WallTime now, const AccountOpened& opened) {
  std::promise<Keys> promise;
  auto future = promise.get_future();
  storage::write(
      database,
      [&](storage::Transaction& tx) -> Keys {
        if (const auto known = find_operator(tx)) return list_access_keys_of(tx, known->key, 0);
        insert_account(tx, first.account, "operator", now);
        if (opened) opened(tx, first.account, now);
        insert_access_key(tx, first_row, first, now);
        return list_access_keys_of(tx, first.account.key, 0);
      },
      [&](base::Result<Keys, storage::Failure> done) {
        promise.set_value(done ? std::move(done).value() : Keys(base::Unexpected{done.error().message}));
      });
  return future.get();
}

// Whether one of them is that key with that secret.
bool stands(const std::vector<StoredAccessKey>& keys, const model::AccessKeyId& id,
            const base::Secret& secret, const Sealer& sealer) {
  const auto key = std::ranges::find(keys, id, &StoredAccessKey::access_key_id);
  if (key == keys.end()) return false;
  const auto known = sealer.open(key->sealed_secret, id.get());
  return known && base::equal_constant_time(known->reveal(), secret.reveal());
}

}  // namespace

base::Result<void, std::string> bootstrap(storage::Database& database, storage::KeySource& keys,
                                          base::Random& random, const base::Clock& clock,
                                          const Sealer& sealer, const BootstrapOptions& options) {
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
  const auto stored = ensure_keys(database, offered, keys.next(), clock.wall(), options.opened);
  if (!stored) return base::Unexpected{stored.error()};

  if (!drawn && !stands(*stored, offered.access_key_id, first.access_key_secret, sealer)) {
    base::log_warning("identity.first_key_not_taken",
                      {{"access_key_id", offered.access_key_id.get()},
                       {"reason", "this data directory has its first key already, which stays as it is"}});
  }
  // A key that was drawn is known to nobody until its file stands: also after a start that died before that.
  // A key that somebody chose is never written.
  for (const StoredAccessKey& key : *stored) {
    if (!key.drawn || ::access(options.credentials_path.c_str(), F_OK) == 0) continue;
    const auto secret = sealer.open(key.sealed_secret, key.access_key_id.get());
    if (!secret) {
      return base::Unexpected{fmt::format("access key {}: {}", key.access_key_id.get(), secret.error())};
    }
    auto written = write_credentials(options.credentials_path, key.access_key_id, *secret);
    if (!written) return written;
  }
  return {};
}

}  // namespace sluice::identity
