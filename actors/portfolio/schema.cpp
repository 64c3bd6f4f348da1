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

/// Shares and cash become entries of a ledger; what they follow from is not known.
constexpr const char* ledger_version = R"(
CREATE TABLE ledger_entry (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'removal', 'balance', 'deposit', 'withdrawal',
    'buy', 'sell', 'fee', 'dividend', 'interest', 'exchange', 'split', 'method', 'reversal')),
  day INTEGER NOT NULL,
  acquired INTEGER,
  security INTEGER NOT NULL DEFAULT 0,
  symbol TEXT NOT NULL DEFAULT '',
  quantity_billionths INTEGER NOT NULL DEFAULT 0,
  price_billionths INTEGER NOT NULL DEFAULT 0,
  price_unit TEXT NOT NULL DEFAULT '',
  currency TEXT NOT NULL DEFAULT '',
  amount_micros INTEGER NOT NULL DEFAULT 0,
  fee_micros INTEGER NOT NULL DEFAULT 0,
  tax_micros INTEGER NOT NULL DEFAULT 0,
  received_currency TEXT,
  received_micros INTEGER,
  rate_billionths INTEGER NOT NULL DEFAULT 0,
  rate_source TEXT NOT NULL DEFAULT '',
  rate_day INTEGER NOT NULL DEFAULT 0,
  split_become INTEGER NOT NULL DEFAULT 0,
  split_held INTEGER NOT NULL DEFAULT 0,
  method TEXT NOT NULL DEFAULT 'average'
    CHECK (method IN ('average', 'fifo', 'lifo', 'highest_cost')),
  reverses TEXT NOT NULL DEFAULT '',
  reported INTEGER NOT NULL CHECK (reported IN (0, 1)),
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON ledger_entry
  BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON ledger_entry
  BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never removed'); END;

INSERT INTO ledger_entry (id, account, kind, day, acquired, security, symbol, quantity_billionths,
    price_billionths, price_unit, currency, amount_micros, reported, note)
  SELECT 'opening/' || security, 'main', 'opening',
    coalesce((SELECT max(value) FROM newest_day), 0), first_bought, security, symbol,
    CAST(round(quantity * 1e9) AS INTEGER), CAST(round(average_price * 1e9) AS INTEGER),
    coalesce(told, ''), coalesce(told, ''), CAST(round(quantity * average_price * 1e6) AS INTEGER),
    1, 'held before there was a ledger'
  FROM (SELECT *, (SELECT currency FROM fill WHERE fill.security = position.security
    ORDER BY executed DESC, fill_id DESC LIMIT 1) AS told FROM position ORDER BY security);
INSERT INTO ledger_entry (id, account, kind, day, currency, amount_micros, reported, note)
  SELECT 'balance/' || currency, 'main', 'balance',
    coalesce((SELECT max(value) FROM newest_day), 0), currency, amount_micros, 1,
    'there before there was a ledger'
  FROM cash WHERE amount_micros <> 0 ORDER BY currency;
DROP TABLE position;
DROP TABLE cash;
)";

}  // namespace

std::vector<std::string> portfolio_migrations() {
  return {std::string(first_version) + version_table, ledger_version};
}

}  // namespace ballast::actors
