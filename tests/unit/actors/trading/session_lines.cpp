// Prints the sessions of every exchange of a file for some years, a line for each day:
// MIC DAY OPEN CLOSE in seconds since 1970, or MIC DAY closed, or MIC DAY unknown.
// usage: session-lines FILE FIRST-YEAR LAST-YEAR
#include <charconv>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "actors/trading/exchange_file.hpp"

namespace {

using namespace ballast;

void print_days(const planner::trading::Exchange& exchange,
                const planner::trading::ZoneOffsets& zone, int first, int last) {
  const planner::Date end = std::chrono::year(last + 1) / 1 / 1;
  for (planner::Date day = std::chrono::year(first) / 1 / 1; day < end;
       day += std::chrono::days(1)) {
    fmt::print("{} {} ", exchange.mic, planner::format_date(day));
    const auto hours = planner::trading::hours_of(exchange, day);
    if (!planner::trading::is_trading_day(exchange, day)) {
      fmt::print("unknown\n");
    } else if (!hours) {
      fmt::print("closed\n");
    } else {
      fmt::print("{} {}\n", planner::trading::utc_of_local(zone, day, hours->open),
                 planner::trading::utc_of_local(zone, day, hours->close));
    }
  }
}

int year_of(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto exchanges = actors::load_exchanges(argv[1]);
  if (!exchanges) {
    fmt::print(stderr, "{}\n", planner::describe(exchanges.error()));
    return 1;
  }
  for (const auto& exchange : *exchanges) {
    const auto zone = actors::load_zone(exchange.zone);
    if (!zone) {
      fmt::print(stderr, "{}\n", planner::describe(zone.error()));
      return 1;
    }
    print_days(exchange, *zone, year_of(argv[2]), year_of(argv[3]));
  }
  return 0;
}
