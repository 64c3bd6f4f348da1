#include "actors/network/retry.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ballast::actors {
namespace {

using std::chrono::milliseconds;

constexpr int too_many_requests = 429;
constexpr std::int64_t ns_per_ms = 1'000'000;
constexpr std::int64_t ms_per_second = 1'000;
constexpr std::int64_t asked_seconds_max = 86'400;

std::optional<std::int64_t> whole_header(const HttpAnswer& answer, std::string_view name) {
  const auto text = answer.header(name);
  if (!text) return std::nullopt;
  std::int64_t value = 0;
  const char* const end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, value);
  if (error != std::errc{} || stopped != end || value < 0) return std::nullopt;
  return value;
}

std::uint64_t chance(broker::RandomSource& random) {
  std::array<std::uint8_t, sizeof(std::uint64_t)> bytes{};
  random.fill(bytes);
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8U | byte;
  return value;
}

milliseconds doubled(const RetryRules& rules, int tried) {
  milliseconds pause = rules.first;
  for (int i = 1; i < tried && pause < rules.longest; ++i) pause *= 2;
  return std::min(pause, rules.longest);
}

}  // namespace

bool may_pass(const planner::Result<HttpAnswer>& outcome) {
  if (!outcome) return outcome.error().kind != planner::FailureKind::invalid;
  constexpr std::array passing = {408, 418, 425, too_many_requests, 500, 502, 503, 504};
  return std::find(passing.begin(), passing.end(), outcome->status) != passing.end();
}

std::optional<milliseconds> asked_pause(const HttpAnswer& answer, std::int64_t wall_ns) {
  if (const auto seconds = whole_header(answer, "Retry-After")) {
    if (*seconds > asked_seconds_max) return milliseconds(asked_seconds_max * ms_per_second);
    return milliseconds(*seconds * ms_per_second);
  }
  const auto reset = whole_header(answer, "X-RateLimit-Reset");
  const auto remaining = whole_header(answer, "X-RateLimit-Remaining");
  if (!reset || (answer.status != too_many_requests && remaining != 0)) return std::nullopt;
  const std::int64_t now_ms = wall_ns / ns_per_ms;
  if (*reset > now_ms / ms_per_second + asked_seconds_max) return std::nullopt;
  const std::int64_t left_ms = *reset * ms_per_second - now_ms;
  if (left_ms <= 0) return std::nullopt;
  return milliseconds(left_ms);
}

milliseconds drawn_pause(const RetryRules& rules, int tried, broker::RandomSource& random) {
  const milliseconds longest = doubled(rules, tried);
  const auto half = static_cast<std::uint64_t>(longest.count() / 2);
  return longest - milliseconds(static_cast<std::int64_t>(chance(random) % (half + 1)));
}

std::optional<milliseconds> next_pause(const RetryRules& rules, int tried,
                                       const planner::Result<HttpAnswer>& outcome,
                                       std::int64_t wall_ns, broker::RandomSource& random) {
  if (tried >= rules.tries || !may_pass(outcome)) return std::nullopt;
  const milliseconds drawn = drawn_pause(rules, tried, random);
  const auto asked = outcome ? asked_pause(*outcome, wall_ns) : std::nullopt;
  if (!asked) return drawn;
  if (*asked > rules.longest) return std::nullopt;
  return std::max(drawn, *asked);
}

}  // namespace ballast::actors
