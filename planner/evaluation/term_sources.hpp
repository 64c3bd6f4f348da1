// What the terms of a context are made from, in doubles, and the terms of a state of the portfolio.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "planner/evaluation/books.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/scoring/end_state_score.hpp"
#include "planner/scoring/portfolio_score.hpp"
#include "planner/scoring/weights.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

/// The linear parts of a holding that is the whole portfolio, and its dividend part.
struct Coefficients {
  double total_return = 0.0;
  double promise = 0.0;
  double stability = 0.0;
  double quality = 0.0;
  double dividend = 0.0;
};

struct TermSources {
  const PlanInputs& inputs;
  const Settings& settings;
  ScoringWeights weights;
  ScoreConstants constants;
  PortfolioScoreInputs portfolio;
  TradingCosts costs;
  std::vector<Coefficients> coefficients;  // one per PlanInputs::securities
};

/// REQUIRES: inputs and settings outlive the result.
[[nodiscard]] TermSources term_sources(const PlanInputs& inputs, const Settings& settings);

/// Returns the index of a security's target group, or no_group.
[[nodiscard]] std::uint16_t group_of(const TermSources& sources, std::size_t security);

/// Returns what moving the whole portfolio into one group is worth in deviation, in units of the
/// score.
[[nodiscard]] double worth_of_share(const TermSources& sources);

/// Returns what moving `share` of the portfolio (signed) into a security means for the groups of
/// industries. `what` begins the sentence of a failure.
[[nodiscard]] std::vector<IndustryMove> industry_moves(const TermSources& sources,
                                                       std::size_t security, double share,
                                                       const std::string& what);

/// Fills in the terms of this state without any trade: the sums over all positions. Throws
/// std::invalid_argument as compile_context does. REQUIRES: a positive total, one value a security.
void compile_base(const TermSources& sources, const Books& books, PlanContext& context);

}  // namespace ballast::planner
