// What the walk over a slice does with the sets that it meets: keep the best, or keep the front. A
// look is made for one prefix and then asked about each of its last trades.
#pragma once

#include <cstdint>

#include "planner/evaluation/best_list.hpp"
#include "planner/evaluation/front_list.hpp"
#include "planner/evaluation/prefix.hpp"
#include "planner/evaluation/scenario_prefix.hpp"

namespace ballast::planner {

/// Keeps the best sets. `Last`: LastTrade or LastTradeWithIndustries.
template <class Last>
class LookForBest {
 public:
  /// REQUIRES: all outlive the look.
  LookForBest(const Last& last, Prefix& prefix, BestList& best)
      : last_(last), prefix_(prefix), best_(best), floor_(best.floor()) {}

  [[nodiscard]] const LastTrade& last() const { return last_; }

  /// Returns whether the set with this last trade may be worth taking.
  [[nodiscard]] bool wants(std::size_t index) const { return last_.score(index) >= floor_; }

  void take(std::size_t index) {
    const std::int64_t score = last_.score(index);
    const std::int64_t priority = last_.priority(index);
    if (!best_.may_enter(score, priority)) return;
    const auto set = prefix_.chosen_with(static_cast<CandidateIndex>(index));
    best_.offer({Score{score}, priority, {set.begin(), set.end()}});
    floor_ = best_.floor();
  }

 private:
  Last last_;
  Prefix& prefix_;
  BestList& best_;
  std::int64_t floor_;
};

/// Keeps the best sets by their score on all price paths.
class LookForBestOnPaths {
 public:
  /// REQUIRES: `paths` follows `prefix`; all outlive the look.
  LookForBestOnPaths(Prefix& prefix, ScenarioPrefix& paths, BestList& best)
      : last_(prefix.last_trade()), prefix_(prefix), paths_(paths), best_(best) {}

  [[nodiscard]] const LastTrade& last() const { return last_; }

  [[nodiscard]] bool wants(std::size_t index) const {
    return paths_.may_reach(static_cast<CandidateIndex>(index), best_.floor());
  }

  void take(std::size_t index) {
    const std::int64_t score = paths_.score(static_cast<CandidateIndex>(index), best_.floor());
    const std::int64_t priority = last_.priority(index);
    if (!best_.may_enter(score, priority)) return;
    const auto set = prefix_.chosen_with(static_cast<CandidateIndex>(index));
    best_.offer({Score{score}, priority, {set.begin(), set.end()}});
  }

 private:
  LastTrade last_;
  Prefix& prefix_;
  ScenarioPrefix& paths_;
  BestList& best_;
};

/// Keeps the front.
template <class Last>
class LookForFront {
 public:
  /// REQUIRES: all outlive the look.
  LookForFront(const Last& last, const PlanContext& context, Prefix& prefix, FrontList& front)
      : last_(last), candidates_(context.candidates.data()), prefix_(prefix), front_(front) {
    so_far_ = {0, context.base_parts.quality, context.base_parts.stability, 0};
    for (const CandidateIndex index : prefix.chosen()) add(index, so_far_);
  }

  [[nodiscard]] const LastTrade& last() const { return last_; }

  [[nodiscard]] bool wants(std::size_t index) { return !front_.covers(objectives_of(index)); }

  void take(std::size_t index) {
    front_.offer(prefix_.chosen_with(static_cast<CandidateIndex>(index)), objectives_of(index),
                 last_.priority(index));
  }

 private:
  void add(std::size_t index, RawObjectives& sums) const {
    sums.spread += candidates_[index].parts.quality;
    sums.stability += candidates_[index].parts.stability;
    sums.fee += candidates_[index].fee;
  }

  [[nodiscard]] RawObjectives objectives_of(std::size_t index) const {
    const std::int64_t spread = last_.spread(index);
    RawObjectives raw = so_far_;
    add(index, raw);
    raw.score = last_.score_of_spread(index, spread);
    raw.spread += spread;
    return raw;
  }

  Last last_;
  const CandidateTerms* candidates_;
  Prefix& prefix_;
  FrontList& front_;
  RawObjectives so_far_;  // quality, stability and fees of base and prefix
};

/// Keeps the front of sets that are scored on all price paths. What is not the score comes from the
/// path that is shown, which costs about as much as the paths do: all of it is looked at in take().
class LookForFrontOnPaths {
 public:
  /// REQUIRES: `paths` follows `prefix`; all outlive the look.
  LookForFrontOnPaths(const PlanContext& context, Prefix& prefix, ScenarioPrefix& paths,
                      FrontList& front)
      : context_(context),
        last_(prefix.last_trade()),
        prefix_(prefix),
        paths_(paths),
        front_(front) {}

  [[nodiscard]] const LastTrade& last() const { return last_; }

  [[nodiscard]] static bool wants(std::size_t /*index*/) { return true; }

  void take(std::size_t index) {
    constexpr std::int64_t no_floor = 0;
    const auto last = static_cast<CandidateIndex>(index);
    const std::int64_t score = paths_.score(last, no_floor);
    const auto set = prefix_.chosen_with(last);
    const RawObjectives raw = objectives_on_path(context_, set, score, paths_.median_path());
    if (!front_.covers(raw)) front_.offer(set, raw, last_.priority(index));
  }

 private:
  const PlanContext& context_;
  LastTrade last_;
  Prefix& prefix_;
  ScenarioPrefix& paths_;
  FrontList& front_;
};

}  // namespace ballast::planner
