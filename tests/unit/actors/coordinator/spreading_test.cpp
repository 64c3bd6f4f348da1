// Goal: a search by bounds that is spread over evaluators finds the same, whoever does which part
// of it in which order, and whatever they are told of what the others found.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <memory>
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

/// Searches subtrees that the job hands out, in any order, with or without what is known, until so
/// many answers were merged. Returns whether none is left.
bool search_subtrees(std::mt19937_64& random, PlanJob& job, std::uint64_t most_answers) {
  const auto& context = job.prepared().context;
  const auto rules = search_rules(context, job.distinctness(), job.found(), job.keep(), job.left());
  std::vector<std::string> waiting;
  for (std::uint64_t answers = 0; answers < most_answers;) {
    for (std::string& work : job.take_subtrees(random() % 3, 2)) waiting.push_back(std::move(work));
    if (waiting.empty() && job.left().nodes.empty()) return true;
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
    const std::string bytes = messages::encode(answer);
    EXPECT_TRUE(rules.merge(bytes));
    job.batch_merged(work, bytes);
    ++answers;
  }
  return false;
}

constexpr std::uint64_t endless = std::numeric_limits<std::uint64_t>::max();

planner::World world_of(std::uint64_t seed) {
  planner::World world(seed);
  world.request.settings.enable_multi_objective = false;
  return world;
}

std::unique_ptr<PlanJob> job_of(const planner::World& world, std::mt19937_64& random) {
  auto job = std::make_unique<PlanJob>("plan-1", world.request, 0ms);
  job->inputs = world.inputs;
  job->steps_of_subtrees = 1 + random() % 500;
  EXPECT_TRUE(job->prepare(planner::identify_opportunities(job->request(), *job->inputs)));
  return job;
}

void expect_decides_as_alone(const planner::World& world, const messages::PlanReport& report) {
  const auto alone =
      planner::plan_here(world.request, world.inputs, planner::SearchMethod::enumerate).value();
  EXPECT_EQ(report.decision->steps, alone.steps);
  EXPECT_EQ(report.decision->runners_up, alone.runners_up);
  EXPECT_EQ(report.decision->alternatives, alone.alternatives);
  EXPECT_EQ(report.run->gap, planner::Score{});
}

TEST(Spreading, InAnyOrderWithOrWithoutWhatIsKnownDecidesTheSame) {
  std::uint64_t spread = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(1000); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const planner::World world = world_of(seed);
    std::mt19937_64 random{seed};
    const auto job = job_of(world, random);
    while (job->needs_search()) {
      broker::RunOutcome outcome;
      outcome.run = job->begin_search();
      ASSERT_TRUE(job->begin_bounding());
      ASSERT_EQ(job->bound_on(0, 1ms, 2), PlanJob::Bounding::spread);
      EXPECT_TRUE(search_subtrees(random, *job, endless));
      job->end_search(outcome);
      ++spread;
    }
    expect_decides_as_alone(world, job->report(7ms));
    if (HasFailure()) return;
  }
  EXPECT_GT(spread, random_cases(1500));
}

/// The journal of a coordinator that is killed after some answers, again and again, each time with
/// tasks in the hands of evaluators, whose answers nobody takes.
TEST(Spreading, GoesOnFromTheJournalWhereverTheCoordinatorDied) {
  std::uint64_t deaths = 0;
  std::uint64_t went_on = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(500); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const planner::World world = world_of(seed);
    std::mt19937_64 random{seed};
    auto job = job_of(world, random);
    ProgressOfPasses journal;
    while (job->needs_search()) {
      broker::RunOutcome outcome;
      outcome.run = job->begin_search();
      bool ended = job->recall_whole();
      if (!ended && !job->recall_subtrees()) {
        ASSERT_EQ(journal.count(job->pass()), 0U) << "what is kept is of use";
        ASSERT_TRUE(job->begin_bounding());
        ended = job->bound_on(random() % 2 * 20, 1ms, 2) == PlanJob::Bounding::done;
        ASSERT_TRUE(ended || job->spreading());
      }
      if (job->spreading() && !ended) {
        const bool dies = random() % 2 == 0;
        ended = search_subtrees(random, *job, dies ? random() % 4 : endless);
        if (ended) {
          journal[job->pass()] = job->whole_progress();
        } else if (auto progress = job->unkept_progress()) {
          journal[job->pass()] = std::move(*progress);
        }
      }
      if (ended) {
        job->end_search(outcome);
        continue;
      }
      ++deaths;
      went_on += journal.count(job->pass());
      job = job_of(world, random);
      job->recall(journal);
    }
    expect_decides_as_alone(world, job->report(7ms));
    if (HasFailure()) return;
  }
  EXPECT_GT(deaths, random_cases(300));
  EXPECT_GT(went_on, random_cases(100)) << "of which something was kept in the middle";
}

TEST(Spreading, WhatWasAnsweredIsNotSearchedAgain) {
  constexpr std::uint64_t seeds = 100;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const planner::World world = world_of(seed);
    std::mt19937_64 random{seed};
    const auto job = job_of(world, random);
    job->steps_of_subtrees = 1;
    job->begin_search();
    ASSERT_TRUE(job->begin_bounding());
    ASSERT_EQ(job->bound_on(0, 1ms, 2), PlanJob::Bounding::spread);
    if (search_subtrees(random, *job, 2)) continue;  // a search too small for this
    const auto kept = job->unkept_progress();
    ASSERT_TRUE(kept);
    job->progress_kept();
    EXPECT_GE(job->kept_units(), 2U);
    EXPECT_FALSE(job->unkept_progress()) << "there is no news";
    const auto again = job_of(world, random);
    again->recall({{0, *kept}});
    again->begin_search();
    ASSERT_TRUE(again->recall_subtrees());
    EXPECT_EQ(again->left().nodes, kept->left);
    EXPECT_EQ(again->left().steps, kept->steps);
    EXPECT_EQ(again->found(), kept->found);
    EXPECT_EQ(again->kept_units(), 0U) << "of the run under way";
    return;
  }
  FAIL() << "none of " << seeds << " searches has a middle";
}

}  // namespace
}  // namespace ballast::actors
