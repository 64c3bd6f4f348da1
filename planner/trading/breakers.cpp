#include "planner/trading/breakers.hpp"

#include <algorithm>
#include <cmath>

#include "planner/ledger/billionths.hpp"
#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t all_ppm = 1'000'000;

/// `part` of `whole` in millionths; all where the whole is nothing.
std::int64_t ppm_of_whole(Money part, Money whole) {
  if (part == Money{}) return 0;
  const std::int64_t sign = part < Money{} ? -1 : 1;
  const Money size = part < Money{} ? -part : part;
  if (whole <= Money{}) return sign * all_ppm;
  return sign * ledger::scaled(size.micros(), all_ppm, whole.micros()).value_or(all_ppm);
}

std::int64_t limit_ppm(double fraction) {
  return static_cast<std::int64_t>(std::llround(fraction * static_cast<double>(all_ppm)));
}

}  // namespace

HighWater remember(HighWater memory, const Standing& now) {
  if (memory.newest && now.day < memory.newest->day) return memory;
  const bool first = !memory.newest;
  if (memory.newest && memory.newest->day < now.day) memory.before = memory.newest;
  memory.newest = now;
  memory.peak_profit = first ? now.profit : std::max(memory.peak_profit, now.profit);
  return memory;
}

HighWater begin_anew(HighWater memory) {
  if (memory.newest) memory.peak_profit = memory.newest->profit;
  if (memory.before && memory.newest) memory.before->profit = memory.newest->profit;
  return memory;
}

std::optional<std::int64_t> day_return_ppm(const HighWater& memory) {
  if (!memory.before || !memory.newest) return std::nullopt;
  const Money gained = memory.newest->profit - memory.before->profit;
  return ppm_of_whole(gained, memory.newest->value - gained);
}

std::optional<std::int64_t> drawdown_ppm(const HighWater& memory) {
  if (!memory.newest) return std::nullopt;
  const Money lost = std::max(memory.peak_profit - memory.newest->profit, Money{});
  return ppm_of_whole(lost, memory.newest->value + lost);
}

std::string tripped_by(const HighWater& memory, const TradingSettings& settings) {
  const auto down = drawdown_ppm(memory);
  if (down && *down >= limit_ppm(settings.drawdown_stops_all)) {
    return "the portfolio fell " + percent_text(*down) + " from its highest value";
  }
  const auto gained = day_return_ppm(memory);
  if (gained && -*gained >= limit_ppm(settings.day_loss_stops_all)) {
    return "the portfolio lost " + percent_text(-*gained) + " since " +
           format_date(memory.before->day);
  }
  return "";
}

}  // namespace ballast::planner::trading
