#include "planner/targets/make_targets.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "planner/metrics/market_regime.hpp"
#include "planner/opportunities/account.hpp"
#include "planner/opportunities/wording.hpp"
#include "planner/optimization/algebra.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/targets/chosen_weights.hpp"
#include "planner/targets/expected.hpp"
#include "planner/targets/investable.hpp"
#include "planner/targets/risk_model.hpp"
#include "planner/targets/views.hpp"

namespace ballast::planner {
namespace {

constexpr double smallest_weight = 0.005;
constexpr double largest_move = 0.30;
constexpr double most_cash = 0.40;
// A market so far from its mean is fully risen or fallen.
constexpr double regime_per_distance = 10.0;
constexpr double blend_per_regime = 0.2;
constexpr std::size_t related_pairs = 5;

class TargetMaker {
 public:
  TargetMaker(const PlanInputs& inputs, const Settings& settings, const TargetRules& rules,
              std::span<const TargetWeight> trades)
      : inputs_(inputs),
        settings_(settings),
        trades_(trades),
        account_(prepare_account(request(settings), inputs)) {
    report_.rules = rules;
    report_.as_of = inputs.as_of;
    const MarketReading market = read_market(inputs, settings);
    regime_ = std::clamp(regime_per_distance * market.distance.value_or(0.0), -1.0, 1.0);
    cash_share_ = cash_share(market.regime, settings);
  }

  Result<TargetReport> make(std::span<const CorrelatedSeries> series) {
    if (!(account_.total_value > 0.0)) {
      return tl::unexpected(
          Failure{FailureKind::missing, "the portfolio is worth nothing", "", "positions or cash"});
    }
    for (const std::string& text : account_.degraded) report_.notes.push_back(text);
    auto model = risk_model_of(chosen_series(series), inputs_.securities, report_.left_out);
    if (!model) return tl::unexpected(model.error());
    model_ = *std::move(model);
    prepare_entries();
    if (auto bounded = prepare_problem(); !bounded) return tl::unexpected(bounded.error());
    if (auto chosen = choose(); !chosen) return tl::unexpected(chosen.error());
    conclude();
    return std::move(report_);
  }

 private:
  static PlanRequest request(const Settings& settings) {
    PlanRequest request;
    request.settings = settings;
    return request;
  }

  [[nodiscard]] double current_of(std::size_t index) const {
    const HeldPosition* const held = account_.find(static_cast<std::uint32_t>(index));
    return held == nullptr ? 0.0 : held->value / account_.total_value;
  }

  /// The series of securities that can be chosen at all; the others are named.
  std::vector<CorrelatedSeries> chosen_series(std::span<const CorrelatedSeries> series) {
    std::vector<CorrelatedSeries> chosen;
    auto next = series.begin();
    for (std::size_t i = 0; i < inputs_.securities.size(); ++i) {
      const Security& security = inputs_.securities[i];
      while (next != series.end() && next->security < security.id) ++next;
      const bool held = account_.find(static_cast<std::uint32_t>(i)) != nullptr;
      if (!held && (!security.active || !security.allow_buy)) continue;
      if (!expected_return(security, settings_.target_annual_return, regime_)) {
        report_.left_out.push_back({security.symbol, "no growth rate is known"});
      } else if (next == series.end() || next->security != security.id) {
        report_.left_out.push_back({security.symbol, "no prices are known"});
      } else {
        chosen.push_back(*next);
      }
    }
    return chosen;
  }

  void prepare_entries() {
    std::vector<double> years;
    for (std::size_t k = 0; k < model_.securities.size(); ++k) {
      const std::size_t index = *index_of_security(inputs_, model_.securities[k]);
      const Security& security = inputs_.securities[index];
      const double current = current_of(index);
      const WeightBounds bounds =
          weight_bounds(security, account_.find(static_cast<std::uint32_t>(index)), current,
                        account_.total_value);
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

  /// What is left out keeps its weight, the reserve stays cash; the rest is to invest.
  [[nodiscard]] double investable() const {
    double held = 0.0;
    for (const HeldPosition& position : account_.positions) held += position.value;
    const double kept = held / account_.total_value - chosen_now_;
    return 1.0 - reserve_share() - std::max(kept, 0.0);
  }

  [[nodiscard]] double reserve_share() const {
    return std::min(std::max(settings_.min_cash_reserve / account_.total_value, cash_share_),
                    most_cash);
  }

  Result<void> prepare_problem() {
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
      problem_.budget = most;
    }
    if (least > problem_.budget) lower_what_is_not_locked(lower, least);
    std::vector<GroupBounds> groups = group_bounds(inputs_, members_, problem_.budget);
    const auto widened = widen_groups(lower, upper, problem_.budget, groups);
    if (!widened) return tl::unexpected(widened.error());
    for (const WidenedBound& one : *widened) {
      report_.notes.push_back("no weights meet all bounds: " + one.name + " " +
                              percent_text(one.from, 1) + " became " + percent_text(one.to, 1));
    }
    problem_.limits = limits_with(std::move(lower), std::move(upper), groups);
    return {};
  }

  void lower_what_is_not_locked(std::vector<double>& lower, double least) {
    double free = 0.0;
    for (std::size_t k = 0; k < lower.size(); ++k) {
      if (report_.entries[k].lower < report_.entries[k].current) free += lower[k];
    }
    const double excess = least - problem_.budget;
    if (!(free > 0.0)) return;
    const double kept = std::max(0.0, 1.0 - excess / free);
    for (std::size_t k = 0; k < lower.size(); ++k) {
      TargetEntry& entry = report_.entries[k];
      if (entry.lower < entry.current) entry.lower = lower[k] *= kept;
    }
    report_.notes.emplace_back(
        "the least that must be held is more than there is to invest: what is "
        "not locked may fall below one lot");
  }

  Result<void> choose() {
    const double share =
        std::clamp(report_.rules.hierarchical_share - blend_per_regime * regime_, 0.0, 1.0);
    auto chosen = report_.rules.method == TargetMethod::black_litterman
                      ? weights_by_views(problem_, model_, report_.entries, report_.rules)
                      : choose_weights(problem_, model_, report_.rules, share, report_.notes);
    if (!chosen) return tl::unexpected(chosen.error());
    auto nearest = nearest_weights(problem_.limits, problem_.budget, std::move(chosen->weights));
    if (!nearest) return tl::unexpected(nearest.error());
    report_.residual = std::max(chosen->residual, nearest->residual);
    weights_ = without_crumbs(std::move(nearest->weights));
    for (std::size_t k = 0; k < weights_.size(); ++k) {
      if (std::fabs(weights_[k] - report_.entries[k].current) > largest_move) return half_way();
    }
    return {};
  }

  /// Weights too small to be worth a trade become nothing, where bounds and groups allow.
  [[nodiscard]] std::vector<double> without_crumbs(std::vector<double> weights) {
    LinearLimits limits = problem_.limits;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      if (weights[k] < smallest_weight && limits.lower[k] == 0.0) limits.upper[k] = 0.0;
    }
    auto nearest = nearest_weights(limits, problem_.budget, weights);
    if (!nearest) return weights;
    report_.residual = std::max(report_.residual, nearest->residual);
    return std::move(nearest->weights);
  }

  Result<void> half_way() {
    for (std::size_t k = 0; k < weights_.size(); ++k) {
      const double current = report_.entries[k].current;
      weights_[k] = current + 0.5 * (weights_[k] - current);
    }
    report_.notes.emplace_back("some weight would move by more than 30 points: all move half way");
    return {};
  }

  void conclude() {
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
    tell_tree();
    tell_related();
    report_.frontier = efficient_frontier(problem_, model_.covariance, frontier_points);
    std::stable_sort(
        report_.entries.begin(), report_.entries.end(),
        [](const TargetEntry& a, const TargetEntry& b) { return a.symbol < b.symbol; });
  }

  [[nodiscard]] double volatility_of(const std::vector<double>& weights) const {
    return std::sqrt(std::max(quadratic_form(model_.covariance, weights), 0.0));
  }

  void tell_planned(std::vector<double> weights) {
    if (trades_.empty()) return;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      for (const TargetWeight& trade : trades_) {
        if (trade.security == report_.entries[k].security) weights[k] += trade.weight;
      }
    }
    report_.planned_expected = dot(weights, problem_.expected);
    report_.planned_volatility = volatility_of(weights);
  }

  void tell_tree() {
    const ClusterTree tree = cluster_tree(model_.covariance);
    for (const std::size_t k : tree.order) report_.clusters.push_back(report_.entries[k].symbol);
    report_.tree = tree.joins;
  }

  void tell_related() {
    const Matrix correlation = correlation_of(model_.covariance);
    std::vector<RelatedPair> pairs;
    for (std::size_t i = 0; i < correlation.rows(); ++i) {
      for (std::size_t j = i + 1; j < correlation.rows(); ++j) {
        pairs.push_back({report_.entries[i].symbol, report_.entries[j].symbol, correlation(i, j)});
        if (pairs.size() >= 64 * related_pairs) keep_highest(pairs);
      }
    }
    keep_highest(pairs);
    report_.related = std::move(pairs);
  }

  static void keep_highest(std::vector<RelatedPair>& pairs) {
    std::stable_sort(pairs.begin(), pairs.end(), [](const RelatedPair& a, const RelatedPair& b) {
      return a.correlation > b.correlation;
    });
    if (pairs.size() > related_pairs) pairs.resize(related_pairs);
  }

  const PlanInputs& inputs_;
  const Settings& settings_;
  std::span<const TargetWeight> trades_;
  Account account_;
  double regime_ = 0.0;
  double cash_share_ = 0.0;
  RiskModel model_;
  std::vector<std::size_t> members_;
  double chosen_now_ = 0.0;  // what the chosen securities weigh now
  PortfolioProblem problem_;
  std::vector<double> weights_;
  TargetReport report_;
};

}  // namespace

Result<TargetReport> make_targets(const PlanInputs& inputs, const Settings& settings,
                                  std::span<const CorrelatedSeries> series,
                                  const TargetRules& rules, std::span<const TargetWeight> trades) {
  return TargetMaker(inputs, settings, rules, trades).make(series);
}

}  // namespace ballast::planner
