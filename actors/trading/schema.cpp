#include "actors/trading/schema.hpp"

namespace ballast::actors {
namespace {

constexpr const char* first_version = R"(
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
)";

/// States get the names of an order's life: in the reports, too, where a text is its length and its
/// letters. "placed" was written down and not filled, "refused" stopped by a check.
constexpr const char* every_transition = R"(
DROP INDEX one_order_a_step;
ALTER TABLE placed_order ADD COLUMN filled INTEGER NOT NULL DEFAULT 0;  -- billionths of a share
ALTER TABLE placed_order ADD COLUMN broker_order_id TEXT NOT NULL DEFAULT '';
UPDATE placed_order SET state = 'journalled', report = CAST(replace(CAST(report AS TEXT),
  CAST(x'A57374617465A6706C61636564' AS TEXT),
  CAST(x'A57374617465AA6A6F75726E616C6C6564' AS TEXT)) AS BLOB) WHERE state = 'placed';
UPDATE placed_order SET state = 'blocked', report = CAST(replace(CAST(report AS TEXT),
  CAST(x'A57374617465A772656675736564' AS TEXT),
  CAST(x'A57374617465A7626C6F636B6564' AS TEXT)) AS BLOB) WHERE state = 'refused';
CREATE UNIQUE INDEX one_order_a_step ON placed_order (plan_id, step)
  WHERE filled > 0 OR state IN ('journalled', 'sent', 'unknown', 'acknowledged', 'partly_filled',
                                'filled');

CREATE TABLE order_transition (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id TEXT NOT NULL REFERENCES placed_order (order_id),
  at_ms INTEGER NOT NULL,
  from_state TEXT NOT NULL,
  cause TEXT NOT NULL,
  to_state TEXT NOT NULL,
  filled INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX transition_of ON order_transition (order_id, number);
CREATE TRIGGER transition_stays BEFORE UPDATE ON order_transition
  BEGIN SELECT RAISE(ABORT, 'a transition of an order is never changed'); END;
CREATE TRIGGER transition_kept BEFORE DELETE ON order_transition
  BEGIN SELECT RAISE(ABORT, 'a transition of an order is never deleted'); END;
INSERT INTO order_transition (order_id, at_ms, from_state, cause, to_state, filled, text)
  SELECT order_id, 0, 'proposed', 'taken_over', state, 0, '' FROM placed_order ORDER BY number;

CREATE TABLE order_fill (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  fill_id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL REFERENCES placed_order (order_id),
  body BLOB NOT NULL,
  booked INTEGER NOT NULL DEFAULT 0  -- the portfolio has it
) STRICT;
CREATE INDEX fill_of ON order_fill (order_id);
CREATE INDEX fill_to_book ON order_fill (number) WHERE booked = 0;

CREATE TABLE external_fill (  -- of no order of ours
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  fill_id TEXT NOT NULL UNIQUE,
  broker_order_id TEXT NOT NULL,
  symbol TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
  quantity INTEGER NOT NULL,  -- billionths
  price INTEGER NOT NULL,     -- billionths
  currency TEXT NOT NULL,
  fee INTEGER NOT NULL,       -- millionths
  fee_currency TEXT NOT NULL,
  executed_ms INTEGER NOT NULL,
  day INTEGER NOT NULL,
  text TEXT NOT NULL,
  booked INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE fill_cursor (broker TEXT PRIMARY KEY, cursor TEXT NOT NULL) STRICT;
)";

constexpr const char* comparisons = R"(
CREATE TABLE comparison (  -- of the books with the broker
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL
) STRICT;
)";

constexpr const char* states_and_losses = R"(
CREATE TABLE trading_state (  -- the newest holds
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'reduce', 'halt')),
  reason TEXT NOT NULL
) STRICT;
CREATE TABLE breaker (  -- what tripped; a person resets it
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  text TEXT NOT NULL,
  reset_ms INTEGER
) STRICT;
CREATE TABLE standing (  -- of the portfolio: newest, and the last of an earlier day
  which TEXT PRIMARY KEY CHECK (which IN ('newest', 'before')),
  day INTEGER NOT NULL,
  value INTEGER NOT NULL,   -- millionths of the base currency
  profit INTEGER NOT NULL,
  peak_profit INTEGER NOT NULL
) STRICT;
)";

constexpr const char* cash_of_the_broker = R"(
CREATE TABLE broker_cash (  -- money that moved at the broker without a trade
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  broker TEXT NOT NULL,
  row_id TEXT NOT NULL,
  kind TEXT NOT NULL,      -- of an entry; empty: a person books it
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL, -- millionths
  tax INTEGER NOT NULL,    -- millionths
  symbol TEXT NOT NULL,
  day INTEGER NOT NULL,
  family TEXT NOT NULL,
  takes_back INTEGER NOT NULL,
  stands INTEGER NOT NULL,
  text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('told', 'booked', 'left')),
  UNIQUE (broker, row_id)
) STRICT;
CREATE INDEX cash_to_book ON broker_cash (number) WHERE state = 'told';
CREATE INDEX cash_of_family ON broker_cash (broker, family);
)";

constexpr const char* loop_and_queue = R"(
CREATE TABLE automatic (  -- whether trading goes by itself: the newest holds
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1))
) STRICT;
CREATE TABLE loop_run (
  number INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  ending TEXT NOT NULL,
  begun_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  not_before_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  tries INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE asked_plan (  -- steps of plans that were to be executed
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id TEXT NOT NULL UNIQUE,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE queued_step (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  queued_ms INTEGER NOT NULL,
  tried_ms INTEGER NOT NULL,
  may_go_ms INTEGER,
  text TEXT NOT NULL,
  came_of_it TEXT NOT NULL DEFAULT ''  -- empty: it waits
) STRICT;
CREATE UNIQUE INDEX one_wait_a_step ON queued_step (plan_id, step) WHERE came_of_it = '';
)";

constexpr const char* cash_below_zero = R"(
CREATE TABLE cash_emergency (  -- at most one is not ended
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  begun_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  below_zero INTEGER NOT NULL CHECK (below_zero IN (0, 1)),
  text TEXT NOT NULL,
  advice TEXT NOT NULL  -- one line for each thing that would mend it
) STRICT;
)";

constexpr const char* names_of_dropped_orders = R"(
CREATE TABLE dropped_order (  -- what stays of an order that was over long ago
  order_id TEXT PRIMARY KEY,
  plan_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  executed INTEGER NOT NULL CHECK (executed IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX dropped_step ON dropped_order (plan_id, step);
DROP TRIGGER transition_kept;
CREATE TRIGGER transition_kept BEFORE DELETE ON order_transition
  WHEN OLD.order_id NOT IN (SELECT order_id FROM dropped_order)
  BEGIN SELECT RAISE(ABORT, 'a transition of an order is never deleted'); END;
)";

constexpr const char* shares_without_a_trade = R"(
ALTER TABLE broker_cash ADD COLUMN moves_shares INTEGER NOT NULL DEFAULT 0;
ALTER TABLE broker_cash ADD COLUMN shares INTEGER NOT NULL DEFAULT 0;  -- billionths
ALTER TABLE broker_cash ADD COLUMN price INTEGER NOT NULL DEFAULT 0;   -- billionths
ALTER TABLE broker_cash ADD COLUMN answered_ms INTEGER;  -- a person has booked what it is
CREATE INDEX shares_to_answer ON broker_cash (number)
  WHERE moves_shares = 1 AND answered_ms IS NULL AND state <> 'booked';
)";

}  // namespace

std::vector<std::string> trading_migrations() {
  return {first_version,     every_transition,        comparisons,
          states_and_losses, cash_of_the_broker,      loop_and_queue,
          cash_below_zero,   names_of_dropped_orders, shares_without_a_trade};
}

}  // namespace ballast::actors
