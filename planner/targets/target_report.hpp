// Target weights: how they are asked for and what comes out, with all that explains them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/date.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/settings/setting_kinds.hpp"

namespace ballast::planner {

enum class TargetMethod : std::uint8_t {
  blend,          // of mean-variance and hierarchical risk parity
  mean_variance,  // the least volatility that returns the target
  hrp,            // hierarchical risk parity
  min_volatility,
  max_sharpe,
  efficient_risk,  // the best return at a volatility of the target
  quadratic_utility,
  risk_parity,
  semivariance,
  mad,
  cvar,
  worst_case,
  max_drawdown,
  cdar,
  black_litterman,  // the best utility by what is held, moved by views
};

template <>
struct ChoiceNames<TargetMethod> {
  static constexpr std::array<std::string_view, 15> names = {
      "blend",          "mean-variance",     "hrp",          "min-volatility", "max-sharpe",
      "efficient-risk", "quadratic-utility", "risk-parity",  "semivariance",   "mad",
      "cvar",           "worst-case",        "max-drawdown", "cdar",           "black-litterman"};
};

/// What a person believes of one security.
struct TargetView {
  std::string symbol;
  double expected = 0.0;    // return a year
  double confidence = 0.5;  // 0 to 1

  bool operator==(const TargetView&) const = default;
};

struct TargetRules {
  TargetMethod method = TargetMethod::blend;
  double target_return = 0.11;      // a year
  double target_volatility = 0.15;  // a year
  double risk_free = 0.02;
  double risk_aversion = 1.0;
  double hierarchical_share = 0.5;     // of a blend in a resting market; up to 0.2 less, or more
  double tail = 0.05;                  // the share of the worst days that cvar and cdar look at
  bool kelly = false;                  // whether half of Kelly's fraction caps each weight
  std::vector<TargetView> views = {};  // that black_litterman takes, each of another security

  bool operator==(const TargetRules&) const = default;
};

struct TargetEntry {
  SecurityId security;
  std::string symbol;
  double current = 0.0;
  double target = 0.0;
  double lower = 0.0;
  double upper = 0.0;
  double expected = 0.0;    // return a year
  double volatility = 0.0;  // a year
  std::string reason;       // for its bounds, where it has a special one

  bool operator==(const TargetEntry&) const = default;
};

struct LeftOut {
  std::string symbol;
  std::string reason;

  bool operator==(const LeftOut&) const = default;
};

struct FrontierPoint {
  double volatility = 0.0;
  double expected = 0.0;

  bool operator==(const FrontierPoint&) const = default;
};

struct RelatedPair {
  std::string first;
  std::string second;
  double correlation = 0.0;

  bool operator==(const RelatedPair&) const = default;
};

/// Two branches of the tree of securities that move alike.
struct TreeJoin {
  std::uint32_t left = 0;   // below the number of clusters: a place in them, else the join that
  std::uint32_t right = 0;  // made it, counted on from there
  double distance = 0.0;    // sqrt((1 - correlation) / 2) of the nearest of both

  bool operator==(const TreeJoin&) const = default;
};

/// All weights are shares of the whole portfolio.
struct TargetReport {
  TargetRules rules;
  Date as_of{};
  double cash = 0.0;        // what is left uninvested
  double expected = 0.0;    // return a year of the targets
  double volatility = 0.0;  // a year
  double sharpe = 0.0;
  double present_expected = 0.0;  // of what is held now
  double present_volatility = 0.0;
  double residual = 0.0;              // of the conditions of optimality, or the gap that is proven
  double shrinkage = 0.0;             // the share of the target in the covariance
  std::uint64_t days = 0;             // of returns
  std::vector<TargetEntry> entries;   // by symbol
  std::vector<LeftOut> left_out;      // their weight stays as it is
  std::vector<std::string> notes;     // what was missed, widened or half done, a sentence each
  std::vector<RelatedPair> related;   // the five highest correlations
  std::vector<std::string> clusters;  // symbols in the order of the tree
  std::vector<FrontierPoint> frontier;       // by rising return
  std::vector<TreeJoin> tree;                // the nearest first
  std::optional<double> planned_expected;    // after the trades that were told; empty: none were
  std::optional<double> planned_volatility;  // a year

  bool operator==(const TargetReport&) const = default;
};

}  // namespace ballast::planner
