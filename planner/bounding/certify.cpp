#include "planner/bounding/certify.hpp"

#include <numeric>

#include "planner/bounding/problem.hpp"
#include "planner/bounding/relaxation.hpp"
#include "planner/bounding/wide.hpp"

namespace ballast::planner {
namespace {

/// The slopes that are tight for groups that no candidate moves.
std::vector<std::int64_t> slopes_against(const std::vector<std::int64_t>& deviations) {
  std::vector<std::int64_t> slopes;
  slopes.reserve(deviations.size());
  for (const std::int64_t deviation : deviations) {
    slopes.push_back(deviation < 0 ? multiplier_one : -multiplier_one);
  }
  return slopes;
}

CertificatePrices prices_of(const PlanContext& context, const BoundProblem& problem,
                            const Multipliers& multipliers) {
  CertificatePrices prices;
  prices.geography = problem.form.geography;
  prices.industry = problem.form.industry;
  prices.sells_only = problem.form.sells_only;
  prices.dividend = multipliers.dividend;
  for (std::size_t i = 0; i < problem.limits.size(); ++i) {
    const std::int64_t price = multipliers.limits[i];
    switch (problem.limits[i].kind) {
      case LimitKind::cash:
        prices.cash = price;
        break;
      case LimitKind::depth:
        prices.depth = price;
        break;
      case LimitKind::sells:
        prices.sells = price;
        break;
      case LimitKind::buys:
        prices.buys = price;
        break;
      case LimitKind::distinctness:
        break;
    }
  }
  if (prices.geography) prices.groups = slopes_against(context.base_groups);
  if (prices.industry) prices.industries = slopes_against(context.base_industries);
  for (std::size_t g = 0; g < problem.groups.size(); ++g) {
    const GroupOrigin origin = problem.group_origin[g];
    (origin.industry ? prices.industries : prices.groups)[origin.index] = multipliers.groups[g];
  }
  return prices;
}

Multipliers solve_whole(const BoundProblem& problem) {
  std::vector<CandidateIndex> open;
  for (const Symbol& symbol : problem.symbols) {
    open.insert(open.end(), symbol.candidates.begin(), symbol.candidates.end());
  }
  Relaxation relaxation(problem);
  relaxation.solve(whole(problem), open);
  return relaxation.multipliers();
}

}  // namespace

Certificate certify(const PlanContext& context, const BoundBasis& basis) {
  Certificate certificate;
  if (context.scenarios) certificate.paths = basis.shares;
  for (const Form form : forms_of(context)) {
    const BoundProblem problem = bound_problem(basis.context, form, {});
    certificate.prices.push_back(prices_of(basis.context, problem, solve_whole(problem)));
  }
  certificate.bound = proven_bound(context, certificate).value();
  return certificate;
}

}  // namespace ballast::planner
