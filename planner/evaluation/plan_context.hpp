// The plan context: all that an evaluator needs, in small dense tables of integers. Compiled once
// from the inputs and the candidates; every worker gets the same bytes.
//
// With S a set of candidates, all sums exact in int64:
//   linear(S)    = base.linear + sum linear_j
//   dividend(S)  = min(dividend_cap, base.dividend + sum dividend_j)
//   geography(S) = max(0, geography_full - sum over groups |base.group_g + sum group_weight_j|)
//   industry(S)  = max(0, industry_full - sum over industries |base.industry_i + sum weight_ji|)
//   score(S)     = max(0, min(Score::one, linear + dividend + geography + industry) - sum
//   penalty_j)
// which is the end-state score of the portfolio after S less the cost penalty, in units of 2^-50.
// With scenarios the score of S is that of all price paths together: see scenario_terms.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/evaluation/scenario_terms.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/money.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/score.hpp"

namespace ballast::planner {

/// The index of a candidate in the context: sells of the space by rank, further sells, then buys of
/// the space by rank, further buys.
using CandidateIndex = std::uint16_t;

inline constexpr std::size_t max_candidates_per_side = 512;
inline constexpr std::size_t max_sequence_length = 10;
inline constexpr std::size_t max_groups = 256;
inline constexpr std::size_t max_conflicts = 20'000;
inline constexpr std::uint16_t max_front_limit = 1000;
inline constexpr std::uint16_t no_group = 0xffff;

/// With these limits no sum over a base and ten candidates leaves int64.
inline constexpr std::int64_t max_part_ticks = 8 * Score::one;
inline constexpr std::int64_t max_term_ticks = 8 * max_part_ticks;
inline constexpr std::int64_t max_cash_micros = Money::micros_per_unit * 100'000'000'000;
inline constexpr int priority_fraction_bits = 30;
inline constexpr std::int64_t max_priority = std::int64_t{1} << (priority_fraction_bits + 20);

/// The parts of the score that are linear in position values, each rounded on its own.
struct LinearTerms {
  std::int64_t total_return = 0;
  std::int64_t promise = 0;
  std::int64_t stability = 0;
  std::int64_t quality = 0;
  std::int64_t opinion = 0;  // constant: of the base alone

  [[nodiscard]] constexpr std::int64_t sum() const {
    return total_return + promise + stability + quality + opinion;
  }

  bool operator==(const LinearTerms&) const = default;
};

/// What a candidate moves in one group of industries.
struct IndustryMove {
  std::uint16_t group = 0;  // index into PlanContext::base_industries
  std::int64_t weight = 0;  // score ticks, signed, scaled like base_industries

  bool operator==(const IndustryMove&) const = default;
};

struct CandidateTerms {
  Side side = Side::buy;
  std::uint32_t security = 0;              // index into PlanInputs::securities
  std::uint16_t group = no_group;          // index into PlanContext::base_groups
  LinearTerms parts{};                     // score ticks; already signed: sells negative
  std::int64_t linear = 0;                 // parts.sum()
  std::int64_t dividend = 0;               // score ticks, signed
  std::int64_t group_weight = 0;           // score ticks, signed, scaled like base_groups
  std::vector<IndustryMove> industries{};  // by rising group
  std::int64_t penalty = 0;                // score ticks, >= 0
  std::int64_t fee = 0;                    // micros, >= 0
  std::int64_t cash = 0;                   // micros; sells: value - fee, buys: -(value + fee)
  std::int64_t priority = 0;               // multiples of 2^-30

  bool operator==(const CandidateTerms&) const = default;
};

/// Two candidates that no set may hold together, besides those of one security, which need no
/// entry.
struct Conflict {
  CandidateIndex first = 0;   // the smaller index
  CandidateIndex second = 0;  // the larger one

  auto operator<=>(const Conflict&) const = default;
};

/// Sets of the enumerated space hold sells of [0, space_sells) and buys of
/// [sell_count, sell_count + space_buys) alone; all other candidates occur in written-out
/// sequences.
struct PlanContext {
  std::uint32_t format = 3;
  LinearTerms base_parts{};
  std::int64_t base_linear = 0;  // base_parts.sum()
  std::int64_t base_dividend = 0;
  std::int64_t dividend_cap = 0;
  std::int64_t geography_full = 0;
  std::vector<std::int64_t> base_groups;      // one signed deviation per target group
  std::int64_t industry_full = 0;             // 0: the score has no industry part
  std::vector<std::int64_t> base_industries;  // one signed deviation per target group
  std::int64_t cash = 0;                      // micros, after the reserve
  std::uint16_t sell_count = 0;               // candidates [0, sell_count) are sells
  std::uint16_t space_sells = 0;              // of them the first so many form the space
  std::uint16_t space_buys = 0;               // likewise of the buys, which follow the sells
  std::vector<CandidateTerms> candidates;
  std::vector<Conflict> conflicts;  // rising
  std::uint16_t max_depth = 5;
  std::uint16_t max_sells = 4;
  std::uint16_t max_buys = 4;
  std::uint16_t beam_width = 10;
  std::uint16_t front_limit = 0;               // most members of the front; 0: no front is wanted
  std::uint16_t diversification_percent = 25;  // what a full portfolio score adds to the score
  std::uint16_t stability_percent = 15;        // likewise full stability
  std::vector<std::uint32_t> required_securities;  // every set must trade each; rising
  std::optional<ScenarioTerms> scenarios;          // none: the score is that of today's prices

  bool operator==(const PlanContext&) const = default;
};

/// Returns what breaks the invariants above (counts, order, sums, ranges), or nothing. A context
/// from outside must pass before it is used; everything in this folder relies on it.
[[nodiscard]] std::optional<Failure> find_fault(const PlanContext& context);

}  // namespace ballast::planner
