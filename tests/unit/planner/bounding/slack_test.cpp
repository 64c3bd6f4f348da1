// Goal: no set is worth more than its bound less what the prices overlooked on the way to it.
#include "planner/bounding/slack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

#include "planner/bounding/node_bound.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

/// A way through the levels of a node: the sets that it can end in are bounded at each level.
class Descent {
 public:
  Descent(std::uint64_t seed, const PlanContext& context)
      : random_(seed),
        context_(context),
        problem_(bound_problem(context, {}, {})),
        dominance_(context, {}),
        state_(context, problem_),
        bounder_(context, problem_, dominance_),
        slack_(problem_) {}

  /// Decides every symbol at random; returns false if no set came of it.
  bool go() {
    if (!state_.enter({})) return false;
    NodeBound node = bounder_.solve(state_, {});
    bounder_.keep_promising(state_, {}, BestList{context_, {}, everything}, node);
    if (!node.alive) return false;
    slack_.begin(node.prices, {}, node.symbols);
    std::int64_t bound = node.bound;
    for (std::size_t level = 0; level < node.symbols.size(); ++level) {
      const std::size_t trades = context_.max_depth - set_.size();
      overlooked_.push_back(slack_.least(level, trades));
      highest_ = std::min(highest_, bound - overlooked_.back());
      const auto& choices = node.symbols[level].choices;
      const Choice& choice = choices[random_() % choices.size()];
      bound -= choice.loss;
      if (choice.candidate == Choice::nothing) continue;
      if (trades == 0) return false;
      set_.push_back(choice.candidate);
      slack_.take(choice.candidate);
    }
    highest_ = std::min(highest_, bound);
    std::sort(set_.begin(), set_.end());
    return is_set_of_space(context_, set_) && !clashes(context_, set_) && is_paid();
  }

  [[nodiscard]] const std::vector<CandidateIndex>& set() const { return set_; }
  [[nodiscard]] std::int64_t highest() const { return std::max<std::int64_t>(0, highest_); }
  [[nodiscard]] bool overlooked_some() const {
    return std::any_of(overlooked_.begin(), overlooked_.end(),
                       [](std::int64_t ticks) { return ticks > 0; });
  }

 private:
  static constexpr std::size_t everything = 100'000;

  /// The form is that of sets whose cash does not end below zero.
  [[nodiscard]] bool is_paid() const {
    std::int64_t cash = context_.cash;
    for (const CandidateIndex index : set_) cash += context_.candidates[index].cash;
    return cash >= 0;
  }

  std::mt19937_64 random_;
  const PlanContext& context_;
  BoundProblem problem_;
  Dominance dominance_;
  NodeState state_;
  NodeBounder bounder_;
  Slack slack_;
  std::vector<CandidateIndex> set_;
  std::vector<std::int64_t> overlooked_;
  std::int64_t highest_ = std::numeric_limits<std::int64_t>::max();
};

/// Geography and industry may be less than nothing in this form.
std::int64_t value_in_form(const PlanContext& context, const std::vector<CandidateIndex>& set) {
  PlanContext generous = context;
  constexpr std::int64_t more = 8 * Score::one;
  generous.geography_full += more;
  std::int64_t lost = more;
  if (!context.base_industries.empty()) {
    generous.industry_full += more;
    lost += more;
  }
  const ScoreParts parts = score_parts(generous, set);
  return parts.total_return.ticks + parts.promise.ticks + parts.stability.ticks +
         parts.quality.ticks + parts.dividend.ticks + parts.geography.ticks + parts.industry.ticks +
         parts.opinion.ticks + parts.cost.ticks - lost;
}

TEST(Slack, LeavesNoSetAboveItsBound) {
  std::size_t sets = 0;
  std::size_t overlooked = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(20'000); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context =
        test::random_context(random, {.most_a_side = 7,
                                      .most_groups = 4,
                                      .grain = 1 + static_cast<std::int64_t>(seed % 8),
                                      .with_industries = seed % 3 == 0});
    Descent descent{seed, context};
    if (!descent.go()) continue;
    ++sets;
    overlooked += static_cast<std::size_t>(descent.overlooked_some());
    ASSERT_LE(value_in_form(context, descent.set()), descent.highest()) << "seed " << seed;
  }
  EXPECT_GE(sets, random_cases(2'000));
  EXPECT_GE(overlooked, random_cases(500)) << "too seldom was there anything to overlook";
}

}  // namespace
}  // namespace ballast::planner
