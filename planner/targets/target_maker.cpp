#include "planner/targets/target_maker.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "planner/metrics/market_regime.hpp"
#include "planner/opportunities/eligibility.hpp"
#include "planner/optimization/algebra.hpp"
#include "planner/targets/expected.hpp"
#include "planner/targets/make_targets.hpp"
#include "planner/targets/views.hpp"

namespace ballast::planner {
namespace {

constexpr double smallest_weight = 0.005;
constexpr double largest_move = 0.30;
// A market so far from its mean is fully risen or fallen.
constexpr double regime_per_distance = 10.0;
constexpr double blend_per_regime = 0.2;

PlanRequest request_with(const Settings& settings) {
  PlanRequest request;
  request.settings = settings;
  return request;
}

}  // namespace

TargetMaker::TargetMaker(const PlanInputs& inputs, const Settings& settings,
                         std::span<const CorrelatedSeries> series, const TargetRules& rules,
                         std::span<const TargetWeight> trades)
    : inputs_(inputs),
      settings_(settings),
      series_(series),
      trades_(trades),
      account_(prepare_account(request_with(settings), inputs)) {
  report_.rules = rules;
  report_.as_of = inputs.as_of;
  const MarketReading market = read_market(inputs, settings);
  regime_ = std::clamp(regime_per_distance * market.distance.value_or(0.0), -1.0, 1.0);
  cash_share_ = cash_share(market.regime, settings);
}

bool TargetMaker::advance() {
  const auto more = (this->*stages[stage_])();
  if (!more) {
    failure_ = more.error();
    return false;
  }
  if (!*more) ++stage_;
  return stage_ < stages.size();
}

Result<TargetReport> TargetMaker::take() {
  if (failure_) return tl::unexpected(*failure_);
  return std::move(report_);
}

Result<bool> TargetMaker::gather_returns() {
  if (!(account_.total_value > 0.0)) {
    return tl::unexpected(
        Failure{FailureKind::missing, "the portfolio is worth nothing", "", "positions or cash"});
  }
  for (const std::string& text : account_.degraded) report_.notes.push_back(text);
  auto model = returns_of(chosen_series(), inputs_.securities, report_.left_out);
  if (!model) return tl::unexpected(model.error());
  model_ = *std::move(model);
  sample_.emplace(model_.returns);
  return false;
}

Result<bool> TargetMaker::shrink() {
  shrink_covariance(model_, sample_->take());
  return false;
}

Result<bool> TargetMaker::bound() {
  if (auto finished = finish_covariance(model_); !finished) {
    return tl::unexpected(finished.error());
  }
  prepare_entries();
  return prepare_problem().map([] { return false; });
}

std::vector<CorrelatedSeries> TargetMaker::chosen_series() {
  std::vector<CorrelatedSeries> chosen;
  auto next = series_.begin();
  for (std::size_t i = 0; i < inputs_.securities.size(); ++i) {
    const Security& security = inputs_.securities[i];
    while (next != series_.end() && next->security < security.id) ++next;
    const bool held = account_.find(static_cast<std::uint32_t>(i)) != nullptr;
    if (!held && (!security.active || !security.allow_buy)) continue;
    const auto bar = held ? std::nullopt : quality_gate_bar(security, settings_);
    if (bar) {
      report_.left_out.push_back({security.symbol, "it " + *bar});
    } else if (!expected_return(security, settings_.target_annual_return, regime_)) {
      report_.left_out.push_back(
          {security.symbol, "no growth rate is known; that takes 12 months of prices"});
    } else if (next == series_.end() || next->security != security.id) {
      report_.left_out.push_back({security.symbol, "no prices are known"});
    } else {
      chosen.push_back(*next);
    }
  }
  return chosen;
}

Result<bool> TargetMaker::choose() {
  if (report_.rules.method == TargetMethod::black_litterman) {
    return chosen(weights_by_views(problem_, model_, report_.entries, report_.rules));
  }
  if (!choice_) {
    const double share =
        std::clamp(report_.rules.hierarchical_share - blend_per_regime * regime_, 0.0, 1.0);
    choice_.emplace(problem_, model_, report_.rules, share, report_.notes);
  }
  if (choice_->advance()) return true;
  return chosen(choice_->take());
}

Result<bool> TargetMaker::chosen(Result<ChosenWeights> found) {
  if (!found) return tl::unexpected(found.error());
  report_.residual = found->residual;
  weights_ = std::move(found->weights);
  return false;
}

Result<bool> TargetMaker::bring_within_bounds() {
  auto nearest = nearest_weights(problem_.limits, problem_.budget, std::move(weights_));
  if (!nearest) return tl::unexpected(nearest.error());
  report_.residual = std::max(report_.residual, nearest->residual);
  weights_ = std::move(nearest->weights);
  return false;
}

Result<bool> TargetMaker::settle() {
  weights_ = without_crumbs(std::move(weights_));
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    if (std::fabs(weights_[k] - report_.entries[k].current) > largest_move) {
      half_way();
      break;
    }
  }
  return false;
}

std::vector<double> TargetMaker::without_crumbs(std::vector<double> weights) {
  LinearLimits limits = problem_.limits;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] < smallest_weight && limits.lower[k] == 0.0) limits.upper[k] = 0.0;
  }
  auto nearest = nearest_weights(limits, problem_.budget, weights);
  if (!nearest) return weights;
  report_.residual = std::max(report_.residual, nearest->residual);
  return std::move(nearest->weights);
}

void TargetMaker::half_way() {
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    const double current = report_.entries[k].current;
    weights_[k] = current + 0.5 * (weights_[k] - current);
  }
  report_.notes.emplace_back("some weight would move by more than 30 points: all move half way");
}

Result<bool> TargetMaker::tell_whole() {
  double invested = 0.0;
  std::vector<double> present;
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    report_.entries[k].target = weights_[k];
    present.push_back(report_.entries[k].current);
    invested += weights_[k];
  }
  report_.cash = investable() + reserve_share() - invested;
  report_.expected = dot(weights_, problem_.expected);
  report_.volatility = volatility_of(weights_);
  report_.sharpe = report_.volatility > 0.0
                       ? (report_.expected - report_.rules.risk_free) / report_.volatility
                       : 0.0;
  report_.present_expected = dot(present, problem_.expected);
  report_.present_volatility = volatility_of(present);
  report_.shrinkage = model_.shrinkage;
  report_.days = model_.returns.rows();
  tell_planned(std::move(present));
  frontier_.emplace(problem_, model_.covariance, frontier_points);
  return false;
}

Result<bool> TargetMaker::draw_frontier() {
  if (frontier_->advance()) return true;
  report_.frontier = frontier_->take();
  return false;
}

}  // namespace ballast::planner
