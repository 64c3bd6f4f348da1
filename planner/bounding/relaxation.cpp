#include "planner/bounding/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "planner/bounding/wide.hpp"

namespace ballast::planner {
namespace {

/// What it costs to exceed a limit by the largest use of one trade: more than trades are worth.
constexpr double price_of_excess = 3.0;

constexpr double tick = 1.0 / static_cast<double>(Score::one);
constexpr double multiplier_unit = static_cast<double>(multiplier_one);

/// A programme of this kind needs a few dozen; a larger number means that it runs in circles.
constexpr std::size_t pivots_max = 600;

/// Returns a multiplier within `low` and `high`; nonsense becomes `low` or zero.
std::int64_t as_multiplier(double value, double low, double high) {
  if (!(value > low)) value = low;
  return std::llrint(std::min(value, high));
}

}  // namespace

Relaxation::Relaxation(const BoundProblem& problem)
    : problem_(&problem), multipliers_(no_prices(problem)) {
  for (const Limit& limit : problem.limits) {
    std::int64_t largest = 1;
    for (const std::int64_t use : limit.use) largest = std::max(largest, std::abs(use));
    scale_.push_back(static_cast<double>(largest));
  }
}

// Columns: the open trades, then for each limit its room and its excess, for each group its two
// deviations, and for the dividend its room and its excess.

void Relaxation::solve(const Remainder& remainder, const std::vector<CandidateIndex>& open) {
  const std::size_t limits = problem_->limits.size();
  const std::size_t groups = problem_->groups.size();
  const std::size_t dividend = problem_->dividend_may_exceed ? 1 : 0;
  simplex_.reset(limits + groups + dividend, open.size() + 2 * (limits + groups + dividend));
  for (std::size_t j = 0; j < open.size(); ++j) {
    simplex_.set_cost(j, static_cast<double>(problem_->terms[open[j]].value) * tick);
    simplex_.set_upper(j, 1.0);
  }
  add_limits(remainder, open);
  add_groups(remainder, open);
  if (dividend != 0) add_dividend(remainder, open);
  simplex_.maximise(pivots_max);
  read_answer(open.size());
}

void Relaxation::add_limits(const Remainder& remainder, const std::vector<CandidateIndex>& open) {
  for (std::size_t row = 0; row < problem_->limits.size(); ++row) {
    const bool exceeded = remainder.left[row] < 0;
    const double sign = exceeded ? -1.0 : 1.0;
    const double unit = sign / scale_[row];
    for (std::size_t j = 0; j < open.size(); ++j) {
      const std::int64_t use = problem_->limits[row].use[open[j]];
      if (use != 0) simplex_.cell(row, j) = static_cast<double>(use) * unit;
    }
    const std::size_t room = open.size() + 2 * row;
    simplex_.cell(row, room) = sign;
    simplex_.cell(row, room + 1) = -sign;
    simplex_.set_cost(room + 1, -price_of_excess);
    simplex_.set_basis(row, exceeded ? room + 1 : room,
                       static_cast<double>(remainder.left[row]) * unit);
  }
}

void Relaxation::add_groups(const Remainder& remainder, const std::vector<CandidateIndex>& open) {
  const std::size_t first_row = problem_->limits.size();
  const std::size_t first_column = open.size() + 2 * first_row;
  // Rows: above - below - moves = deviation, or the opposite, so that the basis is not negative.
  for (std::size_t g = 0; g < problem_->groups.size(); ++g) {
    const double sign = remainder.groups[g] < 0 ? -1.0 : 1.0;
    const std::size_t above = first_column + 2 * g;
    simplex_.cell(first_row + g, above) = sign;
    simplex_.cell(first_row + g, above + 1) = -sign;
    simplex_.set_cost(above, -1.0);
    simplex_.set_cost(above + 1, -1.0);
    simplex_.set_basis(first_row + g, sign < 0 ? above + 1 : above,
                       std::fabs(static_cast<double>(remainder.groups[g])) * tick);
  }
  for (std::size_t j = 0; j < open.size(); ++j) {
    for (const GroupMove& move : problem_->terms[open[j]].moves) {
      const double sign = remainder.groups[move.group] < 0 ? 1.0 : -1.0;
      simplex_.cell(first_row + move.group, j) = sign * static_cast<double>(move.weight) * tick;
    }
  }
}

void Relaxation::add_dividend(const Remainder& remainder, const std::vector<CandidateIndex>& open) {
  const std::size_t row = problem_->limits.size() + problem_->groups.size();
  const std::size_t room = open.size() + 2 * row;
  const std::int64_t left = problem_->dividend_cap - remainder.dividend;
  const double sign = left < 0 ? -1.0 : 1.0;
  for (std::size_t j = 0; j < open.size(); ++j) {
    simplex_.cell(row, j) = sign * static_cast<double>(problem_->terms[open[j]].dividend) * tick;
  }
  simplex_.cell(row, room) = sign;
  simplex_.cell(row, room + 1) = -sign;
  simplex_.set_cost(room + 1, -1.0);
  simplex_.set_basis(row, left < 0 ? room + 1 : room, std::fabs(static_cast<double>(left)) * tick);
}

/// The price of a row is what its room lacks in cost.
void Relaxation::read_answer(std::size_t open) {
  std::size_t column = open;
  for (std::size_t i = 0; i < problem_->limits.size(); ++i, column += 2) {
    const double ticks = -simplex_.reduced_cost(column) * static_cast<double>(Score::one);
    constexpr double highest = 4e18;
    multipliers_.limits[i] = as_multiplier(ticks / scale_[i] * multiplier_unit, 0.0, highest);
  }
  for (std::size_t g = 0; g < problem_->groups.size(); ++g, column += 2) {
    const double slope = -simplex_.reduced_cost(column) - 1.0;
    multipliers_.groups[g] =
        as_multiplier(slope * multiplier_unit, -multiplier_unit, multiplier_unit);
  }
  multipliers_.dividend =
      problem_->dividend_may_exceed
          ? as_multiplier(-simplex_.reduced_cost(column) * multiplier_unit, 0.0, multiplier_unit)
          : 0;
  fractions_.resize(open);
  for (std::size_t j = 0; j < open; ++j) fractions_[j] = simplex_.value(j);
}

}  // namespace ballast::planner
