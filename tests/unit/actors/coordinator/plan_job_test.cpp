#include "actors/coordinator/plan_job.hpp"

#include <gtest/gtest.h>

#include "actors/coordinator/run_account.hpp"
#include "messages/hashes.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {
namespace {

namespace example = planner::example;
using namespace std::chrono_literals;

class Job : public testing::Test {
 protected:
  Job() { job.inputs = example::inputs(); }

  void prepare() {
    const auto prepared = job.prepare(planner::identify_opportunities(job.request(), *job.inputs));
    ASSERT_TRUE(prepared) << planner::describe(prepared.error());
  }

  /// Searches the whole space at once, as an undisturbed run would.
  [[nodiscard]] broker::RunOutcome searched(const std::string& run) {
    const auto& context = job.prepared().context;
    const planner::IndexRange all{0, planner::space_size(context)};
    planner::merge(job.found(),
                   job.front_page()
                       ? planner::front_of_range(context, all, *job.front_page())
                       : planner::search_range(context, all, job.distinctness(), job.keep()),
                   job.keep());
    broker::RunOutcome outcome;
    outcome.run = run;
    outcome.ledger.issued = 1;
    outcome.ledger.total = {1, 1, 0, 0, 10, 3'000'000};
    outcome.ledger.by_worker["evaluator-1@home"] = outcome.ledger.total;
    outcome.ledger.by_board["home"] = outcome.ledger.total;
    return outcome;
  }

  /// Runs every pass; returns the names of their runs.
  std::vector<std::string> search_all() {
    std::vector<std::string> runs;
    while (job.needs_search() && runs.size() < 10) {
      runs.push_back(job.begin_search());
      EXPECT_EQ(job.run(), runs.back());
      job.end_search(searched(runs.back()));
      EXPECT_EQ(job.run(), "");
    }
    return runs;
  }

  PlanJob job{"plan-1", example::request(), 0ms};
};

class JobWithAFront : public Job {
 protected:
  JobWithAFront() {
    planner::PlanRequest request = example::request();
    request.settings.enable_multi_objective = true;
    job = PlanJob{"plan-1", request, 0ms};
    job.inputs = example::inputs();
  }
};

TEST_F(JobWithAFront, LooksForItAfterTheBestAndDecidesAsOneThreadDoes) {
  prepare();
  EXPECT_FALSE(job.begin_search().empty());
  EXPECT_FALSE(job.front_page());
  job.end_search(searched(job.run()));
  job.begin_search();
  EXPECT_TRUE(job.front_page());
  job.end_search(searched(job.run()));
  search_all();
  const messages::PlanReport report = job.report(7ms);
  auto alone = planner::plan_here(job.request(), *job.inputs).value();
  EXPECT_EQ(alone.front.size(), 6U);
  EXPECT_EQ(report.decision->front, alone.front);
  EXPECT_EQ(report.decision->steps, alone.steps);
  EXPECT_EQ(report.decision->alternatives, alone.alternatives);
}

TEST_F(Job, SearchesTheBestAndThenEachAlternative) {
  prepare();
  EXPECT_FALSE(job.main_search_done());
  EXPECT_EQ(job.keep(), job.prepared().context.beam_width);
  const auto runs = search_all();
  ASSERT_GE(runs.size(), 2U);
  EXPECT_LE(runs.size(), 1 + planner::alternative_count);
  for (std::size_t at = 0; at < runs.size(); ++at) {
    EXPECT_EQ(runs[at], "plan-1/" + std::to_string(at) + "-0");
  }
  EXPECT_EQ(job.keep(), 1U);
}

TEST_F(Job, OfAnotherLifeOfTheCoordinatorSharesNoRunWithThisOne) {
  prepare();
  PlanJob again{"plan-1", example::request(), 0ms};
  again.inputs = example::inputs();
  again.life = 0xb2;
  job.life = 0xa1;
  EXPECT_EQ(job.begin_search(), "plan-1/0-a1");
  ASSERT_TRUE(again.prepare(planner::identify_opportunities(again.request(), *again.inputs)));
  EXPECT_EQ(again.begin_search(), "plan-1/0-b2");
  EXPECT_EQ(PlanJob::plan_of_run("plan-1/0-b2"), "plan-1");
}

TEST_F(Job, GoesOnFromTheJournalOnlyWhereTheSameEngineWas) {
  prepare();
  job.engine = "46ae";
  const std::string run = job.begin_search();
  job.end_search(searched(run));
  const auto goes_on_as = [this](const std::string& engine) {
    PlanJob again{"plan-1", example::request(), 0ms};
    again.inputs = example::inputs();
    again.engine = engine;
    EXPECT_TRUE(again.prepare(planner::identify_opportunities(again.request(), *again.inputs)));
    again.recall({{0, job.whole_progress()}});
    again.begin_search();
    return again.recall_whole();
  };
  EXPECT_TRUE(goes_on_as("46ae"));
  EXPECT_FALSE(goes_on_as("4e65")) << "of another release, which might decide otherwise";
}

TEST_F(Job, DecidesAsOneThreadDoes) {
  prepare();
  search_all();
  const messages::PlanReport report = job.report(7ms);
  auto alone = planner::plan_here(job.request(), *job.inputs).value();
  alone.request_hash = messages::request_hash(job.request());
  alone.inputs_hash = messages::inputs_hash(*job.inputs);
  alone.context_hash = messages::context_hash(job.prepared().context);
  EXPECT_EQ(report.decision, alone);
  EXPECT_EQ(report.decision_hash, messages::decision_hash(alone));
  EXPECT_EQ(report.run->elapsed_ms, 7U);
  EXPECT_EQ(report.run->workers, 1U);
}

TEST_F(Job, SearchedByBoundsItDecidesTheSame) {
  prepare();
  search_all();
  const messages::PlanReport enumerated = job.report(7ms);
  PlanJob other{"plan-2", example::request(), 0ms};
  other.inputs = example::inputs();
  ASSERT_TRUE(other.prepare(planner::identify_opportunities(other.request(), *other.inputs)));
  while (other.needs_search()) {
    broker::RunOutcome outcome;
    outcome.run = other.begin_search();
    ASSERT_TRUE(other.begin_bounding());
    EXPECT_TRUE(other.bounding());
    EXPECT_EQ(other.bound_on(1'000'000, 1ms, 0), PlanJob::Bounding::done);
    EXPECT_FALSE(other.bounding());
    other.end_search(outcome);
  }
  const messages::PlanReport bounded = other.report(7ms);
  EXPECT_EQ(bounded.decision_hash, enumerated.decision_hash);
  EXPECT_GT(bounded.run->nodes, 0U);
  EXPECT_EQ(enumerated.run->nodes, 0U);
  EXPECT_EQ(bounded.run->gap, planner::Score{});
  EXPECT_EQ(enumerated.run->gap, planner::Score{});
  ASSERT_TRUE(bounded.certificate);
  EXPECT_EQ(bounded.certificate, enumerated.certificate);
  EXPECT_GE(bounded.certificate->bound, bounded.decision->after.total);
}

TEST_F(Job, SearchedByBoundsItCountsWhatWasScoredAndWhatWasRuledOut) {
  prepare();
  broker::RunOutcome outcome;
  outcome.run = job.begin_search();
  ASSERT_TRUE(job.begin_bounding());
  ASSERT_EQ(job.bound_on(1'000'000, 1ms, 0), PlanJob::Bounding::done);
  job.end_search(outcome);
  const auto account = job.account_so_far({});
  EXPECT_GT(account.evaluated, 0U);
  const std::uint64_t sets = planner::sets_in_space(job.prepared().context);
  EXPECT_EQ(account.pruned, sets - std::min(sets, account.evaluated));
}

TEST_F(Job, IsOverBudgetByTimeOrByScoredSets) {
  prepare();
  EXPECT_FALSE(job.over_budget(24h));
  job.budget.time = 10ms;
  EXPECT_FALSE(job.over_budget(9ms));
  EXPECT_TRUE(job.over_budget(10ms));
  job.budget = {5, 0ms};
  EXPECT_FALSE(job.over_budget(24h));
  job.end_search(searched(job.begin_search()));
  EXPECT_TRUE(job.over_budget(0ms));
}

TEST_F(Job, StoppedInTheMainSearchItSaysHowMuchMayBeMissing) {
  prepare();
  job.budget.time = 10ms;
  broker::RunOutcome outcome;
  outcome.run = job.begin_search();
  ASSERT_TRUE(job.begin_bounding());
  EXPECT_EQ(job.bound_on(0, 11ms, 0), PlanJob::Bounding::done);
  job.end_search(outcome);
  EXPECT_FALSE(job.needs_search());
  const messages::PlanReport report = job.report(12ms);
  EXPECT_EQ(report.state, messages::PlanState::incomplete);
  EXPECT_FALSE(report.decision->exact);
  ASSERT_TRUE(report.run->gap && report.certificate);
  EXPECT_EQ(*report.run->gap, report.certificate->bound - report.decision->after.total);
  const auto best = planner::plan_here(job.request(), *job.inputs).value().after.total;
  EXPECT_GE(report.decision->after.total + *report.run->gap, best);
  EXPECT_EQ(report.run->notes.size(), 1U);
}

TEST_F(Job, StoppedLaterItIsExactButForTheAlternatives) {
  prepare();
  job.end_search(searched(job.begin_search()));
  broker::RunOutcome cancelled = searched(job.begin_search());
  cancelled.end = broker::RunEnd::cancelled;
  job.stop_searching();
  job.end_search(cancelled);
  EXPECT_FALSE(job.needs_search());
  const messages::PlanReport report = job.report(12ms);
  EXPECT_EQ(report.state, messages::PlanState::incomplete);
  EXPECT_EQ(report.run->gap, planner::Score{});
  EXPECT_TRUE(report.decision->alternatives.empty());
  const auto alone = planner::plan_here(job.request(), *job.inputs).value();
  EXPECT_EQ(report.decision->steps, alone.steps);
}

TEST_F(Job, AddsUpTheAccountsOfItsRuns) {
  prepare();
  const auto runs = search_all();
  const auto account = job.account_so_far({});
  EXPECT_EQ(account.passes, runs.size());
  EXPECT_EQ(account.ledger.issued, runs.size());
  EXPECT_EQ(account.ledger.applied, runs.size());
  EXPECT_TRUE(account.ledger.balances);
  ASSERT_EQ(account.ledger.workers.size(), 1U);
  EXPECT_EQ(account.ledger.workers.front().busy_ms, 3 * runs.size());
  EXPECT_EQ(account.ledger.workers.front().board, "home");
}

TEST_F(Job, TheRunUnderWayIsCountedInTheAccountUpToNow) {
  prepare();
  const std::string run = job.begin_search();
  EXPECT_EQ(job.account_so_far(searched(run).ledger).ledger.issued, 1U);
  EXPECT_EQ(job.account_so_far({}).ledger.issued, 0U);
}

TEST_F(Job, AWorkThatWasSetAsideMakesAnIncompletePlanThatSaysSo) {
  prepare();
  const std::string run = job.begin_search();
  broker::RunOutcome outcome = searched(run);
  outcome.end = broker::RunEnd::incomplete;
  outcome.ledger.issued = 2;
  outcome.ledger.set_aside = 1;
  outcome.set_aside = {{4, 10, "", "it broke three workers"}};
  job.end_search(outcome);
  search_all();
  const messages::PlanReport report = job.report(1ms);
  EXPECT_EQ(report.state, messages::PlanState::incomplete);
  EXPECT_FALSE(report.decision->exact);
  ASSERT_FALSE(report.run->notes.empty());
  EXPECT_NE(report.run->notes.front().find("it broke three workers"), std::string::npos);
}

TEST_F(Job, TwoAnswersThatDifferAreNamed) {
  prepare();
  const std::string run = job.begin_search();
  broker::RunOutcome outcome = searched(run);
  outcome.disagreements = {{3, "evaluator-1@a", "evaluator-1@b", "a", "b"}};
  job.end_search(outcome);
  const auto notes = job.account_so_far({}).notes;
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes.front().find("evaluator-1@b"), std::string::npos);
}

TEST_F(Job, StagesAreTimedAndAddedUp) {
  job.enter("gathering", 0ms);
  job.enter("searching", 10ms);
  job.enter("gathering", 15ms);
  prepare();
  search_all();
  const auto stages = job.report(17ms).run->stages;
  EXPECT_EQ(stages, (std::vector<messages::StageTime>{{"gathering", 12}, {"searching", 5}}));
}

TEST_F(Job, InputsThatCannotBePlannedWithAreRefused) {
  job.inputs->securities.front().quote = planner::Quote{-1.0, example::today};
  EXPECT_FALSE(job.prepare({}));
}

TEST(RunAccount, ALedgerThatDoesNotBalanceIsNotHiddenByOneThatDoes) {
  messages::WorkLedger into;
  broker::Ledger bad;
  bad.issued = 1;
  add_ledger(into, bad);
  add_ledger(into, broker::Ledger{});
  EXPECT_FALSE(into.balances);
}

}  // namespace
}  // namespace ballast::actors
