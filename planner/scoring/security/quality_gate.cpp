// The ways to be good enough to buy; declared with the tags.
#include <algorithm>
#include <array>

#include "planner/scoring/security/tag_facts.hpp"

namespace ballast::planner::scoring {
namespace {

using Tagged = const TagView&;

bool balanced(Tagged v) {
  const QualityFloor least = quality_floor(v.rules.regime);
  return at_least(fundamentals_of(v), least.fundamentals) &&
         at_least(long_term_of(v), least.long_term);
}

constexpr std::array paths = {
    QualityPath{"balanced", "f >= 0.55 and l >= 0.45, in a bear market more", balanced},
    QualityPath{"exceptional", "f >= 0.75 or l >= 0.75",
                [](Tagged v) {
                  return at_least(fundamentals_of(v), 0.75) || at_least(long_term_of(v), 0.75);
                }},
    QualityPath{"turnaround", "f >= 0.60 and o >= 0.65 and l >= 0.30",
                [](Tagged v) {
                  return at_least(fundamentals_of(v), 0.60) && at_least(opportunity_of(v), 0.65) &&
                         at_least(long_term_of(v), 0.30);
                }},
    QualityPath{"income", "f >= 0.55 and dividends >= 0.65 and yield >= 0.035",
                [](Tagged v) {
                  return at_least(fundamentals_of(v), 0.55) && at_least(dividends_of(v), 0.65) &&
                         at_least(v.raw.dividend_yield, 0.035);
                }},
    QualityPath{"risk-adjusted",
                "l >= 0.55 and (Sharpe >= 0.9 or Sortino >= 0.9) and volatility <= 0.35",
                [](Tagged v) {
                  return at_least(long_term_of(v), 0.55) &&
                         (at_least(v.raw.sharpe, 0.9) || at_least(v.raw.sortino, 0.9)) &&
                         at_most(v.raw.volatility, 0.35);
                }},
    QualityPath{"composite", "0.6 f + 0.4 l >= 0.52 and f >= 0.45",
                [](Tagged v) {
                  const Known f = fundamentals_of(v);
                  const Known l = long_term_of(v);
                  return f && l && 0.6 * *f + 0.4 * *l >= 0.52 && *f >= 0.45;
                }},
    QualityPath{"growth", "growth >= 0.13 and f >= 0.50 and volatility <= 0.40",
                [](Tagged v) {
                  return at_least(growth_of(v.raw), 0.13) && at_least(fundamentals_of(v), 0.50) &&
                         at_most(v.raw.volatility, 0.40);
                }},
};

}  // namespace

std::span<const QualityPath> quality_paths() {
  return paths;
}

QualityFloor quality_floor(double regime) {
  const double bear = std::clamp(-regime, 0.0, 1.0);
  return {0.55 + bear * 0.10, 0.45 + bear * 0.10};
}

}  // namespace ballast::planner::scoring
