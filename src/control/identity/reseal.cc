#include "control/identity/reseal.h"

#include <functional>
#include <future>
#include <limits>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace sluice::identity {
namespace {

// Where sealed texts are; each table has an integer primary key `key`.
struct SealedColumn {
  std::string_view table, column, context_column;
  std::string_view what;  // for sentences, followed by the context
};
constexpr SealedColumn sealed_columns[] = {
    {"access_keys", "sealed_secret", "access_key_id", "access key"},
};

struct SealedRow {
  int64_t key;
  std::string context, sealed;
};

std::vector<SealedRow> rows_after(storage::Transaction& tx, const SealedColumn& in, int64_t after_key,
                                  int64_t rows_max) {
  std::vector<SealedRow> rows;
  tx.query(fmt::format("SELECT key, {}, {} FROM {} WHERE key > ? ORDER BY key LIMIT ?", in.context_column,
                       in.column, in.table),
           {after_key, rows_max}, [&](const storage::Row& row) {
             rows.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2))});
           });
  return rows;
}

std::string sentence(const SealedColumn& in, const SealedRow& row, const std::string& reason) {
  return fmt::format("{} {}: {}", in.what, row.context, reason);
}

struct Step {
  bool is_last = false;
  int64_t newest_key = 0;
  int64_t resealed = 0;
};
using StepOutcome = base::Result<Step, std::string>;

StepOutcome reseal_step(storage::Transaction& tx, const SealedColumn& in, int64_t after_key,
                        const Sealer& sealer, base::Random& random) {
  const auto rows = rows_after(tx, in, after_key, reseal_step_rows_max);
  Step step{.is_last = rows.size() < reseal_step_rows_max};
  for (const SealedRow& row : rows) {
    step.newest_key = row.key;
    if (Sealer::key_id_of(row.sealed) == sealer.key_id()) continue;
    const auto secret = sealer.open(row.sealed, row.context);
    if (!secret) return base::Unexpected{sentence(in, row, secret.error())};
    tx.execute(fmt::format("UPDATE {} SET {} = ? WHERE key = ?", in.table, in.column),
               {std::string_view(sealer.seal(*secret, row.context, random)), row.key});
    ++step.resealed;
  }
  return step;
}

StepOutcome run_step(storage::Database& database,
                     const std::function<StepOutcome(storage::Transaction&)>& step) {
  std::promise<StepOutcome> promise;
  auto future = promise.get_future();
  storage::write(database, step, [&](base::Result<StepOutcome, storage::Failure> done) {
    promise.set_value(done ? std::move(*done) : StepOutcome(base::Unexpected{done.error().message}));
  });
  return future.get();
}

}  // namespace

base::Result<int64_t, std::string> reseal_all(storage::Database& database, const Sealer& sealer,
                                              base::Random& random) {
  int64_t resealed = 0;
  for (const SealedColumn& in : sealed_columns) {
    Step step{.newest_key = std::numeric_limits<int64_t>::min()};
    while (!step.is_last) {
      auto done = run_step(database, [&, after = step.newest_key](storage::Transaction& tx) {
        return reseal_step(tx, in, after, sealer, random);
      });
      if (!done) return base::Unexpected{std::move(done).error()};
      step = *done;
      resealed += step.resealed;
    }
  }
  return resealed;
}

std::set<std::string> sealing_key_ids(storage::Transaction& tx) {
  std::set<std::string> ids;
  for (const SealedColumn& in : sealed_columns) {
    tx.query(fmt::format("SELECT {} FROM {}", in.column, in.table), {}, [&](const storage::Row& row) {
      if (const auto id = Sealer::key_id_of(row.text(0))) ids.insert(*id);
    });
  }
  return ids;
}

std::string find_unopened(storage::Transaction& tx, const Sealer& sealer) {
  for (const SealedColumn& in : sealed_columns) {
    for (const SealedRow& row :
         rows_after(tx, in, std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max())) {
      const auto secret = sealer.open(row.sealed, row.context);
      if (!secret) return sentence(in, row, secret.error());
    }
  }
  return {};
}

}  // namespace sluice::identity
