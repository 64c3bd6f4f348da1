// How good a portfolio is as a portfolio: spread over countries, and over industries where that is
// asked for, as aimed at, paying dividends, made of good securities. 0 to 100, nothing rounded.
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

/// The group of every country and industry that no group names.
inline constexpr std::string_view other_group = "OTHER";

/// The share of a security's value that counts in one target group.
struct IndustryShare {
  std::uint16_t group = 0;  // index into the targets
  double share = 0.0;       // above 0, at most 1

  bool operator==(const IndustryShare&) const = default;
};

/// What the score needs to know of the securities and of the aims. A table is either empty (nothing
/// is known of any security) or has one entry for each security.
struct PortfolioScoreInputs {
  double total = 0.0;                                  // holdings plus cash; constant while trading
  std::vector<double> targets;                         // aimed share of each group, in order
  std::vector<std::uint16_t> groups;                   // index into targets, or outside_targets
  std::vector<std::optional<double>> qualities;        // 0..1; a missing or zero one counts as 0.5
  std::vector<std::optional<double>> yields;           // fractions; a missing one counts as 0
  bool industry_part = false;                          // whether the two tables below count
  std::vector<double> industry_targets;                // aimed share of each group of industries
  std::vector<std::vector<IndustryShare>> industries;  // by rising group; none: outside the targets

  bool operator==(const PortfolioScoreInputs&) const = default;
};

struct PortfolioScore {
  double geography = 50.0;
  double industry = 0.0;  // in the form with industries
  double dividend = 50.0;
  double quality = 50.0;
  double total = 50.0;
  double mean_deviation = 0.0;  // of the group shares from their targets

  bool operator==(const PortfolioScore&) const = default;
};

/// Returns 0.40 geography + 0.30 dividend + 0.30 quality, where geography loses 100 points over a
/// mean deviation of 0.3, dividend is 30 plus 10 points per percent of yield up to 100, and quality
/// is the weighted mean with cash counting as nothing. All 50 if the total is not positive.
///
/// With the industry part it is 0.40 geography + 0.30 industry + 0.30 substance. Industry loses its
/// points as geography does; substance is 0.6 quality + 0.4 dividend, where dividend is 10 points
/// per percent of yield up to 100 without a base and a missing quality counts as nothing. Geography
/// and industry are 50 without a table or targets; of quality and dividend the one that is known
/// stands for both, and neither is 50.
/// REQUIRES: each Holding::security is an index into every table that is not empty.
[[nodiscard]] PortfolioScore portfolio_score(std::span<const Holding> holdings,
                                             const PortfolioScoreInputs& inputs);

/// Returns the index in `targets` of the group that holds `name`, a country or an industry (OTHER
/// if no group names it or it is empty), or outside_targets if there is no target for that group.
[[nodiscard]] std::uint16_t target_group_of(std::string_view name,
                                            std::span<const GroupMember> members,
                                            std::span<const GroupTarget> targets);

/// Returns the tables for these inputs, one entry per PlanInputs::securities, with `total` as
/// given. Several industries of a security share its value equally.
[[nodiscard]] PortfolioScoreInputs portfolio_score_inputs(const PlanInputs& inputs, double total,
                                                          bool industry_part = false);

}  // namespace ballast::planner
