#include "control/identity/new_access_key.h"

namespace sluice::identity {

NewAccessKey draw_access_key(const StoredAccount& account, int64_t user_key, const Sealer& sealer,
                             base::Random& random, base::WallTime now) {
  NewAccessKey key{.stored = {.access_key_id = model::mint_access_key_id(random),
                              .account = account,
                              .sealed_secret = {},
                              .active = true,
                              .drawn = false,
                              .user_key = user_key,
                              .created = now},
                   .secret = base::Secret(model::mint_access_key_secret(random))};
  key.stored.sealed_secret = sealer.seal(key.secret, key.stored.access_key_id.get(), random);
  return key;
}

}  // namespace sluice::identity
