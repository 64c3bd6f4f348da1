// What a plan context carries where plans are held against prices that move: for each path the
// terms of doing nothing, and what scales the terms of every candidate there.
//
// On path k the price of candidate j's security is m_jk times today's, and the total is T_k. With
// r_k = T / T_k, f_jk = m_jk r_k and today's terms of the candidate (all products rounded to
// nearest, halves upwards):
//   linear parts, dividend, group_weight, industries:  term * f_jk
//   value:                                 value * m_jk
//   fee:      fixed_fee + (fee - fixed_fee) * m_jk
//   penalty:  fixed_penalty * r_k + (penalty - fixed_penalty) * f_jk
// A set is carried out in order of indices. A sale always is; a purchase that cash cannot pay for
// on the path is skipped and counts for nothing. The score on the path is that of the plan context
// with these terms; the combined score of all paths is the score of the set.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

struct PlanContext;

/// Columns have one number for each path; a table of several columns has them one after the other.
struct ScenarioTerms {
  PriceScenarios mode = PriceScenarios::stochastic;  // never none
  std::uint16_t paths = 0;
  std::int64_t fixed_fee = 0;              // micros; the part of a fee that does not move
  std::int64_t fixed_penalty = 0;          // score ticks; likewise of a penalty
  std::vector<std::int64_t> total_return;  // score ticks; the base on each path
  std::vector<std::int64_t> promise;
  std::vector<std::int64_t> stability;
  std::vector<std::int64_t> quality;
  std::vector<std::int64_t> dividend;
  std::vector<std::int64_t> groups;        // score ticks; one column for each target group
  std::vector<std::int64_t> industries{};  // likewise for each target group of industries
  std::vector<std::int64_t> ratios;        // multiples of 2^-50: today's total by the path's
  std::vector<std::int64_t> multipliers;   // multiples of 2^-50; one column for each candidate

  bool operator==(const ScenarioTerms&) const = default;
};

/// The most that r_k and f_jk may be: a portfolio that keeps less than a 64th is ruined.
inline constexpr std::int64_t max_scenario_factor = 64;

/// Returns what is wrong with the scenarios of a context that is otherwise without fault: a mode
/// that does not exist, columns that do not fit, numbers that could leave int64.
[[nodiscard]] std::optional<Failure> find_scenario_fault(const PlanContext& context);

}  // namespace ballast::planner
