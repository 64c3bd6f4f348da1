// The way from prices and positions to target weights, in stages that are cut into slices.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "planner/metrics/correlation.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/opportunities/account.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/targets/chosen_weights.hpp"
#include "planner/targets/risk_model.hpp"
#include "planner/targets/target_report.hpp"

namespace ballast::planner {

class TargetMaker {
 public:
  /// All outlive it but the rules.
  TargetMaker(const PlanInputs& inputs, const Settings& settings,
              std::span<const CorrelatedSeries> series, const TargetRules& rules,
              std::span<const TargetWeight> trades);

  /// Does a slice of the stage that it is at; returns whether there is more to do.
  [[nodiscard]] bool advance();

  /// REQUIRES: advance() has returned false.
  [[nodiscard]] Result<TargetReport> take();

 private:
  /// A stage returns whether there is more of it.
  using Stage = Result<bool> (TargetMaker::*)();

  Result<bool> gather_returns();
  Result<bool> sample() { return sample_->advance(); }
  Result<bool> shrink();
  Result<bool> bound();
  Result<bool> choose();
  Result<bool> bring_within_bounds();
  Result<bool> settle();
  Result<bool> tell_whole();
  Result<bool> draw_frontier();
  Result<bool> tell_relations();

  static constexpr std::array<Stage, 10> stages = {
      &TargetMaker::gather_returns, &TargetMaker::sample,     &TargetMaker::shrink,
      &TargetMaker::bound,          &TargetMaker::choose,     &TargetMaker::bring_within_bounds,
      &TargetMaker::settle,         &TargetMaker::tell_whole, &TargetMaker::draw_frontier,
      &TargetMaker::tell_relations};

  /// The series of securities that can be chosen at all; the others are named.
  std::vector<CorrelatedSeries> chosen_series();
  [[nodiscard]] double current_of(std::size_t index) const;
  void prepare_entries();
  /// What is left out keeps its weight, the reserve stays cash; the rest is to invest.
  [[nodiscard]] double investable() const;
  [[nodiscard]] double reserve_share() const;
  Result<void> prepare_problem();
  void lower_what_is_not_locked(std::vector<double>& lower, double least);
  Result<bool> chosen(Result<ChosenWeights> found);
  /// Weights too small to be worth a trade become nothing, where bounds and groups allow.
  [[nodiscard]] std::vector<double> without_crumbs(std::vector<double> weights);
  void half_way();
  [[nodiscard]] double volatility_of(const std::vector<double>& weights) const;
  void tell_planned(std::vector<double> weights);
  void tell_tree();
  void tell_related();

  const PlanInputs& inputs_;
  const Settings& settings_;
  std::span<const CorrelatedSeries> series_;
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
  std::size_t stage_ = 0;
  std::optional<Failure> failure_;
  std::optional<SampleCovariance> sample_;
  std::optional<WeightChoice> choice_;
  std::optional<Frontier> frontier_;
};

}  // namespace ballast::planner
