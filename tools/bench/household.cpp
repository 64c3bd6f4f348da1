#include "tools/bench/household.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

namespace ballast::tools {

namespace {

constexpr std::uint32_t countries = 5;
constexpr std::uint32_t most_held = 25;
constexpr planner::Date household_day = std::chrono::year{2025} / std::chrono::June / 30;

class HouseholdMaker {
 public:
  planner::PlanInputs make(std::uint32_t securities) {
    inputs_.as_of = household_day;
    for (std::uint32_t i = 0; i < securities; ++i) add_security(i);
    for (std::uint32_t i = 0; i < countries; ++i) {
      const std::string group = "group " + std::to_string(i);
      inputs_.country_targets.push_back({group, 1.0 / countries});
      inputs_.country_groups.push_back({"country " + std::to_string(i), group});
    }
    inputs_.cash = {{"EUR", 8'000.0}};
    return inputs_;
  }

 private:
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(random_() >> 11U) * 0x1p-53;
  }

  void add_security(std::uint32_t index) {
    planner::Security one;
    one.id = {static_cast<std::int64_t>(index) + 1};
    one.symbol = "S" + std::to_string(index);
    one.name = "Synthetic " + std::to_string(index);
    one.country = "country " + std::to_string(random_() % countries);
    one.industries = {"industry " + std::to_string(random_() % 20)};
    one.currency = one.quotation_unit = "EUR";
    one.quote = planner::Quote{between(5.0, 200.0), household_day};
    one.quality = between(0.3, 0.95);
    add_metrics(one.metrics);
    inputs_.securities.push_back(one);
    const double price = one.quote->price;
    if (index >= most_held) return;
    inputs_.positions.push_back({one.id, std::max(1.0, std::floor(between(800, 6'000) / price)),
                                 price * between(0.7, 1.2),
                                 household_day - std::chrono::days{400 + index}});
  }

  void add_metrics(planner::Metrics& metrics) {
    metrics.cagr_1y = between(-0.1, 0.3);
    metrics.cagr_3y = between(-0.05, 0.25);
    metrics.cagr_5y = between(-0.05, 0.25);
    metrics.dividend_yield = between(0.0, 0.05);
    metrics.consistency_score = between(0.2, 1.0);
    metrics.financial_strength = between(0.2, 1.0);
    metrics.sharpe = between(-0.5, 2.0);
    metrics.sortino = between(-0.5, 2.5);
    metrics.volatility_annual = between(0.1, 0.5);
    metrics.max_drawdown = between(-0.6, -0.05);
    metrics.distance_200d = between(-0.3, 0.3);
  }

  std::mt19937_64 random_{1};
  planner::PlanInputs inputs_;
};

}  // namespace

planner::PlanInputs make_household(std::uint32_t securities) {
  return HouseholdMaker{}.make(securities);
}

}  // namespace ballast::tools
