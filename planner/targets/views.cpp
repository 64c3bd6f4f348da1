#include "planner/targets/views.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "planner/optimization/black_litterman.hpp"

namespace ballast::planner {
namespace {

Failure wrong_view(const std::string& what, const TargetView& view, const std::string& allowed) {
  return Failure{FailureKind::invalid, what, "the view of " + view.symbol, allowed};
}

/// Weights that sum to 1.
std::vector<double> market_of(std::span<const TargetEntry> entries) {
  std::vector<double> weights;
  double sum = 0.0;
  for (const TargetEntry& entry : entries) sum += entry.current;
  for (const TargetEntry& entry : entries) {
    weights.push_back(sum > 0.0 ? entry.current / sum : 1.0 / static_cast<double>(entries.size()));
  }
  return weights;
}

Result<std::size_t> place_of(const TargetView& view, std::span<const TargetEntry> entries,
                             const Matrix& before) {
  const auto at = std::find_if(entries.begin(), entries.end(),
                               [&](const TargetEntry& one) { return one.symbol == view.symbol; });
  if (at == entries.end()) {
    return tl::unexpected(wrong_view("weights are not chosen for this security", view,
                                     "one that may be bought or is held, with prices and growth"));
  }
  const auto place = static_cast<std::size_t>(at - entries.begin());
  for (std::size_t k = 0; k < before.rows(); ++k) {
    if (before(k, place) != 0.0) {
      return tl::unexpected(wrong_view("there are two of it", view, "one of each security"));
    }
  }
  return place;
}

Result<Views> views_of(const Matrix& covariance, std::span<const TargetEntry> entries,
                       const TargetRules& rules) {
  Views views{Matrix(0, entries.size()), {}, {}};
  std::vector<double> confidences;
  for (const TargetView& view : rules.views) {
    if (!(view.confidence >= 0.0 && view.confidence <= 1.0)) {
      return tl::unexpected(wrong_view("its confidence is out of range", view, "0 to 1"));
    }
    if (!(view.expected >= -1.0 && view.expected <= 10.0)) {
      return tl::unexpected(wrong_view("its return is out of range", view, "-1 to 10"));
    }
    const auto place = place_of(view, entries, views.portfolios);
    if (!place) return tl::unexpected(place.error());
    std::vector<double> row(entries.size());
    row[*place] = 1.0;
    views.portfolios.append_row(row);
    views.returns.push_back(view.expected);
    confidences.push_back(view.confidence);
  }
  views.uncertainty =
      idzorek_uncertainty(covariance, views.portfolios, confidences, prior_uncertainty);
  return views;
}

}  // namespace

Result<ChosenWeights> weights_by_views(const PortfolioProblem& problem, const RiskModel& model,
                                       std::span<const TargetEntry> entries,
                                       const TargetRules& rules) {
  const auto views = views_of(model.covariance, entries, rules);
  if (!views) return tl::unexpected(views.error());
  Posterior seen{market_implied_returns(model.covariance, market_of(entries), holders_aversion,
                                        rules.risk_free),
                 model.covariance};
  if (!rules.views.empty()) {
    auto posterior = posterior_of(model.covariance, seen.returns, *views, prior_uncertainty);
    if (!posterior) return tl::unexpected(posterior.error());
    seen = *std::move(posterior);
  }
  PortfolioProblem moved = problem;
  moved.expected = std::move(seen.returns);
  auto found = optimise_variance(moved, seen.covariance,
                                 {.goal = Goal::best_utility, .aversion = holders_aversion});
  if (!found) return tl::unexpected(found.error());
  return ChosenWeights{std::move(found->weights), found->residual};
}

}  // namespace ballast::planner
