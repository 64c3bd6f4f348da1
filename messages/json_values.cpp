#include "messages/json_values.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "messages/json_node.hpp"
#include "messages/wire_values.hpp"

namespace ballast::messages {
namespace {

using planner::Money;
using planner::Score;

constexpr std::string_view ticks_suffix = " ticks";
constexpr std::size_t decimals = 6;
constexpr double highest_score = 1024.0;

std::optional<Money> money_of(double units) {
  if (!std::isfinite(units) || std::fabs(units) > Money::max_units) return std::nullopt;
  return Money::from_units(units);
}

std::optional<Score> score_of(double value) {
  if (!std::isfinite(value) || std::fabs(value) > highest_score) return std::nullopt;
  return Score::nearest(value);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || at != end) return std::nullopt;
  return value;
}

/// Exactly what money_text writes: digits, a point, six digits.
std::optional<Money> money_of(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || text.size() - point - 1 != decimals) return std::nullopt;
  std::string digits(text);
  digits.erase(point, 1);
  const auto micros = whole_number(digits);
  if (!micros) return std::nullopt;
  return Money::from_micros(*micros);
}

std::string money_text(Money amount) {
  const bool negative = amount.micros() < 0;
  std::string digits = std::to_string(amount.micros());
  if (negative) digits.erase(0, 1);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  digits.insert(digits.size() - decimals, ".");
  return negative ? "-" + digits : digits;
}

std::optional<Score> score_of(std::string_view text) {
  if (!text.ends_with(ticks_suffix)) return std::nullopt;
  text.remove_suffix(ticks_suffix.size());
  const auto ticks = whole_number(text);
  if (!ticks) return std::nullopt;
  return Score{*ticks};
}

}  // namespace

nlohmann::ordered_json json_of_money(Money amount) {
  if (money_of(amount.units()) == amount) return amount.units();
  return money_text(amount);
}

nlohmann::ordered_json json_of_score(Score score) {
  if (score_of(score.value()) == score) return score.value();
  return std::to_string(score.ticks) + std::string(ticks_suffix);
}

std::optional<Money> money_from(const JsonNode& node) {
  if (const auto units = node.number()) return money_of(*units);
  const auto text = node.text();
  return text ? money_of(*text) : std::nullopt;
}

std::optional<Score> score_from(const JsonNode& node) {
  if (const auto value = node.number()) return score_of(*value);
  const auto text = node.text();
  return text ? score_of(*text) : std::nullopt;
}

}  // namespace ballast::messages
