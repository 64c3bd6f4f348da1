// What target weights are chosen within: the securities with their bounds, the groups, the budget.
#include <algorithm>
#include <cmath>

#include "planner/opportunities/wording.hpp"
#include "planner/targets/expected.hpp"
#include "planner/targets/investable.hpp"
#include "planner/targets/target_maker.hpp"

namespace ballast::planner {
namespace {

constexpr double most_cash = 0.40;
// Where bounds add up to just the budget, all weights are fixed, and rounding would put them out of
// reach of a solver.
constexpr double room = 1e-9;

}  // namespace

double TargetMaker::current_of(std::size_t index) const {
  const HeldPosition* const held = account_.find(static_cast<std::uint32_t>(index));
  return held == nullptr ? 0.0 : held->value / account_.total_value;
}

void TargetMaker::prepare_entries() {
  std::vector<double> years;
  for (std::size_t k = 0; k < model_.securities.size(); ++k) {
    const std::size_t index = *index_of_security(inputs_, model_.securities[k]);
    const Security& security = inputs_.securities[index];
    const double current = current_of(index);
    const WeightBounds bounds =
        weight_bounds(security, account_.find(static_cast<std::uint32_t>(index)),
                      account_.total_value, settings_);
    members_.push_back(index);
    problem_.expected.push_back(
        *expected_return(security, settings_.target_annual_return, regime_));
    years.push_back(years_known(security));
    report_.entries.push_back({security.id, security.symbol, current, 0.0, bounds.lower,
                               bounds.upper, 0.0, std::sqrt(model_.covariance(k, k)),
                               bounds.reason});
    chosen_now_ += current;
  }
  shrink_expected(problem_.expected, years);
  for (std::size_t k = 0; k < report_.entries.size(); ++k) {
    TargetEntry& entry = report_.entries[k];
    entry.expected = problem_.expected[k];
    if (!report_.rules.kelly) continue;
    const double cap =
        kelly_cap(entry.expected, model_.covariance(k, k), report_.rules.risk_free, regime_);
    entry.upper = std::max(entry.lower, std::min(entry.upper, cap));
  }
}

double TargetMaker::investable() const {
  double held = 0.0;
  for (const HeldPosition& position : account_.positions) held += position.value;
  const double kept = held / account_.total_value - chosen_now_;
  return 1.0 - reserve_share() - std::max(kept, 0.0);
}

double TargetMaker::reserve_share() const {
  return std::min(std::max(settings_.min_cash_reserve / account_.total_value, cash_share_),
                  most_cash);
}

Result<void> TargetMaker::prepare_problem() {
  std::vector<double> lower;
  std::vector<double> upper;
  double least = 0.0;
  double most = 0.0;
  for (const TargetEntry& entry : report_.entries) {
    lower.push_back(entry.lower);
    upper.push_back(entry.upper);
    least += entry.lower;
    most += entry.upper;
  }
  problem_.budget = investable();
  if (most < problem_.budget) {
    report_.notes.push_back("the securities may take " + percent_text(most, 1) + " of the " +
                            percent_text(problem_.budget, 1) +
                            " to invest; the rest stays in cash");
    problem_.budget = std::max(least, most - room);
  }
  if (least > problem_.budget) lower_what_is_not_locked(lower, least);
  std::vector<GroupBounds> groups = group_bounds(inputs_, members_, problem_.budget);
  const auto widened = widen_groups(lower, upper, problem_.budget, groups);
  if (!widened) return tl::unexpected(widened.error());
  for (const WidenedBound& one : *widened) {
    report_.notes.push_back("no weights meet all bounds: " + one.name + " " +
                            percent_text(one.from, 1) + " gives way by " +
                            decimal_text(100.0 * std::fabs(one.to - one.from), 1) + " points, to " +
                            percent_text(one.to, 1));
  }
  problem_.limits = limits_with(std::move(lower), std::move(upper), groups);
  return {};
}

void TargetMaker::lower_what_is_not_locked(std::vector<double>& lower, double least) {
  double free = 0.0;
  for (std::size_t k = 0; k < lower.size(); ++k) {
    if (report_.entries[k].lower < report_.entries[k].current) free += lower[k];
  }
  const double excess = least - problem_.budget;
  if (!(free > 0.0)) return;
  const double kept = std::max(0.0, 1.0 - (excess + room) / free);
  for (std::size_t k = 0; k < lower.size(); ++k) {
    TargetEntry& entry = report_.entries[k];
    if (entry.lower < entry.current) entry.lower = lower[k] *= kept;
  }
  report_.notes.emplace_back(
      "the least that must be held is more than there is to invest: what is "
      "not locked may fall below one lot");
}

}  // namespace ballast::planner
