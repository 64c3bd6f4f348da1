// The linear programme of a remainder: trades may be made in part. It suggests the prices that
// give the tightest bound, and which trades to try.
#pragma once

#include <vector>

#include "planner/bounding/multipliers.hpp"
#include "planner/bounding/simplex.hpp"

namespace ballast::planner {

class Relaxation {
 public:
  /// REQUIRES: `problem` outlives the relaxation.
  explicit Relaxation(const BoundProblem& problem);

  /// Solves the programme over the trades in `open`.
  void solve(const Remainder& remainder, const std::vector<CandidateIndex>& open);

  /// Returns the suggested prices; valid whatever the doubles did.
  [[nodiscard]] const Multipliers& multipliers() const { return multipliers_; }
  /// Returns how much of each open trade is made, 0..1, in the order of `open`.
  [[nodiscard]] const std::vector<double>& fractions() const { return fractions_; }

 private:
  void add_limits(const Remainder& remainder, const std::vector<CandidateIndex>& open);
  void add_groups(const Remainder& remainder, const std::vector<CandidateIndex>& open);
  void add_dividend(const Remainder& remainder, const std::vector<CandidateIndex>& open);
  void read_answer(std::size_t open);

  const BoundProblem* problem_;
  std::vector<double> scale_;  // of each limit: a unit of the programme is this many of its own
  Simplex simplex_;
  Multipliers multipliers_;
  std::vector<double> fractions_;
};

}  // namespace ballast::planner
