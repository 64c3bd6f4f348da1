// Better sets from good ones: add, drop or swap one trade, or add a sell together with a purchase.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "planner/bounding/set_scorer.hpp"
#include "planner/evaluation/best_list.hpp"
#include "planner/evaluation/prefix.hpp"

namespace ballast::planner {

class Exchange {
 public:
  /// `context`: the one that is searched. REQUIRES: all outlive the exchange.
  Exchange(const PlanContext& context, SetScorer& scorer, BestList& best);

  /// Offers a set, if it is feasible and within the caps.
  void offer(const std::vector<CandidateIndex>& set);

  /// Offers the neighbours of every set of the list that was not looked at before, until nothing
  /// changes or so many sets were looked at.
  void improve(std::size_t most_sets);

  /// Returns the number of sets scored.
  [[nodiscard]] std::uint64_t scored() const { return scored_; }

 private:
  void look_around(const std::vector<CandidateIndex>& set);
  void add_one();
  template <class Last>
  void add_last(const Last& last);
  void add_pairs();
  void hold(const std::vector<CandidateIndex>& set, std::size_t without);
  void clear();
  void push(CandidateIndex index);
  void offer_held();
  [[nodiscard]] bool has_room(bool buy) const;

  const PlanContext* context_;
  SetScorer* scorer_;
  BestList* best_;
  Prefix prefix_;
  std::size_t sells_ = 0;
  std::size_t buys_ = 0;
  std::set<std::vector<CandidateIndex>> seen_;
  std::uint64_t entries_seen_ = 0;  // of the list, when all of it had been looked at
  std::uint64_t scored_ = 0;
};

}  // namespace ballast::planner
