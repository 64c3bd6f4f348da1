// The three scores of a single security, each between 0 and 1, nothing rounded.
#pragma once

#include <array>

#include "planner/model/security.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

/// What a missing metric counts as, where it is not simply zero.
inline constexpr double neutral_metric_score = 0.5;

/// How total return is scored: by the growth of five years alone, or apart for one, three and five
/// years, each with the growth of its own years.
enum class Horizons : std::uint8_t { five_years, one_three_and_five_years };

[[nodiscard]] Horizons horizons_of(const Settings& settings);

/// What one, three and five years weigh where each is scored.
inline constexpr std::array<double, 3> horizon_weights = {0.2, 0.3, 0.5};

struct SymbolScores {
  double total_return = 0.0;
  double promise = 0.0;
  double stability = 0.0;

  bool operator==(const SymbolScores&) const = default;
};

/// The scores with what they are made of.
struct SymbolScoreParts {
  std::array<double, 3> growth{};  // yearly, as it counts for one, three and five years
  double dividend_yield = 0.0;     // 0 if missing
  double consistency = neutral_metric_score;
  double financial_strength = neutral_metric_score;
  double dividend_consistency = neutral_metric_score;  // else from the payout ratio
  double sortino = neutral_metric_score;
  double volatility = neutral_metric_score;
  double drawdown = neutral_metric_score;
  double sharpe = neutral_metric_score;
  SymbolScores scores;

  bool operator==(const SymbolScoreParts&) const = default;
};

/// Returns total return (bell of growth plus yield), promise (0.35 consistency + 0.25 financial
/// strength + 0.25 dividend consistency + 0.15 Sortino) and stability (0.50 volatility + 0.30
/// drawdown + 0.20 Sharpe), the last two at most 1. A missing metric counts as neutral. With every
/// horizon, total return is the weighted mean of its bells; a horizon whose growth is missing takes
/// that of the longest of the three that is known, and all count as 0 if none is.
[[nodiscard]] SymbolScoreParts symbol_score_parts(const Metrics& metrics,
                                                  Horizons horizons = Horizons::five_years);

[[nodiscard]] SymbolScores symbol_scores(const Metrics& metrics,
                                         Horizons horizons = Horizons::five_years);

}  // namespace ballast::planner
