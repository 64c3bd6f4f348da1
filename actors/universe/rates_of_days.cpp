#include "actors/universe/rates_of_days.hpp"

#include <fmt/format.h>

#include "messages/market.hpp"

namespace ballast::actors {
namespace {

/// Reference rates are not fixed on holidays; an older one says too little of a day.
constexpr std::int32_t days_back_max = 7;

planner::Date date_of(std::int32_t day) {
  return planner::Date{std::chrono::days{day}};
}

}  // namespace

planner::Result<messages::RatesTold> rates_of_days(SQLite::Database& database,
                                                   const messages::GetRates& asked) {
  if (asked.currencies.size() != asked.days.size()) {
    return tl::unexpected(planner::Failure{
        planner::FailureKind::invalid,
        fmt::format("{} currencies and {} days", asked.currencies.size(), asked.days.size()),
        "GetRates", "a day for each currency"});
  }
  messages::UniverseSnapshot counted;
  SQLite::Statement base(database, "SELECT code FROM base_currency");
  if (base.executeStep()) counted.base_currency = base.getColumn(0).getString();
  messages::RatesTold out{counted.counted_in(), {}};
  SQLite::Statement query(database,
                          "SELECT per_base, day, source FROM rate JOIN fetch ON fetch.id = fetch "
                          "WHERE currency = ? AND day BETWEEN ? AND ? ORDER BY day DESC LIMIT 1");
  for (std::size_t i = 0; i < asked.days.size(); ++i) {
    const planner::Date day = date_of(asked.days[i]);
    if (asked.currencies[i] == out.base_currency) {
      out.rates.push_back({asked.currencies[i], 1.0, day, day, "base currency"});
      continue;
    }
    query.reset();
    query.bind(1, asked.currencies[i]);
    query.bind(2, asked.days[i] - days_back_max);
    query.bind(3, asked.days[i]);
    if (!query.executeStep()) continue;
    out.rates.push_back({asked.currencies[i], query.getColumn(0).getDouble(), day,
                         date_of(query.getColumn(1).getInt()), query.getColumn(2).getString()});
  }
  return out;
}

}  // namespace ballast::actors
