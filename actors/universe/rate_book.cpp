#include "actors/universe/rate_book.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"

namespace ballast::actors {
namespace {

constexpr std::size_t told_rates_max = 5;

bool jumps(double from, double to) {
  return std::abs(to / from - 1.0) > rate_jump_max;
}

class RatesIntoBook {
 public:
  RatesIntoBook(SQLite::Database& database, std::int64_t fetch)
      : fetch_(fetch),
        find_(database, "SELECT per_base FROM rate WHERE currency = ? AND day = ?"),
        before_(database,
                "SELECT per_base FROM rate WHERE currency = ? AND day < ? "
                "ORDER BY day DESC LIMIT 1"),
        put_(database, "REPLACE INTO rate VALUES (?, ?, ?, ?)"),
        put_aside_(database, "REPLACE INTO rate_aside VALUES (?, ?, ?, ?, ?)"),
        release_(database, "DELETE FROM rate_aside WHERE currency = ? AND day = ?") {}

  /// `days`: of one currency, rising.
  void take(std::span<const RateRow> days) {
    std::optional<double> level = level_before(days.front());
    for (std::size_t at = 0; at < days.size(); ++at) {
      const RateRow& row = days[at];
      const bool moved = level && jumps(*level, row.per_base);
      if (moved && !is_known(row)) {
        const bool confirmed = at + 1 < days.size() && !jumps(row.per_base, days[at + 1].per_base);
        flag(row, *level, confirmed);
        if (!confirmed) {
          hold(row);
          continue;
        }
      }
      level = row.per_base;
      keep(row);
    }
  }

  RatesStored end() {
    if (told_ > told_rates_max) {
      out_.flags.push_back(fmt::format("and {} more", told_ - told_rates_max));
    }
    return std::move(out_);
  }

 private:
  std::optional<double> level_before(const RateRow& row) {
    before_.reset();
    before_.bind(1, row.currency);
    before_.bind(2, row.day);
    if (!before_.executeStep()) return std::nullopt;
    return before_.getColumn(0).getDouble();
  }

  std::optional<double> known_rate(const RateRow& row) {
    find_.reset();
    find_.bind(1, row.currency);
    find_.bind(2, row.day);
    if (!find_.executeStep()) return std::nullopt;
    return find_.getColumn(0).getDouble();
  }
  bool is_known(const RateRow& row) { return known_rate(row) == row.per_base; }

  void keep(const RateRow& row) {
    const auto known = known_rate(row);
    if (known == row.per_base) return;
    ++(known ? out_.changed : out_.added);
    put_.reset();
    bind_rate(put_, row);
    put_.exec();
    release_.reset();
    release_.bind(1, row.currency);
    release_.bind(2, row.day);
    release_.exec();
  }

  void hold(const RateRow& row) {
    ++out_.aside;
    put_aside_.reset();
    bind_rate(put_aside_, row);
    put_aside_.bind(5, "a jump that no later day confirms");
    put_aside_.exec();
  }

  void bind_rate(SQLite::Statement& statement, const RateRow& row) const {
    statement.bind(1, row.currency);
    statement.bind(2, row.day);
    statement.bind(3, row.per_base);
    statement.bind(4, fetch_);
  }

  void flag(const RateRow& row, double level, bool confirmed) {
    if (++told_ > told_rates_max) return;
    out_.flags.push_back(
        fmt::format("{} on {}: from {} to {}; {}", row.currency,
                    planner::format_date(day_of(row.day)), level, row.per_base,
                    confirmed ? "the next day confirms it" : "held until a later day confirms it"));
  }

  std::int64_t fetch_;
  SQLite::Statement find_;
  SQLite::Statement before_;
  SQLite::Statement put_;
  SQLite::Statement put_aside_;
  SQLite::Statement release_;
  std::size_t told_ = 0;
  RatesStored out_;
};

}  // namespace

planner::Result<void> keep_base_currency(SQLite::Database& database, const std::string& base,
                                         const std::string& where) {
  SQLite::Statement query(database, "SELECT code FROM base_currency");
  if (!query.executeStep()) {
    SQLite::Statement insert(database, "INSERT INTO base_currency VALUES (?)");
    insert.bind(1, base);
    insert.exec();
    return {};
  }
  const std::string known = query.getColumn(0).getString();
  if (known == base) return {};
  return tl::unexpected(
      planner::Failure{planner::FailureKind::invalid, fmt::format("the rates are per {}", base),
                       where, fmt::format("rates per {}, as those known already", known)});
}

planner::Result<RatesStored> store_rates(SQLite::Database& database, const std::string& base,
                                         std::vector<RateRow> rates, std::int64_t fetch) {
  if (auto kept = keep_base_currency(database, base, "rates"); !kept) {
    return tl::unexpected(kept.error());
  }
  std::sort(rates.begin(), rates.end(), [](const RateRow& a, const RateRow& b) {
    return std::tie(a.currency, a.day) < std::tie(b.currency, b.day);
  });
  RatesIntoBook book(database, fetch);
  const std::span<const RateRow> all(rates);
  for (std::size_t begin = 0; begin < rates.size();) {
    std::size_t end = begin;
    while (end < rates.size() && rates[end].currency == rates[begin].currency) ++end;
    book.take(all.subspan(begin, end - begin));
    begin = end;
  }
  return book.end();
}

}  // namespace ballast::actors
