// A security and what is known of it: master data, the latest price, per-symbol metrics.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/model/date.hpp"

namespace ballast::planner {

/// Our own opaque id; symbol and ISIN are attributes that may change.
struct SecurityId {
  std::int64_t value = 0;
  constexpr auto operator<=>(const SecurityId&) const = default;
};

enum class ProductType : std::uint8_t { unknown, equity, etf, etc, mutual_fund };

/// The ten metrics of the end-state score and what sizing, windfalls and the market need besides.
/// Fractions; a missing one stays missing.
struct Metrics {
  std::optional<double> cagr_1y;
  std::optional<double> cagr_3y;
  std::optional<double> cagr_5y;
  std::optional<double> cagr_10y;
  std::optional<double> dividend_yield;
  std::optional<double> consistency_score;
  std::optional<double> financial_strength;
  std::optional<double> dividend_consistency;
  std::optional<double> payout_ratio;
  std::optional<double> sortino;
  std::optional<double> volatility_annual;
  std::optional<double> max_drawdown;
  std::optional<double> sharpe;
  std::optional<double> distance_200d;  // of the last close from the mean of the last 200

  bool operator==(const Metrics&) const = default;
};

struct Quote {
  double price = 0.0;  // per share, in whole units of the security's currency (pounds, not pence)
  Date date{};

  bool operator==(const Quote&) const = default;
};

struct Security {
  SecurityId id;
  std::string symbol;  // upper case, unique
  std::string isin;    // may be empty
  std::string name;
  ProductType product_type = ProductType::unknown;
  std::string country;                  // empty: unknown
  std::vector<std::string> industries;  // may be empty
  std::string currency;                 // ISO 4217, whole units: "GBP"
  std::string quotation_unit;           // as quoted: "GBX", else equal to currency
  int min_lot = 1;
  bool active = true;
  bool allow_buy = true;
  bool allow_sell = true;
  double priority_multiplier = 1.0;  // > 0; multiplies buy priorities, divides sell priorities
  std::optional<Quote> quote;
  std::optional<double> quality;  // 0..1: the mean of the long-term and the fundamentals score
  std::optional<std::string>
      gate_failure;  // why its score fails the quality gate; empty: it does not
  Metrics metrics;

  bool operator==(const Security&) const = default;
};

}  // namespace ballast::planner
