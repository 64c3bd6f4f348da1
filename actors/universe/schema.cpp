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

}  // namespace

std::vector<std::string> universe_migrations() {
  return {std::string(first_version) + version_table};
}

}  // namespace ballast::actors
