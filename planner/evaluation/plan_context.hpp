// The plan context: all that an evaluator needs, in small dense tables of integers. Compiled once
// from the inputs and the candidates; every worker gets the same bytes.
//
// With S a set of candidates, all sums exact in int64:
//   linear(S)    = base.linear + sum linear_j
//   dividend(S)  = min(dividend_cap, base.dividend + sum dividend_j)
//   geography(S) = max(0, geography_full - sum over groups |base.group_g + sum group_weight_j|)
//   score(S)     = max(0, min(Score::one, linear + dividend + geography) - sum penalty_j)
// which is E of planner-domain 4.4 less the cost penalty of 4.6, in units of 2^-50.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/money.hpp"
#include "planner/model/score.hpp"

namespace ballast::planner {

/// The index of a candidate in the context: sells by rank first, then buys by rank.
using CandidateIndex = std::uint16_t;

inline constexpr std::size_t max_candidates_per_side = 512;
inline constexpr std::size_t max_sequence_length = 10;
inline constexpr std::uint16_t no_group = 0xffff;

struct CandidateTerms {
  Side side = Side::buy;
  std::uint32_t security = 0;      // index into PlanInputs::securities
  std::uint16_t group = no_group;  // index into PlanContext::base_groups
  std::int64_t linear = 0;         // score ticks; already signed: sells negative
  std::int64_t dividend = 0;       // score ticks, signed
  std::int64_t group_weight = 0;   // score ticks, signed, scaled like base_groups
  std::int64_t penalty = 0;        // score ticks, >= 0
  std::int64_t cash = 0;           // micros; what the trade adds to cash: buys negative
  std::int64_t priority = 0;       // multiples of 2^-30

  bool operator==(const CandidateTerms&) const = default;
};

struct PlanContext {
  std::uint32_t format = 1;
  std::int64_t base_linear = 0;
  std::int64_t base_dividend = 0;
  std::int64_t dividend_cap = 0;
  std::int64_t geography_full = 0;
  std::vector<std::int64_t> base_groups;  // one signed deviation per target group
  std::int64_t cash = 0;                  // micros, after the reserve
  std::uint16_t sell_count = 0;           // candidates [0, sell_count) are sells
  std::vector<CandidateTerms> candidates;
  std::uint16_t max_depth = 5;
  std::uint16_t max_sells = 4;
  std::uint16_t max_buys = 4;
  std::uint16_t beam_width = 10;
  std::vector<std::uint32_t> required_securities;  // every set must trade each of these

  bool operator==(const PlanContext&) const = default;
};

}  // namespace ballast::planner
