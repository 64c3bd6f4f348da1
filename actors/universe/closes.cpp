#include "actors/universe/closes.hpp"

#include <algorithm>

#include "actors/universe/column_values.hpp"
#include "actors/universe/imports.hpp"

namespace ballast::actors {
namespace {

struct DayOfCloses {
  planner::Date date{};
  std::optional<double> raw;
  std::optional<double> adjusted;
};

}  // namespace

Closes read_closes(SQLite::Statement& statement, std::int64_t security, std::int64_t last_day,
                   int most) {
  statement.reset();
  statement.bind(1, security);
  statement.bind(2, last_day);
  statement.bind(3, most);
  std::vector<DayOfCloses> days;
  std::size_t raw = 0;
  std::size_t adjusted = 0;
  while (statement.executeStep()) {
    days.push_back({day_of(statement.getColumn(0).getInt64()), value_at(statement, 1),
                    value_at(statement, 2)});
    raw += days.back().raw ? 1U : 0U;
    adjusted += days.back().adjusted ? 1U : 0U;
  }
  statement.reset();
  Closes out;
  if (days.empty()) return out;
  const DayOfCloses& newest = days.front();
  out.quote = planner::Quote{newest.raw ? *newest.raw : newest.adjusted.value_or(0.0), newest.date};
  std::reverse(days.begin(), days.end());
  for (const DayOfCloses& day : days) {
    const std::optional<double>& close = adjusted >= raw ? day.adjusted : day.raw;
    if (!close) continue;
    out.history.dates.push_back(day.date);
    out.history.closes.push_back(*close);
  }
  return out;
}

}  // namespace ballast::actors
