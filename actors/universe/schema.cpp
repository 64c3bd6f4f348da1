#include "actors/universe/schema.hpp"

#include "actors/imports/import_tally.hpp"

namespace ballast::actors {
namespace {

constexpr const char* first_version = R"(
CREATE TABLE security (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  symbol TEXT NOT NULL UNIQUE,
  isin TEXT NOT NULL,
  name TEXT NOT NULL,
  product_type TEXT NOT NULL,
  country TEXT NOT NULL,
  industry TEXT NOT NULL,
  sector TEXT NOT NULL,
  exchange TEXT NOT NULL,
  unit TEXT NOT NULL,
  lot INTEGER NOT NULL CHECK (lot >= 1),
  active INTEGER NOT NULL,
  allow_buy INTEGER NOT NULL,
  allow_sell INTEGER NOT NULL,
  multiplier REAL NOT NULL CHECK (multiplier > 0)
) STRICT;
CREATE UNIQUE INDEX security_isin ON security (isin) WHERE isin <> '';

CREATE TABLE price (
  security INTEGER NOT NULL REFERENCES security (id),
  day INTEGER NOT NULL,
  close REAL NOT NULL CHECK (close > 0),
  volume REAL,
  PRIMARY KEY (security, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE base_currency (code TEXT NOT NULL) STRICT;
CREATE TABLE rate (
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  per_base REAL NOT NULL CHECK (per_base > 0),
  PRIMARY KEY (currency, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE dividend (
  security INTEGER NOT NULL REFERENCES security (id),
  day INTEGER NOT NULL,
  amount REAL NOT NULL CHECK (amount > 0),
  unit TEXT NOT NULL,
  PRIMARY KEY (security, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE fundamentals (
  security INTEGER NOT NULL REFERENCES security (id),
  day INTEGER NOT NULL,
  fiscal_year INTEGER NOT NULL,
  price REAL,
  pe REAL,
  net_margin REAL,
  operating_margin REAL,
  current_ratio REAL,
  liabilities_to_equity REAL,
  debt_to_equity_pct REAL,
  return_on_equity REAL,
  payout_ratio REAL,
  dividend_yield REAL,
  avg_dividend_yield REAL,
  avg_dividend_yield_months REAL,
  PRIMARY KEY (security, day)
) STRICT, WITHOUT ROWID;
)";

/// Raw and adjusted closes side by side, each row with the act that brought it. Closes known so far
/// are adjusted ones, as the format of their files says. Prices do not refer to their security for
/// SQLite to check with each of millions of rows: no security is ever deleted.
constexpr const char* second_version = R"(
CREATE TABLE fetch (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO fetch VALUES (1, 'import', 0);

CREATE TABLE price_with_source (
  security INTEGER NOT NULL,
  day INTEGER NOT NULL,
  close REAL,
  adjusted REAL,
  open REAL,
  high REAL,
  low REAL,
  volume REAL,
  fetch INTEGER NOT NULL,
  PRIMARY KEY (security, day),
  CHECK (close > 0 OR adjusted > 0)
) STRICT, WITHOUT ROWID;
INSERT INTO price_with_source (security, day, adjusted, volume, fetch)
  SELECT security, day, close, volume, 1 FROM price ORDER BY security, day;
DROP TABLE price;
ALTER TABLE price_with_source RENAME TO price;

CREATE TABLE price_aside (
  security INTEGER NOT NULL,
  day INTEGER NOT NULL,
  close REAL,
  adjusted REAL,
  open REAL,
  high REAL,
  low REAL,
  volume REAL,
  fetch INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (security, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE split (
  security INTEGER NOT NULL REFERENCES security (id),
  day INTEGER NOT NULL,
  shares_after REAL NOT NULL CHECK (shares_after > 0),
  fetch INTEGER NOT NULL,
  PRIMARY KEY (security, day)
) STRICT, WITHOUT ROWID;

ALTER TABLE dividend ADD COLUMN fetch INTEGER NOT NULL DEFAULT 1;
ALTER TABLE rate ADD COLUMN fetch INTEGER NOT NULL DEFAULT 1;
CREATE TABLE rate_aside (
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  per_base REAL NOT NULL,
  fetch INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (currency, day)
) STRICT, WITHOUT ROWID;

ALTER TABLE security ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE security ADD COLUMN data_symbol TEXT NOT NULL DEFAULT '';
ALTER TABLE security ADD COLUMN bucket TEXT NOT NULL DEFAULT 'core';
ALTER TABLE security ADD COLUMN min_target_pct REAL;
ALTER TABLE security ADD COLUMN max_target_pct REAL;
ALTER TABLE security ADD COLUMN tick REAL;
ALTER TABLE security ADD COLUMN tradable_since INTEGER;
ALTER TABLE security ADD COLUMN delisted_on INTEGER;
ALTER TABLE security ADD COLUMN created_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE security ADD COLUMN updated_ms INTEGER NOT NULL DEFAULT 0;

CREATE TABLE sync_state (
  subject TEXT PRIMARY KEY,
  tried_ms INTEGER NOT NULL,
  synced_ms INTEGER NOT NULL,
  failure TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)";

/// What analysts say, which may be told of a day on which no books are.
constexpr const char* third_version = R"(
ALTER TABLE fundamentals ADD COLUMN target_price REAL CHECK (target_price > 0);
ALTER TABLE fundamentals ADD COLUMN recommendation TEXT;
)";

/// Of each security the newest bid and ask alone, in the unit of quotation.
constexpr const char* fourth_version = R"(
CREATE TABLE quote (
  security INTEGER PRIMARY KEY REFERENCES security (id),
  bid REAL NOT NULL CHECK (bid > 0),
  ask REAL NOT NULL CHECK (ask >= bid),
  bid_size REAL CHECK (bid_size >= 0),
  ask_size REAL CHECK (ask_size >= 0),
  at_ms INTEGER NOT NULL,
  source TEXT NOT NULL
) STRICT;
)";

}  // namespace

std::vector<std::string> universe_migrations() {
  return {std::string(first_version) + version_table, second_version, third_version,
          fourth_version};
}

}  // namespace ballast::actors
