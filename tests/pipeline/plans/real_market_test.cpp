// A plan over real securities, where their files are at hand: BALLAST_MARKET, else the folder
// beside this project. The decision is computed again in one thread.
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"
#include "tools/ballast/verify_plan.hpp"
#include "tools/import/text_file.hpp"

namespace ballast::pipeline {
namespace {

using std::filesystem::path;

path market_folder() {
  const auto named = broker::process_environment()("BALLAST_MARKET");
  return named ? path(*named) : path(BALLAST_SOURCE_ROOT).parent_path() / "shared/data/market";
}

std::string text_in(const path& folder, const char* name) {
  for (const char* suffix : {"", ".gz"}) {
    if (std::filesystem::exists(folder / (name + std::string(suffix)))) {
      const auto text = tools::read_text_file(folder / (name + std::string(suffix)));
      EXPECT_TRUE(text) << planner::describe(text.error());
      return text.value_or("");
    }
  }
  ADD_FAILURE() << name << " is missing in " << folder;
  return {};
}

TEST(RealMarket, IsPlannedAndTheDecisionCanBeComputedAgain) {
  const path market = market_folder();
  if (!std::filesystem::exists(market / "securities.csv")) {
    GTEST_SKIP() << "no securities.csv in " << market << " (BALLAST_MARKET names the folder)";
  }
  const path sample = path(BALLAST_SOURCE_ROOT) / "etc/sample";
  BoardOfProcesses board({false, "", sample / "planner.toml", {}});
  board.start_all_but_evaluators();
  board.start_evaluators(2);
  ClusterClient client(board.map());
  std::vector<tools::SampleFile> files;
  for (const char* name :
       {"securities.csv", "prices.csv", "fx.csv", "dividends.csv", "fundamentals.csv"}) {
    files.push_back({name, text_in(market, name)});
  }
  for (const char* name : {"positions.csv", "cash.csv"}) {
    files.push_back({name, text_in(sample, name)});
  }
  import_market(client, files);
  const messages::PlanReport report =
      client.plan(wish_of({{"max_plan_depth", "5"}, {"max_candidates", "12"}}));
  ASSERT_TRUE(report.decision) << (report.failure ? planner::describe(*report.failure) : "");
  EXPECT_TRUE(report.decision->exact);
  EXPECT_FALSE(report.decision->steps.empty()) << report.decision->narrative;
  EXPECT_TRUE(report.run->ledger.balances);
  const auto verified = tools::verify_report(report, true);
  ASSERT_TRUE(verified) << planner::describe(verified.error());
  EXPECT_TRUE(tools::all_hold(*verified)) << verified->back().name << ": " << verified->back().text;
  RecordProperty("narrative", report.decision->narrative);
}

}  // namespace
}  // namespace ballast::pipeline
