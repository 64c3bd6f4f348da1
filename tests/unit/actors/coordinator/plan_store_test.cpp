#include "actors/coordinator/plan_store.hpp"

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {
namespace {

using messages::PlanReport;
using messages::PlanState;

class Plans : public testing::Test {
 protected:
  [[nodiscard]] PlanStore open() const {
    auto store =
        broker::Store::open({directory.path() / "plans.db", PlanStore::migrations(), false});
    if (!store) throw std::runtime_error(planner::describe(store.error()));
    return PlanStore(std::move(*store));
  }

  [[nodiscard]] static PlanReport finished(const std::string& id) {
    PlanReport report;
    report.plan_id = id;
    report.state = PlanState::completed;
    report.decision.emplace();
    report.decision->narrative = "Nothing is worth doing.";
    report.decision->steps.resize(2);
    report.decision_hash = "abc";
    report.certificate.emplace().bound = planner::Score{9};
    report.certificate->prices.emplace_back().groups = {-1, 2};
    report.run.emplace();
    report.run->evaluated = 17;
    return report;
  }

  TemporaryDirectory directory;
  planner::PlanRequest request = planner::example::request();
};

TEST_F(Plans, ThatIsMadeTwiceIsMadeOnce) {
  PlanStore plans = open();
  EXPECT_TRUE(plans.create({"plan-1", 1000, request}).value());
  planner::PlanRequest other = request;
  other.seed = 99;
  EXPECT_FALSE(plans.create({"plan-1", 2000, other}).value());
  const auto found = plans.find("plan-1").value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->created_ms, 1000);
  EXPECT_EQ(found->request, request);
  EXPECT_EQ(found->state, PlanState::running);
  EXPECT_FALSE(found->decision || found->run || found->failure || found->inputs);
}

TEST_F(Plans, KeepHowFarTheirSearchesAreUntilTheyEnd) {
  const messages::SearchProgress part{"hash", false, {10, 20, 30, 40}, {}};
  const messages::SearchProgress more{"hash", false, {10, 40}, {}};
  const messages::SearchProgress whole{"hash", true, {}, {}};
  {
    PlanStore plans = open();
    ASSERT_TRUE(plans.create({"plan-1", 1000, request}));
    ASSERT_TRUE(plans.record_progress("plan-1", 0, whole));
    ASSERT_TRUE(plans.record_progress("plan-1", 1, part));
    ASSERT_TRUE(plans.record_progress("plan-1", 1, more));
  }
  PlanStore plans = open();
  EXPECT_EQ(plans.progress("plan-1").value(), (ProgressOfPasses{{0, whole}, {1, more}}));
  EXPECT_TRUE(plans.progress("plan-2").value().empty());
  ASSERT_TRUE(plans.finish(finished("plan-1"), nullptr, nullptr));
  EXPECT_TRUE(plans.progress("plan-1").value().empty());
}

TEST_F(Plans, AreFoundAgainAfterARestart) {
  {
    PlanStore plans = open();
    ASSERT_TRUE(plans.create({"plan-1", 1000, request, "2026-01-31"}));
    ASSERT_TRUE(plans.record_inputs("plan-1", messages::encode_inputs(planner::example::inputs())));
    ASSERT_TRUE(plans.create({"plan-2", 2000, request}));
    ASSERT_TRUE(plans.finish(finished("plan-2")));
  }
  PlanStore plans = open();
  EXPECT_EQ(plans.unfinished().value(), std::vector<std::string>{"plan-1"});
  EXPECT_EQ(plans.find("plan-1").value()->inputs, planner::example::inputs());
  EXPECT_FALSE(plans.find("plan-1", false).value()->inputs);
  EXPECT_EQ(plans.encoded_inputs("plan-1"), messages::encode(planner::example::inputs()));
  EXPECT_EQ(plans.encoded_inputs("plan-2"), "");
  EXPECT_EQ(plans.planning_date("plan-1").value(), "2026-01-31");
  EXPECT_EQ(plans.planning_date("plan-2").value(), "");
  PlanReport expected = finished("plan-2");
  expected.created_ms = 2000;
  expected.request = request;
  EXPECT_EQ(plans.find("plan-2").value(), expected);
}

TEST_F(Plans, MayBeRecordedWithTheirEndInOneCommit) {
  const auto inputs = messages::encode_inputs(planner::example::inputs());
  const NewPlan beginning{"plan-1", 1000, request, "2026-01-31"};
  {
    PlanStore plans = open();
    EXPECT_FALSE(plans.holds("plan-1").value());
    ASSERT_TRUE(plans.finish(finished("plan-1"), &beginning, &inputs));
    EXPECT_TRUE(plans.holds("plan-1").value());
  }
  PlanStore plans = open();
  PlanReport expected = finished("plan-1");
  expected.created_ms = 1000;
  expected.request = request;
  expected.inputs = planner::example::inputs();
  EXPECT_EQ(plans.find("plan-1").value(), expected);
  EXPECT_EQ(plans.planning_date("plan-1").value(), "2026-01-31");
  EXPECT_TRUE(plans.unfinished().value().empty());
}

TEST_F(Plans, OfTheSameInputsShareThemUntilTheLastIsGone) {
  const auto inputs = messages::encode_inputs(planner::example::inputs());
  const auto kept = [&] {
    SQLite::Database file((directory.path() / "plans.db").string());
    return file.execAndGet("SELECT count(*) FROM plan_inputs").getInt();
  };
  PlanStore plans = open();
  for (const char* id : {"first", "second"}) {
    const NewPlan beginning{id, 1, request};
    ASSERT_TRUE(plans.finish(finished(id), &beginning, &inputs));
  }
  EXPECT_EQ(kept(), 1);
  EXPECT_EQ(plans.find("first").value()->inputs, planner::example::inputs());
  EXPECT_EQ(plans.find("second").value()->inputs, planner::example::inputs());
  for (std::size_t at = 0; at + 1 < kept_plans_max; ++at) {
    ASSERT_TRUE(plans.create({"later-" + std::to_string(at), 1000, request}));
  }
  ASSERT_TRUE(plans.tidy());
  EXPECT_EQ(kept(), 1) << "one of the two is left";
  ASSERT_TRUE(plans.create({"last", 2000, request}));
  ASSERT_TRUE(plans.tidy());
  EXPECT_EQ(kept(), 0);
}

TEST_F(Plans, OfAnEarlierVersionKeepTheirInputs) {
  const std::string bytes = messages::encode_inputs(planner::example::inputs()).bytes;
  {
    auto earlier = PlanStore::migrations();
    earlier.resize(2);
    auto store = broker::Store::open({directory.path() / "plans.db", earlier, false});
    ASSERT_TRUE(store);
    SQLite::Statement insert(store->database(),
                             "INSERT INTO plans (plan_id, created_ms, state, request, inputs) "
                             "VALUES (?, 1, 'running', ?, ?)");
    const std::string wish = messages::encode(request);
    for (const bool gathered : {true, false}) {
      insert.reset();
      insert.bind(1, gathered ? "gathered" : "bare");
      insert.bind(2, wish.data(), static_cast<int>(wish.size()));
      if (gathered) {
        insert.bind(3, bytes.data(), static_cast<int>(bytes.size()));
      } else {
        insert.bind(3);
      }
      insert.exec();
    }
  }
  PlanStore plans = open();
  EXPECT_EQ(plans.find("gathered").value()->inputs, planner::example::inputs());
  EXPECT_FALSE(plans.find("bare").value()->inputs);
  EXPECT_EQ(plans.find("bare").value()->request, request);
}

TEST_F(Plans, ThatFailedSayWhy) {
  PlanStore plans = open();
  ASSERT_TRUE(plans.create({"plan-1", 1000, request}));
  PlanReport failed;
  failed.plan_id = "plan-1";
  failed.state = PlanState::failed;
  failed.failure = planner::Failure{planner::FailureKind::missing, "no price", "AAA", "a price"};
  ASSERT_TRUE(plans.finish(failed));
  const auto found = plans.find("plan-1").value();
  EXPECT_EQ(found->state, PlanState::failed);
  EXPECT_EQ(found->failure, failed.failure);
  EXPECT_TRUE(plans.unfinished().value().empty());
}

TEST_F(Plans, AreFoundByTheEndOfTheirId) {
  PlanStore plans = open();
  for (const char* id : {"0001-aaaa", "0001-abaa", "0001-bbbb"}) {
    ASSERT_TRUE(plans.create({id, 1000, request}));
  }
  EXPECT_EQ(plans.find("bbbb").value()->plan_id, "0001-bbbb");
  EXPECT_EQ(plans.find("-abaa").value()->plan_id, "0001-abaa");
  EXPECT_FALSE(plans.find("bbb").value()) << "too short to mean anything";
  EXPECT_FALSE(plans.find("0001").value()) << "a beginning";
  EXPECT_FALSE(plans.find("%").value());
  EXPECT_FALSE(plans.find("").value());
}

TEST_F(Plans, WithTheSameEndAreToldApartByMore) {
  PlanStore plans = open();
  ASSERT_TRUE(plans.create({"1-aaaa", 1000, request}));
  ASSERT_TRUE(plans.create({"2-aaaa", 1000, request}));
  ASSERT_TRUE(plans.create({"aaaa", 1000, request}));
  EXPECT_EQ(plans.find("aaaa").value()->plan_id, "aaaa") << "the whole id goes before endings";
  const auto found = plans.find("-aaaa");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().what, "more than one plan ends like this");
  EXPECT_EQ(plans.find("2-aaaa").value()->plan_id, "2-aaaa");
}

TEST_F(Plans, AreListedNewestFirstWhateverTheClockSaid) {
  PlanStore plans = open();
  ASSERT_TRUE(plans.create({"c", 1000, request}));
  ASSERT_TRUE(plans.create({"a", 3000, request}));
  ASSERT_TRUE(plans.create({"b", 2000, request}));  // the clock was set back
  ASSERT_TRUE(plans.finish(finished("b")));
  const auto list = plans.list(2).value();
  ASSERT_EQ(list.plans.size(), 2U);
  EXPECT_EQ(list.plans[0].plan_id, "b");
  EXPECT_EQ(list.plans[0].step_count, 2U);
  EXPECT_FALSE(list.plans[0].headline.empty());
  EXPECT_EQ(list.plans[1].plan_id, "a");
  EXPECT_EQ(list.plans[1].state, PlanState::running);
  EXPECT_EQ(plans.unfinished().value(), (std::vector<std::string>{"c", "a"}));
}

TEST_F(Plans, MadeAfterTheClockWasSetBackAreNotTheOldest) {
  PlanStore plans = open();
  for (std::size_t at = 0; at < kept_plans_max; ++at) {
    const std::string id = "plan-" + std::to_string(at);
    const NewPlan early{id, 1'000'000, request, ""};
    ASSERT_TRUE(plans.finish(finished(id), &early));
  }
  const NewPlan late{"late", 1, request, ""};
  ASSERT_TRUE(plans.finish(finished("late"), &late));
  ASSERT_TRUE(plans.tidy());
  EXPECT_TRUE(plans.find("late").value());
  EXPECT_FALSE(plans.find("plan-0").value());
}

TEST_F(Plans, TheOldestGoButNoneThatIsUnderWay) {
  PlanStore plans = open();
  ASSERT_TRUE(plans.create({"first", 1, request}));
  ASSERT_TRUE(plans.create({"second", 2, request}));
  ASSERT_TRUE(plans.finish(finished("second")));
  for (std::size_t at = 0; at < kept_plans_max; ++at) {
    const std::string id = "later-" + std::to_string(at);
    ASSERT_TRUE(plans.create({id, 1000 + static_cast<std::int64_t>(at), request}));
  }
  ASSERT_TRUE(plans.tidy());
  EXPECT_FALSE(plans.find("second").value());
  EXPECT_TRUE(plans.find("first").value()) << "it is not finished";
  EXPECT_EQ(plans.unfinished().value().front(), "first");
}

}  // namespace
}  // namespace ballast::actors
