#pragma once
// The tables of the control plane, as numbered forward-only steps. A step that has landed never changes.

#include <span>

#include "platform/storage/migration.h"

namespace sluice::schema {

std::span<const storage::Migration> migrations();

}  // namespace sluice::schema
