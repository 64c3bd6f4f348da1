// Daily closes: a row replaces what was known of its security and day. Gaps are named, not refused.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"

namespace ballast::actors {
namespace {

constexpr std::int64_t longest_gap_days = 7;
constexpr std::size_t told_gaps_max = 3;

/// What the file brings for one symbol.
struct Brought {
  std::int64_t security = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
};

class PriceImport {
 public:
  PriceImport(SQLite::Database& database, const messages::ImportPrices& import, ImportTally& tally)
      : import_(import),
        tally_(tally),
        database_(database),
        find_(database, "SELECT close, volume FROM price WHERE security = ? AND day = ?"),
        put_(database,
             "INSERT INTO price VALUES (?, ?, ?, ?) ON CONFLICT (security, day) DO UPDATE "
             "SET close = excluded.close, volume = excluded.volume") {}

  Result<void> run() {
    if (auto sound = check_columns(); !sound) return sound;
    brought_.resize(import_.symbols.size());
    for (std::size_t row = 0; row < import_.day.size(); ++row) {
      if (auto sound = check_row(row); !sound) return sound;
      put(row);
    }
    for (std::size_t place = 0; place < brought_.size(); ++place) tell(place);
    return {};
  }

 private:
  Result<void> check_columns() const {
    const std::size_t rows = import_.day.size();
    if (import_.symbol.size() == rows && import_.close.size() == rows &&
        import_.volume.size() == rows && import_.line.size() == rows) {
      return {};
    }
    return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                           "the columns of prices differ in length", import_.source,
                                           "columns of one length"});
  }

  Result<void> wrong(std::size_t row, std::string what, std::string allowed) const {
    return wrong_row(import_.source, import_.line[row], std::move(what), std::move(allowed));
  }

  Result<void> check_row(std::size_t row) {
    const std::size_t place = import_.symbol[row];
    if (place >= import_.symbols.size()) return wrong(row, "no symbol", "one of its symbols");
    const std::string& symbol = import_.symbols[place];
    const double close = import_.close[row];
    if (!std::isfinite(close) || close <= 0.0) {
      return wrong(row, fmt::format("{}: the close {} is not above zero", symbol, close),
                   "a finite number above 0");
    }
    if (!std::isfinite(import_.volume[row])) {
      return wrong(row, fmt::format("{}: the volume is no number", symbol), "a finite number");
    }
    if (!is_plausible_day(import_.day[row])) {
      return wrong(row, fmt::format("{}: the day is out of range", symbol), plausible_days);
    }
    if (!seen_.emplace(import_.symbol[row], import_.day[row]).second) {
      return wrong(row,
                   fmt::format("{} has two prices on {}", symbol,
                               planner::format_date(day_of(import_.day[row]))),
                   "one price a day");
    }
    return know_symbol(row, place);
  }

  Result<void> know_symbol(std::size_t row, std::size_t place) {
    if (brought_[place].security != 0) return {};
    const auto id = find_security(database_, import_.symbols[place]);
    if (!id) {
      return wrong(row, fmt::format("{} is no known security", import_.symbols[place]),
                   "import its security first");
    }
    brought_[place] = {*id, import_.day[row], import_.day[row], 0, 0};
    return {};
  }

  void put(std::size_t row) {
    Brought& brought = brought_[import_.symbol[row]];
    const std::int64_t day = import_.day[row];
    brought.first = std::min(brought.first, day);
    brought.last = std::max(brought.last, day);
    const bool has_volume = import_.volume[row] >= 0.0;
    find_.reset();
    find_.bind(1, brought.security);
    find_.bind(2, day);
    if (!find_.executeStep()) {
      ++brought.added;
      tally_.added("");
    } else if (find_.getColumn(0).getDouble() == import_.close[row] &&
               find_.getColumn(1).isNull() != has_volume &&
               (!has_volume || find_.getColumn(1).getDouble() == import_.volume[row])) {
      tally_.unchanged();
      return;
    } else {
      ++brought.changed;
      tally_.changed("");
    }
    put_.reset();
    put_.bind(1, brought.security);
    put_.bind(2, day);
    put_.bind(3, import_.close[row]);
    if (has_volume) {
      put_.bind(4, import_.volume[row]);
    } else {
      put_.bind(4);
    }
    put_.exec();
  }

  void tell(std::size_t place) {
    const Brought& brought = brought_[place];
    if (brought.security == 0) return;
    if (brought.added + brought.changed > 0) {
      tally_.tell(fmt::format("{}: {} closes added, {} changed, {} to {}", import_.symbols[place],
                              brought.added, brought.changed,
                              planner::format_date(day_of(brought.first)),
                              planner::format_date(day_of(brought.last))));
    }
    warn_of_gaps(import_.symbols[place], brought);
  }

  void warn_of_gaps(const std::string& symbol, const Brought& brought) {
    SQLite::Statement query(
        database_,
        "SELECT before, day FROM (SELECT lag(day) OVER (ORDER BY day) AS before, "
        "day FROM price WHERE security = ?) WHERE day - before > ? "
        "AND day >= ? AND before <= ?");
    query.bind(1, brought.security);
    query.bind(2, longest_gap_days);
    query.bind(3, brought.first);
    query.bind(4, brought.last);
    std::string told;
    std::size_t gaps = 0;
    while (query.executeStep()) {
      if (++gaps > told_gaps_max) continue;
      told += fmt::format("{}{} and {}", gaps == 1 ? "" : ", ",
                          planner::format_date(day_of(query.getColumn(0).getInt64())),
                          planner::format_date(day_of(query.getColumn(1).getInt64())));
    }
    if (gaps == 0) return;
    if (gaps > told_gaps_max) told += fmt::format(", and {} more", gaps - told_gaps_max);
    tally_.warn(fmt::format("{}: no prices between {}", symbol, told));
  }

  const messages::ImportPrices& import_;
  ImportTally& tally_;
  SQLite::Database& database_;
  SQLite::Statement find_;
  SQLite::Statement put_;
  std::vector<Brought> brought_;  // by place of the symbol
  std::set<std::pair<std::uint16_t, std::int32_t>> seen_;
};

}  // namespace

Result<void> import_prices(SQLite::Database& database, const messages::ImportPrices& import,
                           ImportTally& tally) {
  return PriceImport(database, import, tally).run();
}

}  // namespace ballast::actors
