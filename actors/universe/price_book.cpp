#include "actors/universe/price_book.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "actors/universe/column_values.hpp"
#include "actors/universe/imports.hpp"

namespace ballast::actors {
namespace {

constexpr std::size_t told_flags_max = 5;

using Days = std::map<std::int32_t, Bar>;

Days rows_from(SQLite::Database& database, const char* kept_in, std::int64_t security,
               std::int64_t first) {
  SQLite::Statement query(database,
                          fmt::format("SELECT day, open, high, low, close, adjusted, volume "
                                      "FROM {} WHERE security = ? AND day >= ? ORDER BY day",
                                      kept_in));
  query.bind(1, security);
  query.bind(2, first);
  Days out;
  while (query.executeStep()) {
    const int day = query.getColumn(0).getInt();
    out[day] = {day,
                value_at(query, 1),
                value_at(query, 2),
                value_at(query, 3),
                value_at(query, 4),
                value_at(query, 5),
                value_at(query, 6)};
  }
  return out;
}

bool far_apart(double one, double other) {
  return std::abs(one - other) > ratio_tolerance * std::abs(other);
}

/// The close that moves with the market: adjusted where there is one.
double level_of(const Bar& bar) {
  return bar.adjusted ? *bar.adjusted : bar.close.value_or(0.0);
}

std::string written_day(std::int64_t day) {
  return planner::format_date(day_of(day));
}

class BarsIntoBook {
 public:
  BarsIntoBook(SQLite::Database& database, std::int64_t security, const std::vector<Bar>& bars,
               const BarsFrom& from)
      : database_(database), security_(security), bars_(bars), from_(from) {}

  BarsStored run() {
    if (bars_.empty()) return out_;
    known_ = rows_from(database_, "price", security_, from_.whole ? first_ever : bars_.front().day);
    suspected_ = rows_from(database_, "price_aside", security_, first_ever);
    splits_ = split_days();
    if (!from_.whole && is_other_series()) {
      out_.whole_needed = true;
      return out_;
    }
    if (from_.whole) replace_what_was();
    before_ = level_before(bars_.front().day);
    for (const Bar& bar : bars_) take(bar);
    tell_rest();
    return out_;
  }

 private:
  static constexpr std::int64_t first_ever = -100'000;

  bool is_other_series() {
    SQLite::Statement query(database_,
                            "SELECT fetch.source FROM price JOIN fetch ON fetch.id = price.fetch "
                            "WHERE security = ? ORDER BY day DESC LIMIT 1");
    query.bind(1, security_);
    if (query.executeStep() && query.getColumn(0).getString() != from_.source) return true;
    return std::any_of(bars_.begin(), bars_.end(), [&](const Bar& bar) {
      const auto found = known_.find(bar.day);
      if (found == known_.end()) return false;
      const Bar& old = found->second;
      if (bar.adjusted.has_value() != old.adjusted.has_value()) return true;
      return bar.adjusted && far_apart(*bar.adjusted, *old.adjusted);
    });
  }

  std::set<std::int32_t> split_days() {
    SQLite::Statement query(database_, "SELECT day FROM split WHERE security = ?");
    query.bind(1, security_);
    std::set<std::int32_t> out;
    while (query.executeStep()) out.insert(query.getColumn(0).getInt());
    return out;
  }

  /// What the new history does not reach is kept aside: two sources make no one series.
  void replace_what_was() {
    std::uint64_t older = 0;
    for (const auto& [day, bar] : known_) {
      if (day >= bars_.front().day) break;
      put_aside(bar, "replaced by a history that begins later");
      ++older;
    }
    if (older > 0) {
      flag(fmt::format("{} older bars than the new history has were set aside", older));
    }
    SQLite::Statement forget(database_, "DELETE FROM price WHERE security = ?");
    forget.bind(1, security_);
    forget.exec();
  }

  std::optional<double> level_before(std::int32_t day) {
    SQLite::Statement query(database_,
                            "SELECT coalesce(adjusted, close) FROM price WHERE security = ? AND "
                            "day < ? ORDER BY day DESC LIMIT 1");
    query.bind(1, security_);
    query.bind(2, day);
    if (!query.executeStep()) return std::nullopt;
    return query.getColumn(0).getDouble();
  }

  void take(const Bar& bar) {
    if (const std::string fault = fault_of(bar); !fault.empty()) {
      ++out_.aside;
      put_aside(bar, fault);
      flag(fmt::format("{}: {}; set aside", written_day(bar.day), fault));
      return;
    }
    before_ = level_of(bar);
    release(bar.day);
    if (count(bar) || from_.whole) put(bar);
  }

  std::string fault_of(const Bar& bar) {
    if (std::string fault = find_inner_fault(bar); !fault.empty()) return fault;
    if (!before_ || splits_.contains(bar.day)) return "";
    const double move = level_of(bar) / *before_ - 1.0;
    if (std::abs(move) <= jump_max || is_confirmed(bar)) return "";
    return fmt::format("a move of {:.0f} % in a session without a split", move * 100.0);
  }

  /// An earlier sync told the same: no slip of a moment.
  bool is_confirmed(const Bar& bar) {
    if (const auto kept = known_.find(bar.day); kept != known_.end()) {
      if (!far_apart(level_of(bar), level_of(kept->second))) return true;
    }
    const auto found = suspected_.find(bar.day);
    return found != suspected_.end() && !far_apart(level_of(bar), level_of(found->second));
  }

  /// Returns whether the bar says anything new.
  bool count(const Bar& bar) {
    const auto found = known_.find(bar.day);
    const bool is_new = found == known_.end();
    const bool same = !is_new && found->second == bar;
    ++(is_new ? out_.added : same ? out_.unchanged : out_.changed);
    return !same;
  }

  void put(const Bar& bar) {
    SQLite::Statement& statement = put_;
    statement.reset();
    bind_row(statement, bar);
    statement.exec();
  }

  void put_aside(const Bar& bar, const std::string& reason) {
    SQLite::Statement& statement = put_aside_;
    statement.reset();
    bind_row(statement, bar);
    statement.bind(10, reason);
    statement.exec();
  }

  void bind_row(SQLite::Statement& statement, const Bar& bar) const {
    statement.bind(1, security_);
    statement.bind(2, bar.day);
    int place = 3;
    for (const auto& value : {bar.close, bar.adjusted, bar.open, bar.high, bar.low, bar.volume}) {
      bind_value(statement, place++, value);
    }
    statement.bind(9, from_.fetch);
  }

  void release(std::int32_t day) {
    if (!suspected_.contains(day)) return;
    SQLite::Statement forget(database_, "DELETE FROM price_aside WHERE security = ? AND day = ?");
    forget.bind(1, security_);
    forget.bind(2, day);
    forget.exec();
  }

  void flag(std::string sentence) {
    if (++flagged_ <= told_flags_max) out_.flags.push_back(std::move(sentence));
  }

  void tell_rest() {
    if (flagged_ > told_flags_max) {
      out_.flags.push_back(fmt::format("and {} more", flagged_ - told_flags_max));
    }
    const std::string gaps =
        describe_gaps(database_, security_, bars_.front().day, bars_.back().day);
    if (!gaps.empty()) out_.flags.push_back("no bars between " + gaps);
  }

  SQLite::Database& database_;
  std::int64_t security_;
  const std::vector<Bar>& bars_;
  const BarsFrom& from_;
  SQLite::Statement put_{database_, "INSERT OR REPLACE INTO price VALUES (?,?,?,?,?,?,?,?,?)"};
  SQLite::Statement put_aside_{database_,
                               "INSERT OR REPLACE INTO price_aside VALUES (?,?,?,?,?,?,?,?,?,?)"};
  Days known_;
  Days suspected_;
  std::set<std::int32_t> splits_;
  std::optional<double> before_;
  std::size_t flagged_ = 0;
  BarsStored out_;
};

}  // namespace

std::string find_inner_fault(const Bar& bar) {
  if (!bar.high || !bar.low) return "";
  if (*bar.high < *bar.low) return "the high is below the low";
  // A file with one adjusted close adjusts its range with it.
  const double close = bar.close ? *bar.close : *bar.adjusted;
  const double room = outside_range_max * *bar.high;
  if (close > *bar.high + room || close < *bar.low - room) {
    return "the close lies outside of the session's range";
  }
  return "";
}

BarsStored store_bars(SQLite::Database& database, std::int64_t security,
                      const std::vector<Bar>& bars, const BarsFrom& from) {
  return BarsIntoBook(database, security, bars, from).run();
}

std::int64_t new_fetch(SQLite::Database& database, std::string_view source, std::int64_t at_ms) {
  SQLite::Statement insert(database, "INSERT INTO fetch (source, at_ms) VALUES (?, ?)");
  insert.bind(1, std::string(source));
  insert.bind(2, at_ms);
  insert.exec();
  return database.getLastInsertRowid();
}

std::uint64_t drop_prices_before(SQLite::Database& database, std::int64_t day) {
  std::uint64_t dropped = 0;
  for (const char* table_of_bars : {"price", "price_aside"}) {
    // Through the key of each security: a scan of all that is kept would take seconds.
    SQLite::Statement drop(
        database, fmt::format("DELETE FROM {0} WHERE security IN (SELECT id FROM security) AND "
                              "day < ?",
                              table_of_bars));
    drop.bind(1, day);
    dropped += static_cast<std::uint64_t>(drop.exec());
  }
  return dropped;
}

std::string describe_gaps(SQLite::Database& database, std::int64_t security, std::int64_t first,
                          std::int64_t last) {
  constexpr std::size_t told_gaps_max = 3;
  SQLite::Statement query(
      database,
      "SELECT before, day FROM (SELECT lag(day) OVER (ORDER BY day) AS before, "
      "day FROM price WHERE security = ?1 AND day BETWEEN "
      "coalesce((SELECT max(day) FROM price WHERE security = ?1 AND day < ?2), ?2) AND "
      "coalesce((SELECT min(day) FROM price WHERE security = ?1 AND day > ?3), ?3)) "
      "WHERE day - before > ?4");
  query.bind(1, security);
  query.bind(2, first);
  query.bind(3, last);
  query.bind(4, longest_gap_days);
  std::string told;
  std::size_t gaps = 0;
  while (query.executeStep()) {
    if (++gaps > told_gaps_max) continue;
    told += fmt::format("{}{} and {}", gaps == 1 ? "" : ", ",
                        written_day(query.getColumn(0).getInt64()),
                        written_day(query.getColumn(1).getInt64()));
  }
  if (gaps > told_gaps_max) told += fmt::format(", and {} more", gaps - told_gaps_max);
  return told;
}

}  // namespace ballast::actors
