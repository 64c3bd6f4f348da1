#include "actors/evaluator/search_work.hpp"

#include <algorithm>

#include "messages/codec.hpp"
#include "planner/evaluation/engine_digest.hpp"

namespace ballast::actors {
namespace {

using broker::Result;
using planner::Failure;
using planner::FailureKind;

using Sequence = std::vector<planner::CandidateIndex>;

/// A few milliseconds on a small board, so that beats and cancellations are not late. On price
/// paths a set may cost as much as some ten sets a path.
constexpr std::uint64_t indices_per_slice = 100'000;

std::uint64_t steps_per_index(const planner::PlanContext& context) {
  const std::uint64_t paths = context.scenarios ? context.scenarios->paths : 0;
  return 1 + paths / 10;
}

constexpr std::uint64_t steps_per_slice = 100'000;

/// No plan keeps more; a task from a socket may not ask for all of a space.
constexpr std::uint32_t keep_max = 1000;

/// A front is gathered until more than it may have is known, a slice at a time.
constexpr std::size_t known_max = planner::max_front_limit + planner::front_slice_limit;

bool is_set(const planner::PlanContext& context, const std::vector<planner::CandidateIndex>& set) {
  if (set.size() > planner::max_sequence_length) return false;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (set[i] >= context.candidates.size()) return false;
    if (i > 0 && set[i] <= set[i - 1]) return false;
  }
  return true;
}

std::optional<Failure> find_fault(const planner::FrontPage& page,
                                  const planner::PlanContext& context) {
  const bool known = page.known.size() <= known_max &&
                     std::all_of(page.known.begin(), page.known.end(),
                                 [&](const Sequence& set) { return is_set(context, set); });
  if (known && page.limit >= 1 && page.limit <= planner::front_slice_limit) return std::nullopt;
  return Failure{
      FailureKind::invalid, "this is no page of a front", "front",
      "1 to " + std::to_string(planner::front_slice_limit) + " members, known sets of candidates"};
}

std::optional<Failure> find_subtree_fault(const messages::SearchTask& task,
                                          const planner::PlanContext& context) {
  const bool known = task.known.size() <= keep_max &&
                     std::all_of(task.known.begin(), task.known.end(),
                                 [&](const auto& one) { return is_set(context, one.candidates); });
  const bool nodes = std::all_of(task.nodes.begin(), task.nodes.end(), [&](const auto& node) {
    return planner::is_node_of(context, node);
  });
  if (planner::can_bound(context) && known && nodes) return std::nullopt;
  return Failure{FailureKind::invalid, "these are no subtrees of this search", "nodes, known",
                 "kinds of sets and candidates of a context that can be bounded"};
}

/// Returns what is wrong with a task, which came from a socket.
std::optional<Failure> find_fault(const messages::SearchTask& task,
                                  const planner::SequenceList& sequences,
                                  const planner::PlanContext& context) {
  const auto refuse = [](std::string what, std::string where, std::string allowed) {
    return Failure{FailureKind::invalid, std::move(what), std::move(where), std::move(allowed)};
  };
  if (task.keep == 0 || task.keep > keep_max) {
    return refuse("so many cannot be kept", "keep", "1 to " + std::to_string(keep_max));
  }
  if (task.begin > task.end || task.end > planner::space_size(context)) {
    return refuse("this is no slice of the space", "begin, end",
                  "0 to " + std::to_string(planner::space_size(context)));
  }
  const auto& references = task.distinctness.references;
  const bool sets = sequences.were_sets() && sequences.candidates() <= context.candidates.size() &&
                    std::all_of(references.begin(), references.end(),
                                [&](const Sequence& set) { return is_set(context, set); });
  if (!sets) {
    return refuse("this is no set of candidates", "sequences",
                  "rising indices below " + std::to_string(context.candidates.size()));
  }
  if (task.kind == messages::TaskKind::subtrees) return find_subtree_fault(task, context);
  return task.front ? find_fault(*task.front, context) : std::nullopt;
}

}  // namespace

SearchWork::SearchWork() : digest_(planner::engine_digest()) {}

Result<void> SearchWork::begin_run(std::string_view run, std::string_view context) {
  auto decoded = messages::decode<planner::PlanContext>(context);
  if (!decoded) return tl::unexpected(decoded.error());
  if (auto fault = planner::find_fault(*decoded)) return tl::unexpected(*fault);
  runs_.insert_or_assign(std::string(run), Run{std::move(*decoded), {}});
  return {};
}

void SearchWork::end_run(std::string_view run) {
  if (const auto at = runs_.find(run); at != runs_.end()) runs_.erase(at);
}

Result<void> SearchWork::begin_batch(std::string_view run, std::string_view payload) {
  auto task = messages::decode<messages::SearchTask>(payload);
  if (!task) return tl::unexpected(task.error());
  const auto open = runs_.find(run);
  if (open == runs_.end()) {
    return tl::unexpected(
        Failure{FailureKind::missing, "this run has no context", std::string(run), ""});
  }
  auto sequences = messages::unpack_sequences(task->sequences);
  if (!sequences) return tl::unexpected(sequences.error());
  if (auto fault = find_fault(*task, *sequences, open->second.context)) {
    return tl::unexpected(*fault);
  }
  abandon();
  context_ = &open->second.context;
  steps_before_ = steps_;
  sequences_ = std::move(*sequences);
  task_ = std::move(*task);
  if (task_.kind == messages::TaskKind::subtrees) begin_subtrees(open->second);
  if (task_.kind == messages::TaskKind::range) {
    const planner::IndexRange range{task_.begin, task_.end};
    if (task_.front) {
      search_.emplace(*context_, range, *task_.front);
    } else {
      search_.emplace(*context_, range, task_.distinctness, task_.keep);
    }
  }
  return {};
}

void SearchWork::begin_subtrees(Run& run) {
  if (!run.basis) run.basis = planner::bound_basis(run.context);
  subtrees_.emplace(run.context, task_.distinctness, task_.keep, task_.nodes, task_.known,
                    run.basis);
  steps_left_ = task_.most_steps;
}

std::string SearchWork::subtrees_answer() {
  planner::ExactResult found = subtrees_->result();
  messages::SearchAnswer answer;
  answer.result.best = std::move(found.best);
  answer.result.evaluated = found.scored;
  answer.left = std::move(found.open);
  answer.steps = found.nodes;
  steps_ = std::max(steps_, steps_before_ + found.nodes);
  answer.checksum = messages::checksum_of(answer);
  abandon();
  return messages::encode(answer);
}

bool SearchWork::advance_range() {
  const std::uint64_t before = search_->done();
  const std::uint64_t each = steps_per_index(*context_);
  const bool more = search_->advance(indices_per_slice / each);
  steps_ += (search_->done() - before) * each;
  return more;
}

std::optional<std::string> SearchWork::advance() {
  if (subtrees_) {
    const std::uint64_t steps = std::min(steps_left_, steps_per_slice);
    steps_left_ -= steps;
    if (!subtrees_->advance(steps) || steps_left_ == 0) return subtrees_answer();
    steps_ += steps;
    return std::nullopt;
  }
  if (search_ && advance_range()) return std::nullopt;
  messages::SearchAnswer answer;
  if (search_) {
    answer.result = search_->result();
  } else {
    steps_ += sequences_->size() * steps_per_index(*context_);
    answer.result = task_.front ? planner::front_of_sequences(*context_, *sequences_, *task_.front)
                                : planner::search_sequences(*context_, *sequences_,
                                                            task_.distinctness, task_.keep);
  }
  answer.checksum = messages::checksum_of(answer);
  abandon();
  return messages::encode(answer);
}

void SearchWork::abandon() {
  search_.reset();
  subtrees_.reset();
  task_ = {};
  sequences_.reset();
  context_ = nullptr;
}

}  // namespace ballast::actors
