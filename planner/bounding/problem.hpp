// One form of a plan context as a problem of choosing trades: a linear value, concave pieces, and
// linear limits. Built once per form; searching only reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/bounding/form.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"

namespace ballast::planner {

enum class LimitKind { cash, depth, sells, buys, distinctness };

/// The sum of `use` over the chosen trades may not exceed `most`: cash in micros, counts of trades
/// in 2^-30.
struct Limit {
  LimitKind kind = LimitKind::depth;
  std::int64_t most = 0;
  std::vector<std::int64_t> use;  // one per candidate
};

/// By how much a candidate moves the deviation of a group, in ticks.
struct GroupMove {
  std::size_t group = 0;  // index into BoundProblem::groups
  std::int64_t weight = 0;
};

/// What a candidate adds, in ticks.
struct ProblemTerms {
  std::int64_t value = 0;  // linear and dividend, less the penalty
  std::int64_t dividend = 0;
  std::vector<GroupMove> moves;
  std::uint16_t symbol = 0;
  bool buys = false;
};

/// A group of countries or of industries.
struct GroupOrigin {
  bool industry = false;
  std::size_t index = 0;  // into PlanContext::base_groups or base_industries

  auto operator<=>(const GroupOrigin&) const = default;
};

/// The candidates of one security: at most one of them is chosen.
struct Symbol {
  std::vector<CandidateIndex> candidates;
  bool required = false;
};

struct BoundProblem {
  Form form;
  std::int64_t base = 0;  // ticks: the value of choosing nothing, but for the groups below
  std::int64_t base_dividend = 0;
  std::int64_t dividend_cap = 0;
  bool dividend_may_exceed = false;
  std::vector<std::int64_t> groups;  // deviations of the groups that some candidate moves
  std::vector<GroupOrigin> group_origin;
  std::vector<Limit> limits;        // those that can bind
  std::vector<ProblemTerms> terms;  // one per candidate
  std::vector<Symbol> symbols;
  bool solvable = true;  // every required security has a candidate
};

/// Returns the problem. A limit that cannot bind is left out; so are the references of
/// `distinctness` beyond the first few, which are only looked at where a set is offered.
[[nodiscard]] BoundProblem bound_problem(const PlanContext& context, Form form,
                                         const Distinctness& distinctness);

}  // namespace ballast::planner
