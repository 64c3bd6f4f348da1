// A random market and portfolio that target weights are made for.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "planner/targets/make_targets.hpp"
#include "tests/unit/planner/optimization/random_programs.hpp"

namespace ballast::planner {

struct TargetWorld {
  PlanInputs inputs;
  Settings settings;
  std::vector<CorrelatedSeries> series;

  explicit TargetWorld(std::uint64_t seed, std::size_t count = 12, std::size_t days = 200) {
    std::mt19937_64 random(seed);
    const Matrix returns = random_returns(random, days - 1, count);
    inputs.as_of = Date{std::chrono::days{20'000}};
    for (std::size_t i = 0; i < count; ++i) add(random, i, returns);
    inputs.cash = {{"EUR", 5'000.0}};
  }

  void add(std::mt19937_64& random, std::size_t i, const Matrix& returns) {
    Security security;
    security.id = SecurityId{static_cast<std::int64_t>(i + 1)};
    security.symbol = "S" + std::to_string(10 + i);
    security.product_type = i % 4 == 0 ? ProductType::etf : ProductType::equity;
    security.country = i % 2 == 0 ? "Germany" : "Japan";
    security.currency = security.quotation_unit = "EUR";
    security.quality = drawn(random, 0.3, 0.9);
    security.metrics.cagr_5y = drawn(random, 0.0, 0.2);
    security.metrics.cagr_3y = security.metrics.cagr_5y;
    CorrelatedSeries one{security.id, {}};
    double price = 50.0;
    for (std::size_t t = 0; t <= returns.rows(); ++t) {
      if (t > 0) price *= 1.0 + returns(t - 1, i);
      one.history.dates.push_back(inputs.as_of -
                                  std::chrono::days{static_cast<int>(returns.rows() - t)});
      one.history.closes.push_back(price);
    }
    security.quote = Quote{price, inputs.as_of};
    if (i % 3 == 0) inputs.positions.push_back({security.id, 40.0, price, std::nullopt});
    inputs.securities.push_back(std::move(security));
    series.push_back(std::move(one));
  }

  [[nodiscard]] Result<TargetReport> make(const TargetRules& rules = {}) const {
    return make_targets(inputs, settings, series, rules);
  }
};

[[nodiscard]] inline double invested(const TargetReport& report) {
  double sum = 0.0;
  for (const TargetEntry& entry : report.entries) sum += entry.target;
  return sum;
}

[[nodiscard]] inline bool says(const std::vector<std::string>& notes, const std::string& part) {
  for (const std::string& note : notes) {
    if (note.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace ballast::planner
