// The weights of the end-state score, and the same score written as one number per security. All
// exact search rests on that second form: the score of a state is
//   sum over holdings (linear_i + dividend_i) * value_i / total  +  geography * G  +  constant
// with G = max(0, 1 - mean deviation / 0.3), as long as the dividend part stays below its cap.
#pragma once

#include <optional>

#include "planner/scoring/symbol_scores.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

/// Weights of the five parts; they add up to 1.
struct ScoringWeights {
  double total_return = 0.35;
  double diversification = 0.25;
  double promise = 0.20;
  double stability = 0.15;
  double opinion = 0.05;

  bool operator==(const ScoringWeights&) const = default;
};

[[nodiscard]] ScoringWeights weights_of(RiskProfile profile);

/// The portfolio score's own weights and constants.
inline constexpr double geography_weight = 0.40;
inline constexpr double dividend_weight = 0.30;
inline constexpr double quality_weight = 0.30;
inline constexpr double deviation_of_zero_geography = 0.3;  // mean deviation that scores nothing
inline constexpr double deviation_if_unknown = 0.2;         // without countries or targets
inline constexpr double dividend_score_base = 30.0;         // of 100, at no yield
inline constexpr double dividend_score_slope = 1000.0;      // of 100, per unit of yield
inline constexpr double neutral_part = 50.0;                // of 100, where nothing is known
inline constexpr double neutral_quality = 0.5;              // of a security without a quality
inline constexpr double neutral_opinion = 0.5;

/// In its form with industries, geography keeps its weight and quality and dividend share one part.
/// What is not known at all is worth half of its part, and a missing quality counts as nothing.
inline constexpr double industry_weight = 0.30;
inline constexpr double substance_weight = 0.30;
inline constexpr double quality_in_substance = 0.6;
inline constexpr double dividend_in_substance = 0.4;
inline constexpr double neutral_share = 0.5;

/// What one security adds to the score when it makes up the whole portfolio.
struct LinearCoefficients {
  double linear = 0.0;    // total return, promise, stability and quality
  double dividend = 0.0;  // its yield; apart, because the sum of these is capped

  [[nodiscard]] double total() const { return linear + dividend; }
  bool operator==(const LinearCoefficients&) const = default;
};

/// Returns the coefficients of a security. Where no security of the portfolio has a quality
/// (a yield), pass `quality_known` (`yield_known`) false and the term is left out.
[[nodiscard]] LinearCoefficients linear_coefficients(
    const SymbolScores& scores, std::optional<double> quality, std::optional<double> dividend_yield,
    const ScoringWeights& weights, bool quality_known = true, bool yield_known = true);

/// The terms that do not depend on single holdings, in units of the end-state score.
struct ScoreConstants {
  double geography_full = 0.0;           // worth of a perfect geography
  double geography_per_deviation = 0.0;  // lost per unit of *mean* deviation
  double geography_unknown = 0.0;        // instead, without countries or targets
  double industry_full = 0.0;            // the same three of industries; zero in the plain form
  double industry_per_deviation = 0.0;
  double industry_unknown = 0.0;
  double quality_slope = 0.0;    // per unit of mean quality
  double missing_quality = 0.0;  // what the quality of a security counts as that has none
  double dividend_slope = 0.0;   // per unit of yield
  double dividend_base = 0.0;    // at no yield
  double dividend_cap = 0.0;     // most that the dividend part is worth, base included
  double opinion = 0.0;
  double unknown_quality = 0.0;  // instead of the quality terms, where no quality is known
  double unknown_yield = 0.0;    // instead of base and yield terms, where no yield is known

  bool operator==(const ScoreConstants&) const = default;
};

[[nodiscard]] ScoreConstants score_constants(const ScoringWeights& weights,
                                             double opinion = neutral_opinion);

/// Returns the constants of the form with industries. `quality_known` (`yield_known`): a security
/// has a quality (a yield); where one of the two is not known the other stands for both.
[[nodiscard]] ScoreConstants industry_constants(const ScoringWeights& weights, double opinion,
                                                bool quality_known, bool yield_known);

}  // namespace ballast::planner
