// The comparisons that tags are made of: of a missing number none holds.
#pragma once

#include <cmath>
#include <optional>

#include "planner/scoring/security/tags.hpp"

namespace ballast::planner::scoring {

using Known = std::optional<double>;

inline bool above(Known value, double border) {
  return value && *value > border;
}
inline bool at_least(Known value, double border) {
  return value && *value >= border;
}
inline bool below(Known value, double border) {
  return value && *value < border;
}
inline bool at_most(Known value, double border) {
  return value && *value <= border;
}

inline Known fundamentals_of(const TagView& v) {
  return v.group(ScoreGroup::fundamentals);
}
inline Known long_term_of(const TagView& v) {
  return v.group(ScoreGroup::long_term);
}
inline Known opportunity_of(const TagView& v) {
  return v.group(ScoreGroup::opportunity);
}
inline Known dividends_of(const TagView& v) {
  return v.group(ScoreGroup::dividends);
}

/// Distance of the price-earnings ratio from the market's, as a fraction of it.
inline Known valuation_gap(const TagView& v) {
  if (!v.raw.blended_pe) return std::nullopt;
  const double market = v.rules.market_price_to_earnings;
  return (*v.raw.blended_pe - market) / market;
}

/// Growth plus dividend yield.
inline Known total_return_of(const TagView& v) {
  const Known growth = growth_of(v.raw);
  if (!growth || !v.raw.dividend_yield) return std::nullopt;
  return *growth + *v.raw.dividend_yield;
}

inline Known depth_of(const TagView& v) {
  if (!v.raw.max_drawdown) return std::nullopt;
  return std::abs(*v.raw.max_drawdown);
}

/// How far the position is from what is aimed at.
inline Known off_target(const TagView& v) {
  if (!v.raw.position_share || !v.raw.position_target) return std::nullopt;
  return *v.raw.position_share - *v.raw.position_target;
}

inline bool volatility_spike(const TagView& v) {
  return v.raw.recent_volatility && v.raw.volatility &&
         *v.raw.recent_volatility > 1.5 * *v.raw.volatility;
}

}  // namespace ballast::planner::scoring
