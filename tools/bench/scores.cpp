// How long it takes to score many securities of ten years on one core, beside a plain program that
// computes the same numbers.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

#include "planner/scoring/security/price_values.hpp"
#include "planner/scoring/security/security_score.hpp"
#include "tools/bench/benches.hpp"
#include "tools/bench/machine.hpp"
#include "tools/bench/plain_scores.hpp"

namespace ballast::tools {
namespace {

namespace scoring = planner::scoring;

constexpr std::size_t scored_securities = 5'000;
constexpr std::size_t closes_each = 2'520;
constexpr std::size_t different_histories = 100;  // made once, scored again and again
constexpr double agreement = 1e-9;

planner::PriceHistory random_history(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  planner::PriceHistory out;
  double price = 100.0;
  planner::Date day{std::chrono::days{16'000}};
  while (out.closes.size() < closes_each) {
    day += std::chrono::days{1};
    if (std::chrono::weekday{day}.iso_encoding() > 5) continue;
    const double step = static_cast<double>(random() % 40'001) / 1e6 - 0.0196;
    price *= 1.0 + step;
    out.dates.push_back(day);
    out.closes.push_back(price);
  }
  return out;
}

std::vector<planner::PriceHistory> random_histories() {
  std::vector<planner::PriceHistory> out;
  for (std::size_t i = 0; i < different_histories; ++i) out.push_back(random_history(i + 1));
  return out;
}

bool same_values(const scoring::RawValues& a, const scoring::RawValues& b) {
  for (const scoring::RawField& field : scoring::raw_fields) {
    const auto& x = a.*field.value;
    const auto& y = b.*field.value;
    if (x.has_value() != y.has_value()) return false;
    if (x && !(std::abs(*x - *y) <= agreement * std::max(1.0, std::abs(*x)))) return false;
  }
  return true;
}

scoring::RawValues own_values(const planner::PriceHistory& history) {
  scoring::RawValues raw;
  scoring::add_price_values(raw, history, {});
  return raw;
}

/// Checks, computes, scores; returns the total so that nothing is left out.
double whole_score(const planner::PriceHistory& history) {
  const auto months = scoring::check_history(history);
  if (!months) return 0.0;
  return scoring::score_security(own_values(history), planner::ProductType::equity, *months, {})
      .total;
}

template <class Work>
double seconds_of(const std::vector<planner::PriceHistory>& histories, Work work) {
  double sum = 0.0;
  const double start = processor_seconds();
  for (std::size_t i = 0; i < scored_securities; ++i) {
    sum += work(histories[i % histories.size()]);
  }
  const double seconds = processor_seconds() - start;
  return sum == 0.0 ? 0.0 : seconds;
}

struct ScoreTimes {
  double score = 0.0;
  double values = 0.0;
  double plain = 0.0;
};

void print_scores(const ScoreTimes& times, bool json) {
  const double ratio = times.plain / times.values;
  if (json) {
    std::printf(
        "{\"scores\": {\n  \"cpu\": \"%s\",\n  \"securities\": %zu,\n  \"closes\": %zu,\n"
        "  \"seconds\": %.3f,\n  \"seconds_values\": %.3f,\n  \"seconds_plain\": %.3f,\n"
        "  \"values_times_plain\": %.2f\n}}\n",
        cpu_name().c_str(), scored_securities, closes_each, times.score, times.values, times.plain,
        ratio);
    return;
  }
  std::printf(
      "%s, %s, %s\n\n%zu securities of %zu closes, seconds of one core\n"
      "  scored whole                 %8.3f\n  values behind the scores     %8.3f\n"
      "  the same by a plain program  %8.3f   %.1f times as long\n",
      cpu_name().c_str(), compiler_name().c_str(), build_options().c_str(), scored_securities,
      closes_each, times.score, times.values, times.plain, ratio);
}

}  // namespace

int bench_scores(BenchArguments arguments) {
  const bool json = only_json(arguments);
  const auto histories = random_histories();
  for (const planner::PriceHistory& history : histories) {
    if (same_values(own_values(history), plain_values(history))) continue;
    std::fprintf(stderr, "the plain program and the scores disagree\n");
    return 1;
  }
  ScoreTimes times;
  times.score = seconds_of(histories, whole_score);
  times.values = seconds_of(histories, [](const auto& one) { return *own_values(one).rsi; });
  times.plain = seconds_of(histories, [](const auto& one) { return *plain_values(one).rsi; });
  print_scores(times, json);
  return 0;
}

}  // namespace ballast::tools
