// Planning in a universe of 5,000 securities at the largest caps, and what it takes of memory.
#include <gtest/gtest.h>

#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"
#include "tests/pipeline/plans/memory_of_process.hpp"

namespace ballast::pipeline {
namespace {

constexpr std::uint64_t peak_max = std::uint64_t{64} << 20U;

class LargeUniverse : public testing::Test {
 protected:
  void start_board(const std::filesystem::path& planner_file) {
    board_.emplace(BoardSettings{false, "", planner_file, large_market().stores});
    board_->start_all_but_evaluators();
    board_->start_evaluators(2);
    client_.emplace(board_->map());
    client_->wait_until_ready(board_->names());
  }

  /// A hundred candidates a side, ten trades of each.
  static messages::CreatePlan largest_wish() {
    return wish_of_wide_space("10", "10",
                              {{"max_candidates", "100"},
                               {"max_opportunities_per_category", "100"},
                               {"beam_width", "100"},
                               {"max_loss_threshold", "-1"}});
  }

  /// The same on as many price paths as there may be.
  static messages::CreatePlan largest_wish_on_paths() {
    messages::CreatePlan wish = largest_wish();
    wish.settings.push_back({"price_scenarios", "monte_carlo"});
    wish.settings.push_back({"monte_carlo_paths", "500"});
    wish.settings.push_back({"horizon_days", "21"});
    return wish;
  }

  /// Prices that move for weeks make a search so long that the evaluators share it.
  void search_for_a_while() {
    const std::string plan = client_->begin_plan(largest_wish_on_paths());
    EXPECT_TRUE(client_->wait([&] {
      const auto report =
          client_->ask<messages::PlanReport>("coordinator", messages::GetPlan{plan, false});
      return report && report->run && report->run->ledger.workers.size() == 2 &&
             report->run->ledger.applied >= 20;
    }));
    EXPECT_TRUE(client_->ask<messages::PlanCancelled>("coordinator", messages::CancelPlan{plan}));
  }

  void expect_small() {
    for (const char* name : {"evaluator-1", "evaluator-2", "coordinator-1"}) {
      const auto bytes = peak_resident_bytes(board_->pid(name));
      ASSERT_TRUE(bytes) << "the kernel tells no VmHWM";
      RecordProperty(std::string(name) + "_kib", std::to_string(*bytes / 1024));
      EXPECT_LE(*bytes, peak_max) << name;
    }
  }

  std::optional<BoardOfProcesses> board_;
  std::optional<ClusterClient> client_;
};

TEST_F(LargeUniverse, IsPlannedExactlyInLittleMemory) {
  start_board(large_market().bounding_planner_file);
  const messages::PlanReport report = client_->plan(largest_wish());
  ASSERT_TRUE(report.decision) << planner::describe(report.failure.value_or(planner::Failure{}));
  EXPECT_TRUE(report.decision->exact);
  EXPECT_GE(report.decision->candidate_count, 100U);
  expect_small();
}

TEST_F(LargeUniverse, EvaluatorsThatSearchByBoundsStaySmall) {
  start_board(large_market().bounding_planner_file);
  search_for_a_while();
  expect_small();
}

TEST_F(LargeUniverse, EvaluatorsThatScoreEverySetStaySmall) {
  start_board(large_market().planner_file);
  search_for_a_while();
  expect_small();
}

}  // namespace
}  // namespace ballast::pipeline
