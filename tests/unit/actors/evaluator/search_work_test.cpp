#include "actors/evaluator/search_work.hpp"

#include <random>

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "planner/bounding/exact_search.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"

namespace ballast::actors {
namespace {

using messages::SearchTask;
using messages::TaskKind;
using planner::FailureKind;

class Searching : public testing::Test {
 protected:
  Searching() {
    std::mt19937_64 random(7);
    context = planner::test::random_context(random, {});
    EXPECT_TRUE(work.begin_run("run", messages::encode(context)));
  }

  [[nodiscard]] SearchTask whole() const {
    SearchTask task;
    task.keep = 5;
    task.end = planner::space_size(context);
    return task;
  }

  [[nodiscard]] broker::Result<void> begin(const SearchTask& task) {
    return work.begin_batch("run", messages::encode(task));
  }

  void expect_refused(const SearchTask& task, const std::string& where) {
    const auto begun = begin(task);
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().kind, FailureKind::invalid);
    EXPECT_EQ(begun.error().where, where) << planner::describe(begun.error());
  }

  [[nodiscard]] messages::SearchAnswer answer(const SearchTask& task) {
    const auto begun = begin(task);
    EXPECT_TRUE(begun) << planner::describe(begun.error());
    for (int slices = 0; begun && slices < 1'000'000; ++slices) {
      if (const auto bytes = work.advance()) {
        return messages::decode<messages::SearchAnswer>(*bytes).value();
      }
    }
    ADD_FAILURE() << "no answer";
    return {};
  }

  /// The whole search by bounds as one task.
  [[nodiscard]] SearchTask all_subtrees() const {
    SearchTask task;
    task.kind = TaskKind::subtrees;
    task.keep = 5;
    task.most_steps = 1'000'000;
    for (const planner::Form form : planner::forms_of(context)) {
      task.nodes.push_back({form, {}, {}, planner::Score::one});
    }
    return task;
  }

  planner::PlanContext context;
  SearchWork work;
};

TEST_F(Searching, OfSubtreesFindsTheBest) {
  const auto found = answer(all_subtrees());
  EXPECT_EQ(found.result.best, planner::search_exactly(context, {}, 5).best);
  EXPECT_TRUE(found.left.empty());
  EXPECT_GT(found.steps, 0U);
  EXPECT_EQ(found.checksum, messages::checksum_of(found));
}

TEST_F(Searching, CountsItsSteps) {
  EXPECT_EQ(work.steps(), 0U);
  static_cast<void>(answer(whole()));
  const std::uint64_t indices = planner::space_size(context);
  EXPECT_EQ(work.steps(), indices) << "one for each index";
  const auto found = answer(all_subtrees());
  EXPECT_EQ(work.steps(), indices + found.steps);
  ASSERT_TRUE(begin(whole()));
  work.abandon();
  EXPECT_EQ(work.steps(), indices + found.steps) << "what was not done does not count";
}

TEST_F(Searching, OfSubtreesSendsBackWhatIsBeyondItsLimit) {
  SearchTask task = all_subtrees();
  task.most_steps = 0;
  const auto found = answer(task);
  EXPECT_EQ(found.left, task.nodes);
  EXPECT_EQ(answer(task), found) << "an answer depends on its task alone";
}

TEST_F(Searching, RefusesNodesThatAreNoneOfThePlan) {
  SearchTask task = all_subtrees();
  task.nodes.front().chosen = {500};
  expect_refused(task, "nodes, known");
  task = all_subtrees();
  task.nodes.front().form.sells_only = true;
  task.nodes.front().form.geography = false;
  task.nodes.front().form.industry = false;
  expect_refused(task, "nodes, known");
  task = all_subtrees();
  task.known = {{{}, 0, {7, 7}}};
  expect_refused(task, "nodes, known");
}

TEST_F(Searching, AnswersWhatBruteForceFinds) {
  const auto found = answer(whole());
  auto best = found.result.best;
  auto expected = planner::test::brute_force(context, {}, 5);
  // Doing nothing is in no batch.
  std::erase_if(expected.best, [](const auto& one) { return one.candidates.empty(); });
  best.resize(std::min(best.size(), expected.best.size()));
  EXPECT_EQ(best, expected.best);
  EXPECT_EQ(found.checksum, messages::checksum_of(found));
}

TEST_F(Searching, AnEmptySliceHasAnEmptyAnswer) {
  SearchTask task = whole();
  task.begin = task.end;
  EXPECT_EQ(answer(task).result, planner::SearchResult{});
}

TEST_F(Searching, WrittenOutSequencesAreScored) {
  SearchTask task;
  task.kind = TaskKind::written_out;
  task.sequences = messages::pack_sequences({{0}, {}});
  EXPECT_EQ(
      answer(task).result,
      planner::search_sequences(context, std::vector<std::vector<planner::CandidateIndex>>{{0}, {}},
                                {}, task.keep));
}

TEST_F(Searching, LooksForAPageOfTheFrontWhereItIsToldTo) {
  const planner::IndexRange all{0, planner::space_size(context)};
  const auto front = planner::front_of_range(context, all, {}).front;
  ASSERT_FALSE(front.members.empty());
  SearchTask task = whole();
  task.front = planner::FrontPage{1, {}};
  const auto found = answer(task).result;
  EXPECT_EQ(found, planner::front_of_range(context, all, *task.front));
  EXPECT_EQ(found.front.members, std::vector{front.members.front()});
  EXPECT_TRUE(found.best.empty());
  task.front->known = {front.members.front().candidates};
  const auto next = answer(task).result;
  EXPECT_EQ(next, planner::front_of_range(context, all, *task.front));
  EXPECT_NE(next.front.members, found.front.members);
  task.kind = TaskKind::written_out;
  task.begin = task.end = 0;
  const std::vector<std::vector<planner::CandidateIndex>> sequences{{}, {0}};
  task.sequences = messages::pack_sequences(sequences);
  EXPECT_EQ(answer(task).result, planner::front_of_sequences(context, sequences, *task.front));
}

TEST_F(Searching, PagesThatAreNoneAreRefused) {
  SearchTask task = whole();
  task.front = planner::FrontPage{0, {}};
  expect_refused(task, "front");
  task.front = planner::FrontPage{planner::front_slice_limit + 1, {}};
  expect_refused(task, "front");
  task.front = planner::FrontPage{1, {{1, 0}}};
  expect_refused(task, "front");
  task.front = planner::FrontPage{1, {{0xffff}}};
  expect_refused(task, "front");
  task.front =
      planner::FrontPage{1, std::vector<std::vector<planner::CandidateIndex>>(
                                planner::max_front_limit + planner::front_slice_limit + 1)};
  expect_refused(task, "front");
}

TEST_F(Searching, SlicesBeyondTheSpaceAreRefused) {
  SearchTask task = whole();
  ++task.end;
  expect_refused(task, "begin, end");
  task = whole();
  task.begin = task.end;
  task.end = 0;
  expect_refused(task, "begin, end");
  task.begin = task.end = ~std::uint64_t{0};
  expect_refused(task, "begin, end");
}

TEST_F(Searching, NothingOrEverythingToKeepIsRefused) {
  SearchTask task = whole();
  task.keep = 0;
  expect_refused(task, "keep");
  task.keep = 4'000'000'000;
  expect_refused(task, "keep");
}

TEST_F(Searching, SequencesThatAreNoSetsAreRefused) {
  const auto count = static_cast<planner::CandidateIndex>(context.candidates.size());
  using Set = std::vector<planner::CandidateIndex>;
  for (const Set& set : {Set{count}, Set{1, 0}, Set{1, 1}, Set{1023}}) {
    SearchTask task;
    task.kind = TaskKind::written_out;
    task.sequences = messages::pack_sequences({set});
    expect_refused(task, "sequences");
    task = whole();
    task.distinctness.references = {set};
    expect_refused(task, "sequences");
  }
}

TEST_F(Searching, SequencesThatAreCutAreRefused) {
  SearchTask task;
  task.kind = TaskKind::written_out;
  task.sequences = std::string("\x02\x00", 2);
  EXPECT_FALSE(begin(task));
  task.sequences = std::string(1, '\xff');
  EXPECT_FALSE(begin(task));
}

TEST_F(Searching, ARunWithoutContextIsMissing) {
  const auto begun = work.begin_batch("other", messages::encode(whole()));
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().kind, FailureKind::missing);
  work.end_run("run");
  EXPECT_FALSE(begin(whole()));
}

TEST_F(Searching, AContextWithAFaultIsRefused) {
  planner::PlanContext broken = context;
  broken.sell_count = static_cast<std::uint16_t>(broken.candidates.size() + 1);
  EXPECT_FALSE(work.begin_run("broken", messages::encode(broken)));
  EXPECT_FALSE(work.begin_run("broken", "rubbish"));
  EXPECT_FALSE(work.begin_batch("broken", messages::encode(whole())));
}

TEST_F(Searching, HostileBytesAreRefusedAndTheNextBatchIsWorked) {
  std::mt19937_64 random(11);
  const std::string honest = messages::encode(whole());
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes = honest;
    for (int change = 0; change < 3; ++change) {
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    }
    if (round % 3 == 0) bytes.resize(random() % bytes.size());
    if (work.begin_batch("run", bytes)) work.abandon();
  }
  EXPECT_FALSE(answer(whole()).result.best.empty());
}

TEST_F(Searching, AnAbandonedBatchLeavesNothingBehind) {
  ASSERT_TRUE(begin(whole()));
  work.abandon();
  SearchTask task = whole();
  task.end = 1;
  const auto found = answer(task).result;
  EXPECT_EQ(found.evaluated + found.infeasible + found.outside, 1U);
}

}  // namespace
}  // namespace ballast::actors
