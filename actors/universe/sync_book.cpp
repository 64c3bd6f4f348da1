#include "actors/universe/sync_book.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"
#include "actors/universe/quote_book.hpp"
#include "actors/universe/security_fields.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

using messages::SecurityEntry;
using planner::Failure;
using planner::FailureKind;

constexpr const char* newest_source =
    "(SELECT fetch.source FROM price JOIN fetch ON fetch.id = price.fetch "
    "WHERE price.security = security.id ORDER BY price.day DESC LIMIT 1)";

SyncSubject subject_of(SQLite::Statement& row) {
  SyncSubject out;
  out.security = row.getColumn(0).getInt64();
  out.symbol = row.getColumn(1).getString();
  out.source = row.getColumn(2).getString();
  const std::string data_symbol = row.getColumn(3).getString();
  out.data_symbol = data_symbol.empty() ? symbol_at(out.source, out.symbol) : data_symbol;
  out.unit = row.getColumn(4).getString();
  const auto quotation = planner::quotation_of(out.unit);
  if (quotation) out.currency = quotation->currency;
  out.newest_day = row.getColumn(5).getInt();
  out.whole = row.getColumn(6).getString() != out.source;
  out.synced_ms = row.getColumn(7).getInt64();
  return out;
}

Failure no_subject(const std::string& symbol, bool known) {
  if (known) {
    return {FailureKind::invalid, "no source is named for this security", symbol,
            "ballast universe set " + symbol + " source=..."};
  }
  return {FailureKind::missing, "no such security is known", symbol,
          "a symbol of `ballast universe show`"};
}

std::uint64_t count_of(SQLite::Database& database, const char* query, std::int64_t security) {
  SQLite::Statement statement(database, query);
  statement.bind(1, security);
  return statement.executeStep() ? static_cast<std::uint64_t>(statement.getColumn(0).getInt64())
                                 : 0;
}

class Lister {
 public:
  Lister(SQLite::Database& database, std::int64_t stale_ms)
      : database_(database), stale_ms_(stale_ms) {}

  SecurityEntry entry_of(std::int64_t security, const std::string& symbol) {
    SecurityEntry out;
    out.symbol = symbol;
    out.known = known_fields(database_, security);
    out.bars = count_of(database_, "SELECT count(*) FROM price WHERE security = ?", security);
    out.aside =
        count_of(database_, "SELECT count(*) FROM price_aside WHERE security = ?", security);
    add_newest(out, security);
    out.quote = quote_of(database_, security);
    add_sync(out);
    out.missing = missing_of(database_, security);
    if (!out.failure.empty()) out.missing.emplace_back("a sync that goes well");
    return out;
  }

 private:
  void add_newest(SecurityEntry& entry, std::int64_t security) {
    SQLite::Statement query(database_,
                            "SELECT day, source FROM price JOIN fetch ON fetch.id = price.fetch "
                            "WHERE security = ? ORDER BY day DESC LIMIT 1");
    query.bind(1, security);
    if (!query.executeStep()) return;
    entry.newest_price = day_of(query.getColumn(0).getInt64());
    entry.price_source = query.getColumn(1).getString();
  }

  void add_sync(SecurityEntry& entry) {
    const bool has_source =
        std::any_of(entry.known.begin(), entry.known.end(),
                    [](const messages::FieldWish& field) { return field.name == "source"; });
    SQLite::Statement query(database_,
                            "SELECT synced_ms, failure FROM sync_state WHERE subject = ?");
    query.bind(1, entry.symbol);
    if (query.executeStep()) {
      entry.synced_ms = query.getColumn(0).getInt64();
      entry.failure = query.getColumn(1).getString();
    }
    entry.stale = has_source && entry.synced_ms < stale_ms_;
  }

  SQLite::Database& database_;
  std::int64_t stale_ms_;
};

void add_rates(SQLite::Database& database, std::int32_t today, messages::SecurityList& out) {
  SQLite::Statement base(database, "SELECT code FROM base_currency");
  if (base.executeStep()) out.base_currency = base.getColumn(0).getString();
  SQLite::Statement query(
      database,
      "SELECT currency, max(day), per_base, source, (SELECT count(*) FROM rate_aside "
      "WHERE rate_aside.currency = rate.currency) "
      "FROM rate JOIN fetch ON fetch.id = rate.fetch GROUP BY currency ORDER BY currency");
  std::int64_t newest = 0;
  while (query.executeStep()) {
    newest = std::max(newest, query.getColumn(1).getInt64());
    out.rates.push_back({query.getColumn(0).getString(), day_of(query.getColumn(1).getInt64()),
                         query.getColumn(2).getDouble(), query.getColumn(3).getString(),
                         static_cast<std::uint64_t>(query.getColumn(4).getInt64())});
  }
  out.rates_stale = !out.rates.empty() && newest < today - rates_stale_days;
}

}  // namespace

planner::Result<std::vector<SyncSubject>> find_subjects(SQLite::Database& database,
                                                        const std::vector<std::string>& symbols) {
  SQLite::Statement query(
      database,
      fmt::format("SELECT id, symbol, source, data_symbol, unit, coalesce((SELECT max(day) FROM "
                  "price WHERE price.security = security.id), 0), coalesce({}, ''), "
                  "coalesce((SELECT synced_ms FROM sync_state WHERE subject = symbol), 0) "
                  "FROM security WHERE source <> '' AND (active <> 0 OR ?1 <> '') "
                  "AND (?1 = '' OR symbol = ?1) ORDER BY symbol",
                  newest_source));
  std::vector<SyncSubject> out;
  if (symbols.empty()) {
    query.bind(1, "");
    while (query.executeStep()) out.push_back(subject_of(query));
    return out;
  }
  for (const std::string& symbol : std::set<std::string>(symbols.begin(), symbols.end())) {
    query.reset();
    query.bind(1, symbol);
    if (symbol.empty() || !query.executeStep()) {
      return tl::unexpected(no_subject(symbol, find_security(database, symbol).has_value()));
    }
    out.push_back(subject_of(query));
  }
  return out;
}

std::vector<SyncSubject> find_unquoted(SQLite::Database& database,
                                       const std::vector<std::string>& symbols,
                                       std::int64_t before_ms) {
  std::vector<SyncSubject> out;
  for (const std::string& symbol : std::set<std::string>(symbols.begin(), symbols.end())) {
    const auto found = find_subjects(database, {symbol});
    if (!found) continue;
    const auto quote = quote_of(database, found->front().security);
    if (!quote || quote->at_ms < before_ms) out.push_back(found->front());
  }
  return out;
}

std::string symbol_at(std::string_view source, const std::string& symbol) {
  constexpr std::string_view us = ".US";
  if (source == "alpaca" && symbol.size() > us.size() && symbol.ends_with(us)) {
    return symbol.substr(0, symbol.size() - us.size());
  }
  if (source != "binance") return symbol;
  std::string pair = symbol;
  std::erase_if(pair, [](char c) { return c == '-' || c == '/' || c == '.'; });
  return pair;
}

void note_sync(SQLite::Database& database, const std::string& subject, std::int64_t at_ms,
               const std::string& failure) {
  SQLite::Statement note(
      database,
      "INSERT INTO sync_state VALUES (?1, ?2, CASE WHEN ?3 = '' THEN ?2 ELSE 0 END, ?3) "
      "ON CONFLICT (subject) DO UPDATE SET tried_ms = ?2, failure = ?3, "
      "synced_ms = CASE WHEN ?3 = '' THEN ?2 ELSE synced_ms END");
  note.bind(1, subject);
  note.bind(2, at_ms);
  note.bind(3, failure);
  note.exec();
}

std::int64_t synced_ms_of(SQLite::Database& database, const std::string& subject) {
  SQLite::Statement query(database, "SELECT synced_ms FROM sync_state WHERE subject = ?");
  query.bind(1, subject);
  return query.executeStep() ? query.getColumn(0).getInt64() : 0;
}

planner::Result<messages::SecurityList> list_securities(SQLite::Database& database,
                                                        const messages::ListSecurities& wish,
                                                        std::int64_t stale_ms, std::int32_t today) {
  std::set<std::string> wanted(wish.symbols.begin(), wish.symbols.end());
  messages::SecurityList out;
  Lister lister(database, stale_ms);
  SQLite::Statement query(database, "SELECT id, symbol FROM security ORDER BY symbol");
  while (query.executeStep()) {
    const std::string symbol = query.getColumn(1).getString();
    if (!wish.symbols.empty() && wanted.erase(symbol) == 0) continue;
    SecurityEntry entry = lister.entry_of(query.getColumn(0).getInt64(), symbol);
    if (!wish.incomplete || !entry.missing.empty()) out.securities.push_back(std::move(entry));
  }
  if (!wanted.empty()) return tl::unexpected(no_subject(*wanted.begin(), false));
  add_rates(database, today, out);
  return out;
}

}  // namespace ballast::actors
