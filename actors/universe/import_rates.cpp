// Exchange rates: all stored rates share one base currency.
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"
#include "actors/universe/rate_book.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

struct Count {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
};

class RateImport {
 public:
  RateImport(SQLite::Database& database, const messages::ImportRates& import, std::int64_t fetch,
             ImportTally& tally)
      : import_(import),
        fetch_(fetch),
        tally_(tally),
        database_(database),
        find_(database, "SELECT per_base FROM rate WHERE currency = ? AND day = ?"),
        put_(database,
             "INSERT INTO rate VALUES (?, ?, ?, ?) ON CONFLICT (currency, day) DO UPDATE "
             "SET per_base = excluded.per_base, fetch = excluded.fetch") {}

  Result<void> run() {
    if (auto sound = check_head(); !sound) return sound;
    for (std::size_t row = 0; row < import_.day.size(); ++row) {
      if (auto sound = check_row(row); !sound) return sound;
      put(row);
    }
    for (const auto& [currency, count] : counts_) {
      tally_.tell(
          fmt::format("{}: {} rates added, {} changed", currency, count.added, count.changed));
    }
    return {};
  }

 private:
  Result<void> wrong_file(std::string what, std::string allowed) const {
    return tl::unexpected(
        Failure{FailureKind::invalid, std::move(what), import_.source, std::move(allowed)});
  }

  Result<void> check_head() {
    const std::size_t rows = import_.day.size();
    if (import_.currency.size() != rows || import_.per_base.size() != rows ||
        import_.line.size() != rows) {
      return wrong_file("the columns of rates differ in length", "columns of one length");
    }
    for (const std::string& currency : import_.currencies) {
      if (planner::is_currency(currency)) continue;
      return wrong_file(fmt::format("'{}' is no currency", currency), "a currency such as USD");
    }
    if (!planner::is_currency(import_.base_currency)) {
      return wrong_file(fmt::format("'{}' is no currency", import_.base_currency), "such as EUR");
    }
    return keep_base_currency(database_, import_.base_currency, import_.source);
  }

  Result<void> check_row(std::size_t row) {
    const std::uint32_t line = import_.line[row];
    if (import_.currency[row] >= import_.currencies.size()) {
      return wrong_row(import_.source, line, "no currency", "one of its currencies");
    }
    const std::string& currency = import_.currencies[import_.currency[row]];
    const double rate = import_.per_base[row];
    if (!std::isfinite(rate) || rate <= 0.0) {
      return wrong_row(import_.source, line,
                       fmt::format("{}: the rate {} is not above zero", currency, rate),
                       "a finite number above 0");
    }
    if (!is_plausible_day(import_.day[row])) {
      return wrong_row(import_.source, line, "the day is out of range", plausible_days);
    }
    if (!seen_.emplace(import_.currency[row], import_.day[row]).second) {
      return wrong_row(import_.source, line, fmt::format("{} has two rates a day", currency),
                       "one rate a day");
    }
    return {};
  }

  void put(std::size_t row) {
    const std::string& currency = import_.currencies[import_.currency[row]];
    find_.reset();
    find_.bind(1, currency);
    find_.bind(2, import_.day[row]);
    if (!find_.executeStep()) {
      ++counts_[currency].added;
      tally_.added("");
    } else if (find_.getColumn(0).getDouble() == import_.per_base[row]) {
      tally_.unchanged();
      return;
    } else {
      ++counts_[currency].changed;
      tally_.changed("");
    }
    put_.reset();
    put_.bind(1, currency);
    put_.bind(2, import_.day[row]);
    put_.bind(3, import_.per_base[row]);
    put_.bind(4, fetch_);
    put_.exec();
  }

  const messages::ImportRates& import_;
  std::int64_t fetch_;
  ImportTally& tally_;
  SQLite::Database& database_;
  SQLite::Statement find_;
  SQLite::Statement put_;
  std::map<std::string, Count> counts_;
  std::set<std::pair<std::uint16_t, std::int32_t>> seen_;
};

}  // namespace

Result<void> import_rates(SQLite::Database& database, const messages::ImportRates& import,
                          std::int64_t fetch, ImportTally& tally) {
  return RateImport(database, import, fetch, tally).run();
}

}  // namespace ballast::actors
