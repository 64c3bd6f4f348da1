#include "planner/trading/wording.hpp"

#include <cmath>

#include "planner/model/date.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t ppm_per_tenth_percent = 1000;

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string amount_text(Money amount, const std::string& currency) {
  return format_money(amount) + " " + currency;
}

std::string time_text(std::int64_t at_ms) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(std::chrono::milliseconds(at_ms));
  const auto day = std::chrono::floor<std::chrono::days>(minutes);
  const auto of_day = static_cast<std::int64_t>((minutes - day).count());
  return format_date(Date{day}) + " " + two_digits(of_day / 60) + ":" + two_digits(of_day % 60) +
         " UTC";
}

std::string percent_text(std::int64_t ppm) {
  const std::int64_t size = ppm < 0 ? -ppm : ppm;
  const std::int64_t tenths = (size + ppm_per_tenth_percent / 2) / ppm_per_tenth_percent;
  return (ppm < 0 ? "-" : "") + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) +
         " %";
}

std::string percent_text(double fraction) {
  return percent_text(static_cast<std::int64_t>(std::llround(fraction * 1e6)));
}

}  // namespace ballast::planner::trading
