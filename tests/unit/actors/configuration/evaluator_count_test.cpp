// How many evaluators a board runs that counts for itself.
#include "actors/configuration/evaluator_count.hpp"

#include <gtest/gtest.h>

#include "tests/unit/hardware/board_tree.hpp"

namespace ballast::actors {
namespace {

broker::ClusterMap map_of(const std::string& roles, const std::string& runtime) {
  const std::string text =
      "runtime_dir = \"" + runtime + "\"\n[[board]]\nid = \"home\"\nroles = { " + roles + " }\n";
  return broker::ClusterMap::parse(text, "cluster.toml", {"broker", "coordinator", "evaluator"}, {},
                                   [](const char*) { return std::nullopt; })
      .value();
}

hardware::Vitals machine(const char* kind, int processors, std::int64_t memory_mib,
                         std::int64_t available_mib) {
  hardware::Vitals out;
  out.board = kind;
  out.processors = processors;
  out.memory_kib = memory_mib << 10;
  out.available_kib = available_mib << 10;
  return out;
}

TEST(EvaluatorCount, FollowsProcessorsMemoryAndWhatElseRuns) {
  const auto computes = map_of(R"(broker = 1, evaluator = "auto")", "/run/x");
  const auto coordinates = map_of(R"(broker = 1, coordinator = 1, evaluator = "auto")", "/run/x");
  const auto count = [](const broker::ClusterMap& map, const hardware::Vitals& vitals) {
    return evaluators_fed(map, "home", vitals);
  };
  EXPECT_EQ(count(coordinates, machine("unoq", 4, 1741, 1102)), 3);
  EXPECT_EQ(count(coordinates, machine("unoq", 4, 3800, 3000)), 3);
  EXPECT_EQ(count(computes, machine("unoq", 4, 1741, 1102)), 4);
  EXPECT_EQ(count(computes, machine("unoq", 4, 1741, 470)), 2) << "the memory is short";
  EXPECT_EQ(count(computes, machine("generic", 8, 16'000, 12'000)), 7) << "one for its people";
  EXPECT_EQ(count(computes, machine("generic", 128, 256'000, 200'000)), broker::automatic_most);
  EXPECT_EQ(count(computes, machine("generic", 1, 512, 100)), 1);
}

TEST(EvaluatorCount, IsDecidedOnceAndRubbishDecidesNothing) {
  hardware::BoardTree tree;
  hardware::put_idle_board(tree);
  tree.put("sys/devices/system/cpu/online", "0\n");
  const hardware::SystemRoot root{tree.folder()};
  const auto map = map_of(R"(broker = 1, evaluator = "auto")", (tree.folder() / "run").string());
  EXPECT_TRUE(evaluators_follow(map, "home"));
  EXPECT_FALSE(evaluators_follow(map, "attic"));
  EXPECT_FALSE(decided_evaluators(map, "home"));
  EXPECT_EQ(evaluators_here(map, "home", root), 1);
  for (const auto* const odd : {"", "x", "0", "-3", "17", "99999999999"}) {
    tree.put("run/evaluators-home", odd);
    EXPECT_FALSE(decided_evaluators(map, "home")) << odd;
  }
  tree.put("run/evaluators-home", "3\n");
  EXPECT_EQ(started_on(map, "home", root),
            (std::vector<std::string>{"broker-1@home", "evaluator-1@home", "evaluator-2@home",
                                      "evaluator-3@home"}));
  EXPECT_EQ(decide_evaluators(map, "home", root).value(), 1);
  EXPECT_EQ(tree.get("run/evaluators-home"), "1");
  EXPECT_EQ(started_on(map, "home", root).size(), 2U);
}

TEST(EvaluatorCount, ANumberIsStartedAsItStands) {
  hardware::BoardTree tree;
  tree.put("run/evaluators-home", "1\n");
  const auto map = map_of("broker = 1, evaluator = 5", (tree.folder() / "run").string());
  EXPECT_FALSE(evaluators_follow(map, "home"));
  EXPECT_EQ(started_on(map, "home", {tree.folder()}).size(), 6U);
}

TEST(EvaluatorCount, WhereItCannotBeKeptThatIsSaid) {
  hardware::BoardTree tree;
  tree.put("run", "a file where a folder should be");
  const auto map = map_of(R"(broker = 1, evaluator = "auto")", (tree.folder() / "run").string());
  const auto count = decide_evaluators(map, "home", {tree.folder()});
  ASSERT_FALSE(count);
  EXPECT_NE(count.error().where.find("evaluators-home"), std::string::npos);
}

}  // namespace
}  // namespace ballast::actors
