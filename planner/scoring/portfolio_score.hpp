// How good a portfolio is as a portfolio: spread over countries as aimed at, paying dividends, made
// of good securities. 0 to 100, nothing rounded.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "planner/model/plan_inputs.hpp"

namespace ballast::planner {

/// One holding: the index of its security in the tables below and its value in the base currency.
/// The order of holdings is the order of summation; it can move a result by its last bits only.
struct Holding {
  std::uint32_t security = 0;
  double value = 0.0;

  bool operator==(const Holding&) const = default;
};

/// Marks a security that belongs to none of the target groups.
inline constexpr std::uint16_t outside_targets = 0xffff;

/// The group of every country that no group names.
inline constexpr std::string_view other_group = "OTHER";

/// What the score needs to know of the securities and of the aims. A table is either empty (nothing
/// is known of any security) or has one entry for each security.
struct PortfolioScoreInputs {
  double total = 0.0;                            // holdings plus cash; constant while trading
  std::vector<double> targets;                   // aimed share of each group, in order
  std::vector<std::uint16_t> groups;             // index into targets, or outside_targets
  std::vector<std::optional<double>> qualities;  // 0..1; a missing or zero one counts as 0.5
  std::vector<std::optional<double>> yields;     // fractions; a missing one counts as 0

  bool operator==(const PortfolioScoreInputs&) const = default;
};

struct PortfolioScore {
  double geography = 50.0;
  double dividend = 50.0;
  double quality = 50.0;
  double total = 50.0;
  double mean_deviation = 0.0;  // of the group shares from their targets

  bool operator==(const PortfolioScore&) const = default;
};

/// Returns 0.40 geography + 0.30 dividend + 0.30 quality, where geography loses 100 points over a
/// mean deviation of 0.3, dividend is 30 plus 10 points per percent of yield up to 100, and quality
/// is the weighted mean with cash counting as nothing. All 50 if the total is not positive.
/// REQUIRES: each Holding::security is an index into every table that is not empty.
[[nodiscard]] PortfolioScore portfolio_score(std::span<const Holding> holdings,
                                             const PortfolioScoreInputs& inputs);

/// Returns the index in `targets` of the group that holds `country` (OTHER if no group names it or
/// the country is empty), or outside_targets if there is no target for that group.
[[nodiscard]] std::uint16_t target_group_of(std::string_view country,
                                            std::span<const GroupMember> members,
                                            std::span<const GroupTarget> targets);

/// Returns the tables for these inputs, one entry per PlanInputs::securities, with `total` as
/// given.
[[nodiscard]] PortfolioScoreInputs portfolio_score_inputs(const PlanInputs& inputs, double total);

}  // namespace ballast::planner
