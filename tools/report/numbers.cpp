#include "tools/report/numbers.hpp"

#include <cmath>

#include <fmt/format.h>

namespace ballast::tools {
namespace {

std::string group_digits(std::string digits) {
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

double hundredfold(planner::Score score) {
  return score.value() * 100.0;
}

}  // namespace

std::string grouped(std::uint64_t number) {
  return group_digits(std::to_string(number));
}

std::string grouped(planner::Money amount) {
  std::string text = planner::format_money(amount);
  const bool negative = text.front() == '-';
  if (negative) text.erase(0, 1);
  const std::size_t point = text.find('.');
  return (negative ? "-" : "") + group_digits(text.substr(0, point)) + text.substr(point);
}

std::string points(planner::Score score) {
  return fmt::format("{:.3f}", hundredfold(score));
}

std::string signed_points(planner::Score score) {
  return fmt::format("{:+.3f}", hundredfold(score));
}

std::string shares(double quantity) {
  return fmt::format("{:.10g}", quantity);
}

std::string price(double price) {
  if (price != 0.0 && std::fabs(price) < 1.0) return fmt::format("{:.4f}", price);
  return fmt::format("{:.2f}", price);
}

std::string duration(std::uint64_t milliseconds) {
  if (milliseconds < 1000) return fmt::format("{} ms", milliseconds);
  const std::uint64_t seconds = milliseconds / 1000;
  if (seconds < 60) return fmt::format("{:.1f} s", static_cast<double>(milliseconds) / 1000.0);
  return fmt::format("{} min {} s", seconds / 60, seconds % 60);
}

std::string short_duration(std::uint64_t milliseconds) {
  const std::uint64_t seconds = milliseconds / 1000;
  const std::uint64_t minutes = seconds / 60;
  const std::uint64_t hours = minutes / 60;
  if (hours >= 24) return fmt::format("{}d{:02}h", hours / 24, hours % 24);
  if (hours > 0) return fmt::format("{}h{:02}m", hours, minutes % 60);
  if (minutes > 0) return fmt::format("{}m{:02}s", minutes, seconds % 60);
  return fmt::format("{}s", seconds);
}

std::string rate(double per_second) {
  if (per_second >= 1e9) return fmt::format("{:.1f} G/s", per_second / 1e9);
  if (per_second >= 1e6) return fmt::format("{:.1f} M/s", per_second / 1e6);
  if (per_second >= 1e3) return fmt::format("{:.0f} k/s", per_second / 1e3);
  return fmt::format("{:.0f} /s", per_second);
}

}  // namespace ballast::tools
