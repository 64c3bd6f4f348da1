#include "actors/portfolio/schema.hpp"

#include "actors/imports/import_tally.hpp"

namespace ballast::actors {
namespace {

constexpr const char* first_version = R"(
CREATE TABLE position (
  security INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL,
  quantity REAL NOT NULL CHECK (quantity > 0),
  average_price REAL NOT NULL CHECK (average_price >= 0),
  first_bought INTEGER
) STRICT;

CREATE TABLE cash (
  currency TEXT PRIMARY KEY,
  amount_micros INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fill (
  fill_id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  security INTEGER NOT NULL,
  symbol TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
  quantity REAL NOT NULL CHECK (quantity > 0),
  price REAL NOT NULL CHECK (price > 0),
  currency TEXT NOT NULL,
  rate REAL NOT NULL CHECK (rate > 0),
  fee REAL NOT NULL CHECK (fee >= 0),
  base_currency TEXT NOT NULL,
  executed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX fill_security ON fill (security, executed);

CREATE TABLE newest_day (value INTEGER NOT NULL) STRICT;
)";

}  // namespace

std::vector<std::string> portfolio_migrations() {
  return {std::string(first_version) + version_table};
}

}  // namespace ballast::actors
