#pragma once
// For tests that tell a story in one thread: submit a unit and wait for what its `done` gets.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <utility>

#include "platform/storage/database.h"

namespace sluice::storage {

// Generous; only a hang gets here.
inline constexpr std::chrono::seconds blocking_wait_max{60};

template <class T>
T wait_for(std::future<T> future) {
  if (future.wait_for(blocking_wait_max) != std::future_status::ready) {
    std::fputs("a unit of work was never told its outcome\n", stderr);
    std::abort();
  }
  return future.get();
}

// As storage::write, with what `done` receives as the result.
template <class UnitFn>
auto write_now(Database& database, UnitFn unit) {
  using Told = base::Result<std::invoke_result_t<UnitFn&, Transaction&>, Failure>;
  auto promise = std::make_shared<std::promise<Told>>();
  auto future = promise->get_future();
  write(database, std::move(unit), [promise](Told told) { promise->set_value(std::move(told)); });
  return wait_for(std::move(future));
}

template <class UnitFn>
auto read_now(Database& database, UnitFn unit) {
  using Told = base::Result<std::invoke_result_t<UnitFn&, Transaction&>, Failure>;
  auto promise = std::make_shared<std::promise<Told>>();
  auto future = promise->get_future();
  read(database, Lane::Calls, std::move(unit), [promise](Told told) { promise->set_value(std::move(told)); });
  return wait_for(std::move(future));
}

}  // namespace sluice::storage
