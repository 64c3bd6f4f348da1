// What travels between coordinator and evaluators: contexts, batches, answers. What is accepted is
// also worked on, for a while.
#include <random>

#include "actors/coordinator/search_rules.hpp"
#include "actors/evaluator/search_work.hpp"
#include "messages/codec.hpp"
#include "planner/bounding/can_bound.hpp"
#include "planner/bounding/exact_search.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"

namespace ballast::fuzz {
namespace {

using messages::SearchAnswer;
using messages::SearchTask;
using planner::PlanContext;

constexpr std::uint64_t indices_most = 500;
constexpr std::uint64_t steps_most = 500;
constexpr int slices_most = 20;

PlanContext small_context(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  planner::test::ProblemShape shape;
  shape.most_a_side = 4;
  shape.with_rules = seed % 2 == 1;
  shape.with_industries = seed % 3 == 1;
  PlanContext context = planner::test::random_context(random, shape);
  if (seed % 4 == 3) planner::test::add_scenarios(random, 3, context);
  return context;
}

/// Works at the batch that was begun; returns its answer, or nothing if it takes long.
std::optional<SearchAnswer> worked(actors::SearchWork& work) {
  for (int slice = 0; slice < slices_most; ++slice) {
    const auto bytes = work.advance();
    if (!bytes) continue;
    auto answer = messages::decode<SearchAnswer>(*bytes);
    require(answer.has_value(), "an answer cannot be read");
    require(answer->checksum == messages::checksum_of(*answer), "an answer has a wrong checksum");
    return std::move(*answer);
  }
  work.abandon();
  return std::nullopt;
}

/// An answer of this engine is taken by its own coordinator.
void require_taken(const PlanContext& context, const SearchTask& task, const SearchAnswer& answer) {
  planner::SearchResult into;
  actors::SubtreesLeft left;
  const auto rules = actors::search_rules(context, task.distinctness, into, task.keep, left);
  require(rules.merge(messages::encode(answer)).has_value(), "its own answer is refused");
}

void work_at(actors::SearchWork& work, const PlanContext& context, const SearchTask& task) {
  const auto begun = work.begin_batch("run", messages::encode(task));
  if (!begun) return require_sentence(begun.error());
  if (const auto answer = worked(work)) require_taken(context, task, *answer);
}

SearchTask slice_of(const PlanContext& context) {
  SearchTask task;
  task.keep = 5;
  task.end = std::min(planner::space_size(context), indices_most);
  return task;
}

SearchTask subtrees_of(const PlanContext& context) {
  SearchTask task;
  task.kind = messages::TaskKind::subtrees;
  task.keep = 3;
  task.most_steps = steps_most;
  for (const planner::Form form : planner::forms_of(context)) {
    task.nodes.push_back({form, {}, {}, planner::Score::one});
  }
  return task;
}

void read_context(std::string_view bytes) {
  static actors::SearchWork work;
  const auto begun = work.begin_run("run", bytes);
  if (!begun) return require_sentence(begun.error());
  const PlanContext context = messages::decode<PlanContext>(bytes).value();
  require(messages::decode<PlanContext>(messages::encode(context)).value() == context,
          "a context does not come back from its bytes");
  work_at(work, context, slice_of(context));
  if (planner::can_bound(context)) work_at(work, context, subtrees_of(context));
  work.end_run("run");
}

/// The context's number, then the batch.
void read_batch(std::string_view bytes) {
  const PlanContext context = small_context(choose(bytes, 8));
  static actors::SearchWork work;
  require(work.begin_run("run", messages::encode(context)).has_value(), "the context is refused");
  const auto begun = work.begin_batch("run", bytes);
  if (begun) worked(work);
  if (!begun) require_sentence(begun.error());
  work.end_run("run");
}

/// The context's number, then what somebody says to have found there.
void read_answer(std::string_view bytes) {
  const PlanContext context = small_context(choose(bytes, 8));
  const planner::Distinctness distinctness;
  planner::SearchResult into;
  actors::SubtreesLeft left;
  const auto rules = actors::search_rules(context, distinctness, into, 5, left);
  const auto merged = rules.merge(bytes);
  if (!merged) return require_sentence(merged.error());
  require(into.best.size() <= 5, "more is kept than is wanted");
  rules.complete(messages::encode(subtrees_of(context)));
}

std::vector<std::string> honest_contexts() {
  std::vector<std::string> out;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    out.push_back(messages::encode(small_context(seed)));
  }
  return out;
}

std::vector<std::string> honest_batches() {
  std::vector<std::string> out;
  for (char number = 0; number < 8; ++number) {
    const PlanContext context = small_context(static_cast<std::uint64_t>(number));
    SearchTask written_out;
    written_out.kind = messages::TaskKind::written_out;
    written_out.sequences = messages::pack_sequences({{0}, {0, 1}});
    SearchTask front = slice_of(context);
    front.front.emplace().limit = 3;
    for (const SearchTask& task : {slice_of(context), subtrees_of(context), written_out, front}) {
      out.push_back(number + messages::encode(task));
    }
  }
  return out;
}

std::vector<std::string> honest_answers() {
  std::vector<std::string> out;
  for (char number = 0; number < 8; ++number) {
    const PlanContext context = small_context(static_cast<std::uint64_t>(number));
    SearchAnswer answer;
    answer.result = planner::test::brute_force(context, {}, 3);
    answer.checksum = messages::checksum_of(answer);
    out.push_back(number + messages::encode(answer));
  }
  return out;
}

}  // namespace

std::vector<Target> work_targets() {
  return {{"context", read_context, honest_contexts},
          {"batch", read_batch, honest_batches},
          {"answer", read_answer, honest_answers}};
}

}  // namespace ballast::fuzz
