// What the command line says of a plan: progress, statistics, ledger.
#include <gtest/gtest.h>

#include "tools/ballast/ledger_text.hpp"
#include "tools/ballast/planning_session.hpp"
#include "tools/ballast/progress_line.hpp"
#include "tools/ballast/show_report.hpp"

namespace ballast::tools {
namespace {

messages::PlanReport finished() {
  messages::PlanReport report;
  report.plan_id = "0192f0c1-0000-7000-8000-00000000abcd";
  report.decision.emplace();
  report.decision->sets_in_space = 1673;
  report.decision->candidate_count = 13;
  report.decision_hash = "0aabf792cb86";
  report.run.emplace();
  report.run->mode = "cluster";
  report.run->elapsed_ms = 1300;
  report.run->workers = 2;
  report.run->boards = 1;
  return report;
}

TEST(ProgressText, TellsStageDoneRateBestScoreAndWorkers) {
  messages::PlanProgress progress;
  progress.stage = "gathering";
  EXPECT_EQ(progress_text(progress), "gathering");
  progress.stage = "searching";
  progress.done = 1'200'000;
  progress.total = 4'000'000;
  progress.rate_per_s = 2.5e6;
  progress.workers = 1;
  progress.best_score = planner::Score::nearest(0.66);
  EXPECT_EQ(progress_text(progress),
            "searching  1,200,000 of 4,000,000  2.5 M/s  best 66.000  1 worker");
  progress.boards = {{"a", 1, 0, 2e6}, {"b", 3, 0, 5e5}};
  EXPECT_NE(progress_text(progress).find("[a 2.0 M/s (1), b 500 k/s (3)]"), std::string::npos);
}

TEST(StatisticsText, FitsOneLineAndSaysWhereThePlanWasMade) {
  messages::PlanReport report = finished();
  EXPECT_EQ(statistics_text(report),
            "1,673 sets of 13 candidates, all considered in 1.3 s by 2 workers; plan 0000abcd, "
            "decision 0aabf792\n");
  report.run->boards = 2;
  EXPECT_NE(statistics_text(report).find("2 workers on 2 boards; plan"), std::string::npos);
  report.run->mode = "local";
  report.decision->exact = false;
  EXPECT_NE(statistics_text(report).find("not all considered in 1.3 s by 2 workers in this "
                                         "process; decision"),
            std::string::npos);
  report.run->gap = planner::Score::nearest(0.0031);
  EXPECT_NE(
      statistics_text(report).find("13 candidates, not all considered: an unseen one may score "
                                   "0.310 points more in 1.3 s"),
      std::string::npos);
  report.run.reset();
  EXPECT_EQ(statistics_text(report), "");
}

TEST(StatisticsText, SaysHowManySetsBoundsRuledOut) {
  messages::PlanReport report = finished();
  report.run->workers = 0;
  report.run->passes = 4;
  report.run->nodes = 40;
  report.run->evaluated = 1200;
  report.run->pruned = 5432;
  EXPECT_EQ(statistics_text(report),
            "1,673 sets of 13 candidates, exact: in 4 searches 1,200 scored, 5,432 ruled out by "
            "bounds, in 1.3 s, one core is enough; plan 0000abcd, decision 0aabf792\n");
}

TEST(StatisticsText, SaysThatOneCoreIsEnoughOnlyWhereTheSearchWasShorterThanABatch) {
  messages::PlanReport report = finished();
  report.run->workers = 0;
  report.run->passes = 4;
  report.run->stages = {{"gathering", 900}, {"searching", 30}, {"alternatives", 9}};
  const auto says_so = [&] {
    return statistics_text(report).find("one core is enough") != std::string::npos;
  };
  EXPECT_TRUE(says_so());
  report.run->stages.back().elapsed_ms = 10;
  EXPECT_FALSE(says_so());
  report.run->stages.clear();
  report.run->ledger.issued = 1;
  EXPECT_FALSE(says_so());
  report.run->ledger.issued = 0;
  report.decision->exact = false;
  EXPECT_FALSE(says_so());
}

TEST(LedgerText, ShowsTheAccountAndWhetherItBalances) {
  messages::PlanReport report = finished();
  report.run->ledger.issued = 24;
  report.run->ledger.applied = 24;
  report.run->ledger.leased = 28;
  report.run->ledger.expired = 4;
  report.run->ledger.workers = {{"evaluator-1@home", "home", 28, 24, 0, 4, 8508, 12}};
  const std::string text = ledger_text(report);
  EXPECT_NE(text.find("issued 24 = applied 24 + set aside 0"), std::string::npos) << text;
  EXPECT_NE(text.find("it balances"), std::string::npos) << text;
  EXPECT_NE(text.find("evaluator-1@home      28       24"), std::string::npos) << text;
  report.run->ledger.balances = false;
  EXPECT_NE(ledger_text(report).find("does not balance"), std::string::npos);
  report.run.reset();
  EXPECT_NE(ledger_text(report).find("no work yet"), std::string::npos);
}

TEST(ExitCode, FollowsTheStateOfThePlan) {
  messages::PlanReport report;
  const auto code = [&report](messages::PlanState state) {
    report.state = state;
    return exit_code_of(report);
  };
  EXPECT_EQ(code(messages::PlanState::completed), ExitCode::done);
  EXPECT_EQ(code(messages::PlanState::degraded), ExitCode::degraded);
  EXPECT_EQ(code(messages::PlanState::incomplete), ExitCode::incomplete);
  EXPECT_EQ(code(messages::PlanState::cancelled), ExitCode::refused);
  EXPECT_EQ(code(messages::PlanState::failed), ExitCode::error);
  report.failure = planner::Failure{planner::FailureKind::refused, "no", "", ""};
  EXPECT_EQ(code(messages::PlanState::failed), ExitCode::refused);
}

TEST(QueueText, IsOneLine) {
  messages::PlanProgress progress;
  progress.plan_id = "0192f0c1-0000-7000-8000-00000000abcd";
  progress.stage = "searching";
  progress.waiting = 3;
  progress.open_leases = 4;
  progress.workers = 2;
  EXPECT_EQ(queue_text(progress),
            "plan 0000abcd searching: 0 of 0, 3 waiting, 4 leased, 2 workers, 0 /s\n");
}

}  // namespace
}  // namespace ballast::tools
