// Pieces that the queries of trading.db share: conditions, and running them with SQLite's errors as
// failures.
#pragma once

#include <utility>

#include "broker/store.hpp"

namespace ballast::actors {

inline constexpr const char* is_to_be_carried =
    "WHERE (state IN ('journalled', 'sent', 'unknown', 'acknowledged', 'partly_filled') OR "
    "EXISTS (SELECT 1 FROM order_fill WHERE order_fill.order_id = placed_order.order_id AND "
    "booked = 0)) AND ?1 = '' ORDER BY number";

inline constexpr const char* was_executed =
    "(filled > 0 OR state IN ('journalled', 'sent', 'unknown', 'acknowledged', 'partly_filled', "
    "'filled'))";

/// Runs a reading query that makes a value, with SQLite's errors as failures.
template <class Value, class Query>
planner::Result<Value> reading(broker::Store& store, Query query) {
  planner::Result<Value> out{Value{}};
  const auto done = store.read([&]() -> planner::Result<void> {
    out = query(store.database());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

/// Runs a change that makes a value.
template <class Value, class Change>
planner::Result<Value> writing(broker::Store& store, Change change) {
  Value out{};
  const auto done = store.write([&]() -> planner::Result<void> {
    planner::Result<Value> made = change(store.database());
    if (!made) return tl::unexpected(made.error());
    out = std::move(*made);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

}  // namespace ballast::actors
