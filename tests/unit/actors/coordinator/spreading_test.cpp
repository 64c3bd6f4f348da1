// Goal: a search by bounds that is spread over evaluators finds the same, whoever does which part
// of it in which order, and whatever they are told of what the others found.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "actors/coordinator/plan_job.hpp"
#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "tests/unit/planner/plan/random_world.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::actors {
namespace {

using namespace std::chrono_literals;

/// Searches every subtree that the job hands out, in any order, with or without what is known.
void search_subtrees(std::mt19937_64& random, PlanJob& job) {
  const auto& context = job.prepared().context;
  const auto rules = search_rules(context, job.distinctness(), job.found(), job.keep(), job.left());
  std::vector<std::string> waiting;
  for (;;) {
    for (std::string& work : job.take_subtrees(random() % 3, 2)) waiting.push_back(std::move(work));
    if (waiting.empty() && job.left().nodes.empty()) return;
    if (waiting.empty()) continue;
    std::shuffle(waiting.begin(), waiting.end(), random);
    const std::string work = random() % 2 == 0 ? rules.complete(waiting.back()) : waiting.back();
    waiting.pop_back();
    const auto task = messages::decode<messages::SearchTask>(work).value();
    planner::ExactSearch search{context, task.distinctness, task.keep, task.nodes, task.known};
    search.advance(task.most_steps);
    const planner::ExactResult found = search.result();
    messages::SearchAnswer answer;
    answer.result.best = found.best;
    answer.result.evaluated = found.scored;
    answer.left = found.open;
    answer.steps = found.nodes;
    answer.checksum = messages::checksum_of(answer);
    ASSERT_TRUE(rules.merge(messages::encode(answer)));
  }
}

TEST(Spreading, InAnyOrderWithOrWithoutWhatIsKnownDecidesTheSame) {
  std::uint64_t spread = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(1000); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    planner::World world(seed);
    world.request.settings.enable_multi_objective = false;
    std::mt19937_64 random{seed};
    PlanJob job{"plan-1", world.request, 0ms};
    job.inputs = world.inputs;
    job.steps_of_subtrees = 1 + random() % 500;
    ASSERT_TRUE(job.prepare(planner::identify_opportunities(job.request(), *job.inputs)));
    while (job.needs_search()) {
      broker::RunOutcome outcome;
      outcome.run = job.begin_search();
      ASSERT_TRUE(job.begin_bounding());
      ASSERT_EQ(job.bound_on(0, 1ms, 2), PlanJob::Bounding::spread);
      search_subtrees(random, job);
      job.end_search(outcome);
      ++spread;
    }
    const messages::PlanReport report = job.report(7ms);
    const auto alone =
        planner::plan_here(world.request, world.inputs, planner::SearchMethod::enumerate).value();
    ASSERT_EQ(report.decision->steps, alone.steps);
    ASSERT_EQ(report.decision->runners_up, alone.runners_up);
    ASSERT_EQ(report.decision->alternatives, alone.alternatives);
    EXPECT_EQ(report.run->gap, planner::Score{});
  }
  EXPECT_GT(spread, random_cases(1500));
}

}  // namespace
}  // namespace ballast::actors
