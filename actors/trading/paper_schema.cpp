#include "actors/trading/paper_schema.hpp"

namespace ballast::actors {

std::vector<std::string> paper_migrations() {
  return {R"(
CREATE TABLE paper_order (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  client_order_id TEXT NOT NULL UNIQUE,
  symbol TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
  quantity INTEGER NOT NULL,  -- billionths
  filled INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('acknowledged', 'cancelled', 'expired'))
) STRICT;
CREATE TABLE paper_fill (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  fill_id TEXT NOT NULL UNIQUE,
  client_order_id TEXT NOT NULL REFERENCES paper_order (client_order_id),
  quantity INTEGER NOT NULL,  -- billionths
  price INTEGER NOT NULL,     -- billionths
  currency TEXT NOT NULL,
  fee INTEGER NOT NULL,       -- millionths
  fee_currency TEXT NOT NULL,
  executed_ms INTEGER NOT NULL,
  day INTEGER NOT NULL
) STRICT;
)",
          R"(
ALTER TABLE paper_order ADD COLUMN price INTEGER NOT NULL DEFAULT 0;  -- billionths
ALTER TABLE paper_order ADD COLUMN limit_price INTEGER;
ALTER TABLE paper_order ADD COLUMN currency TEXT NOT NULL DEFAULT '';
ALTER TABLE paper_order ADD COLUMN fee INTEGER NOT NULL DEFAULT 0;  -- of the whole, millionths
ALTER TABLE paper_order ADD COLUMN fee_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE paper_order ADD COLUMN day INTEGER NOT NULL DEFAULT 0;
)",
          "ALTER TABLE paper_order ADD COLUMN until_ms INTEGER;  -- empty: no end",
          R"(
ALTER TABLE paper_order ADD COLUMN quoted_ms INTEGER;  -- of bid and ask; empty: the last price
ALTER TABLE paper_fill ADD COLUMN priced_at TEXT NOT NULL DEFAULT 'last price'
  CHECK (priced_at IN ('ask', 'bid', 'last price'));
)"};
}

}  // namespace ballast::actors
