// The rows of trading.db that hold what was asked for of plans, and what of it waits for its time.
// Both run inside a transaction of the store.
#pragma once

#include "broker/store.hpp"
#include "messages/trading.hpp"

namespace ballast::actors {

/// Keeps all steps of a plan; one that is known is replaced. The oldest go, but for those that have
/// steps in the queue.
void keep_asked_plan(SQLite::Database& database, const messages::ExecutePlan& plan);

/// Whether a step that is blocked may ever go: not where it was executed before or makes no sense.
[[nodiscard]] bool may_wait(const messages::OrderReport& order);

/// Queues a step that may wait and does not wait already.
void queue_step(SQLite::Database& database, const messages::OrderReport& order);

}  // namespace ballast::actors
