#include "planner/scoring/weights.hpp"

namespace ballast::planner {
namespace {

constexpr double percent = 100.0;

double known_quality(std::optional<double> quality) {
  return quality && *quality != 0.0 ? *quality : neutral_quality;
}

}  // namespace

ScoringWeights weights_of(RiskProfile profile) {
  switch (profile) {
    case RiskProfile::conservative:
      return {.total_return = 0.25,
              .diversification = 0.30,
              .promise = 0.20,
              .stability = 0.20,
              .opinion = 0.05};
    case RiskProfile::aggressive:
      return {.total_return = 0.45,
              .diversification = 0.20,
              .promise = 0.25,
              .stability = 0.05,
              .opinion = 0.05};
    case RiskProfile::balanced:
      break;
  }
  return {};
}

LinearCoefficients linear_coefficients(const SymbolScores& scores, std::optional<double> quality,
                                       std::optional<double> dividend_yield,
                                       const ScoringWeights& weights, bool quality_known,
                                       bool yield_known) {
  LinearCoefficients result;
  result.linear = weights.total_return * scores.total_return + weights.promise * scores.promise +
                  weights.stability * scores.stability;
  if (quality_known) {
    result.linear += weights.diversification * quality_weight * known_quality(quality);
  }
  if (yield_known) {
    result.dividend = weights.diversification * dividend_weight * (dividend_score_slope / percent) *
                      dividend_yield.value_or(0.0);
  }
  return result;
}

ScoreConstants score_constants(const ScoringWeights& weights, double opinion) {
  const double portfolio = weights.diversification;
  ScoreConstants result;
  result.geography_full = portfolio * geography_weight;
  result.geography_per_deviation = result.geography_full / deviation_of_zero_geography;
  result.geography_unknown =
      result.geography_full - result.geography_per_deviation * deviation_if_unknown;
  result.quality_slope = portfolio * quality_weight;
  result.missing_quality = neutral_quality;
  result.dividend_slope = portfolio * dividend_weight * (dividend_score_slope / percent);
  result.dividend_base = portfolio * dividend_weight * (dividend_score_base / percent);
  result.dividend_cap = portfolio * dividend_weight;
  result.opinion = weights.opinion * opinion;
  result.unknown_quality = portfolio * quality_weight * (neutral_part / percent);
  result.unknown_yield = portfolio * dividend_weight * (neutral_part / percent);
  return result;
}

ScoreConstants industry_constants(const ScoringWeights& weights, double opinion, bool quality_known,
                                  bool yield_known) {
  const double portfolio = weights.diversification;
  const double substance = portfolio * substance_weight;
  ScoreConstants result;
  result.geography_full = portfolio * geography_weight;
  result.geography_per_deviation = result.geography_full / deviation_of_zero_geography;
  result.geography_unknown = result.geography_full * neutral_share;
  result.industry_full = portfolio * industry_weight;
  result.industry_per_deviation = result.industry_full / deviation_of_zero_geography;
  result.industry_unknown = result.industry_full * neutral_share;
  result.quality_slope = substance * (yield_known ? quality_in_substance : 1.0);
  result.dividend_cap = substance * (quality_known ? dividend_in_substance : 1.0);
  result.dividend_slope = result.dividend_cap * (dividend_score_slope / percent);
  result.opinion = weights.opinion * opinion;
  result.unknown_quality = yield_known ? 0.0 : substance * neutral_share;
  return result;
}

}  // namespace ballast::planner
