// A portfolio of four securities, small enough to follow every number by hand: 8,500 EUR in three
// positions and 1,500 EUR of cash, in euros, without a reserve.
#pragma once

#include <optional>
#include <string>

#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::planner::example {

inline constexpr SecurityId aaa{1};
inline constexpr SecurityId bbb{2};
inline constexpr SecurityId ccc{3};
inline constexpr SecurityId ddd{4};
inline constexpr Date today{std::chrono::days{20'000}};

struct Fundamentals {
  double growth, yield, consistency, strength, dividends, sortino, sharpe, volatility, drawdown;
};

inline Security security(SecurityId id, const std::string& symbol, const std::string& country,
                         double price, double quality, const Fundamentals& data) {
  Security one;
  one.id = id;
  one.symbol = symbol;
  one.name = symbol + " Incorporated";
  one.product_type = ProductType::equity;
  one.country = country;
  one.currency = "EUR";
  one.quotation_unit = "EUR";
  one.quote = Quote{price, today};
  one.quality = quality;
  one.metrics.cagr_5y = data.growth;
  one.metrics.dividend_yield = data.yield;
  one.metrics.consistency_score = data.consistency;
  one.metrics.financial_strength = data.strength;
  one.metrics.dividend_consistency = data.dividends;
  one.metrics.sortino = data.sortino;
  one.metrics.sharpe = data.sharpe;
  one.metrics.volatility_annual = data.volatility;
  one.metrics.max_drawdown = data.drawdown;
  return one;
}

inline PlanInputs inputs() {
  PlanInputs all;
  all.as_of = today;
  all.securities = {
      security(aaa, "AAA", "Germany", 50, 0.65, {0.09, 0.03, 0.8, 0.7, 0.9, 1.2, 0.8, 0.18, -0.16}),
      security(bbb, "BBB", "United States", 100, 0.72,
               {0.14, 0.01, 0.6, 0.85, 0.5, 0.7, 0.6, 0.32, -0.35}),
      security(ccc, "CCC", "Japan", 100, 0.55, {0.22, 0.0, 0.4, 0.55, 0.5, 1.6, 1.1, 0.45, -0.55}),
      security(ddd, "DDD", "United States", 25, 0.80,
               {0.08, 0.02, 1.0, 0.9, 1.0, 2.1, 1.5, 0.12, -0.08})};
  all.positions = {{aaa, 80, 40, {}}, {bbb, 30, 140, {}}, {ccc, 15, 50, {}}};
  all.cash = {{"EUR", 1500}};
  all.country_targets = {{"ASIA", 0.2}, {"EUROPE", 0.4}, {"NORTH_AMERICA", 0.4}};
  all.country_groups = {
      {"Germany", "EUROPE"}, {"United States", "NORTH_AMERICA"}, {"Japan", "ASIA"}};
  return all;
}

inline PlanRequest request() {
  PlanRequest one;
  one.settings.min_cash_reserve = 0.0;
  one.settings.max_plan_depth = 3;
  return one;
}

}  // namespace ballast::planner::example
