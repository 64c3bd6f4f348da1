#include "tools/bench/exact_cases.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "planner/evaluation/compile.hpp"

namespace ballast::tools {
namespace {

constexpr std::uint32_t securities_of_case = 60;

class CaseMaker {
 public:
  CaseMaker(std::uint64_t seed, const CaseShape& shape) : random_(seed), shape_(shape) {}

  planner::PlanContext make() {
    make_securities();
    make_positions();
    make_candidates();
    planner::Settings settings;
    settings.max_sells = settings.max_buys = shape_.max_a_side;
    settings.max_plan_depth = shape_.depth;
    if (shape_.days > 0) {
      settings.price_scenarios = planner::PriceScenarios::monte_carlo;
      settings.monte_carlo_paths = 500;
      settings.horizon_days = shape_.days;
    }
    return planner::compile_context(inputs_, books_, settings, candidates_);
  }

 private:
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(random_() >> 11U) * 0x1p-53;
  }

  void make_securities() {
    const std::uint32_t groups = 4 + static_cast<std::uint32_t>(random_() % 3);
    for (std::uint32_t i = 0; i < securities_of_case; ++i) {
      planner::Security security;
      security.id = {static_cast<std::int64_t>(i) + 1};
      security.symbol = "S" + std::to_string(i);
      security.country = "country " + std::to_string(random_() % groups);
      if (!shape_.equal_metrics) add_metrics(security);
      inputs_.securities.push_back(security);
      prices_.push_back(between(5.0, 300.0));
    }
    std::vector<double> targets;
    double sum = 0.0;
    for (std::uint32_t i = 0; i < groups; ++i) sum += targets.emplace_back(between(0.5, 2.0));
    for (std::uint32_t i = 0; i < groups; ++i) {
      const std::string group = "group " + std::to_string(i);
      inputs_.country_targets.push_back({group, targets[i] / sum});
      inputs_.country_groups.push_back({"country " + std::to_string(i), group});
    }
  }

  void add_metrics(planner::Security& security) {
    security.quality = between(0.3, 0.9);
    security.metrics.cagr_5y = between(-0.05, 0.25);
    security.metrics.dividend_yield = between(0.0, 0.05);
    security.metrics.consistency_score = between(0.2, 1.0);
    security.metrics.financial_strength = between(0.2, 1.0);
    security.metrics.sharpe = between(-0.5, 2.0);
    security.metrics.sortino = between(-0.5, 2.5);
    security.metrics.volatility_annual = between(0.1, 0.5);
    security.metrics.max_drawdown = between(-0.6, -0.05);
  }

  void make_positions() {
    const std::uint32_t held = shape_.a_side > 24 ? 38 : 25;
    books_.position_values.assign(securities_of_case, 0.0);
    for (std::uint32_t i = 0; i < held; ++i) {
      const double value = between(500.0, 4'000.0);
      books_.position_values[i] = value;
      books_.total_value += value;
    }
    const double cash =
        shape_.identical_buys ? books_.total_value : books_.total_value * between(0.02, 0.2);
    books_.total_value += cash;
    books_.available_cash = planner::Money::from_units(cash);
    family_ = random_() % 4;
  }

  /// Four families of sizes: alike, proportional to the portfolio, widely spread, parts of
  /// holdings.
  double wanted_value(std::uint32_t security) {
    const double held = books_.position_values[security];
    switch (family_) {
      case 0:
        return 1'000.0;
      case 1:
        return books_.total_value * between(0.005, 0.04);
      case 2:
        return between(200.0, 4'000.0);
      default:
        return held > 0.0 ? held * between(0.1, 0.6) : between(300.0, 1'500.0);
    }
  }

  void add_candidate(planner::Side side, std::uint32_t security) {
    planner::Candidate candidate;
    candidate.side = side;
    candidate.security = inputs_.securities[security].id;
    const double price = prices_[security];
    candidate.value = std::max(1.0, std::floor(wanted_value(security) / price)) * price;
    if (side == planner::Side::buy && shape_.identical_buys) candidate.value = 1'000.0;
    if (side == planner::Side::sell) {
      candidate.value = std::min(candidate.value, books_.position_values[security]);
    }
    candidate.priority = between(0.3, 4.0);
    candidates_.push_back(candidate);
  }

  void make_candidates() {
    std::vector<std::uint32_t> held;
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = 0; i < securities_of_case; ++i) {
      if (books_.position_values[i] > 0.0) held.push_back(i);
      all.push_back(i);
    }
    std::shuffle(held.begin(), held.end(), random_);
    std::shuffle(all.begin(), all.end(), random_);
    for (std::uint32_t i = 0; i < shape_.a_side; ++i) add_candidate(planner::Side::sell, held[i]);
    for (std::uint32_t i = 0; i < shape_.a_side; ++i) add_candidate(planner::Side::buy, all[i]);
    const auto by_rank = [](const planner::Candidate& a, const planner::Candidate& b) {
      return a.priority > b.priority;
    };
    const auto buys = candidates_.begin() + static_cast<std::ptrdiff_t>(shape_.a_side);
    std::sort(candidates_.begin(), buys, by_rank);
    std::sort(buys, candidates_.end(), by_rank);
  }

  std::mt19937_64 random_;
  CaseShape shape_;
  planner::PlanInputs inputs_;
  planner::Books books_;
  std::vector<double> prices_;
  std::vector<planner::Candidate> candidates_;
  std::uint64_t family_ = 0;
};

}  // namespace

planner::PlanContext make_case(std::uint64_t seed, const CaseShape& shape) {
  planner::PlanContext context = CaseMaker{seed, shape}.make();
  if (!shape.identical_buys) return context;
  // Alike in all but security and rank.
  for (std::size_t i = context.sell_count; i < context.candidates.size(); ++i) {
    const std::uint32_t security = context.candidates[i].security;
    context.candidates[i] = context.candidates[context.sell_count];
    context.candidates[i].security = security;
  }
  return context;
}

}  // namespace ballast::tools
