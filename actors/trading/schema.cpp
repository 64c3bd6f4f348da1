#include "actors/trading/schema.hpp"

namespace ballast::actors {

std::vector<std::string> trading_migrations() {
  return {R"(
CREATE TABLE placed_order (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id TEXT NOT NULL UNIQUE,
  plan_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  command_id TEXT NOT NULL,
  state TEXT NOT NULL,
  security INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
  executed INTEGER NOT NULL,
  report BLOB NOT NULL,
  fill BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_order_a_step ON placed_order (plan_id, step)
  WHERE state IN ('placed', 'filled', 'unknown');
CREATE INDEX order_state ON placed_order (state);
CREATE INDEX order_command ON placed_order (command_id);
)"};
}

}  // namespace ballast::actors
