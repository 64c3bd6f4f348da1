#include "actors/coordinator/search_rules.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/scenario_prefix.hpp"
#include "planner/evaluation/search.hpp"

namespace ballast::actors {
namespace {

using broker::Result;

std::uint64_t units_of(std::string_view work) {
  const auto task = messages::decode<messages::SearchTask>(work);
  if (!task) return 0;
  if (task->kind == messages::TaskKind::written_out) {
    const auto sequences = messages::unpack_sequences(task->sequences);
    return sequences ? sequences->size() : 0;
  }
  if (task->kind == messages::TaskKind::subtrees) return task->nodes.size();
  return task->end > task->begin ? task->end - task->begin : 0;
}

broker::CutWork cut(std::string_view work, std::uint64_t units) {
  const auto task = messages::decode<messages::SearchTask>(work);
  const bool whole = !task || task->kind != messages::TaskKind::range || units == 0 ||
                     task->end - task->begin <= units;
  if (whole) return {std::string(work), std::nullopt};
  messages::SearchTask head = *task;
  messages::SearchTask rest = *task;
  head.end = rest.begin = task->begin + units;
  return {messages::encode(head), messages::encode(rest)};
}

/// Whether claims are what this engine computes. Keeps what scoring on price paths needs from one
/// claim to the next: made anew, it costs a hundred times the score.
class Truth {
 public:
  explicit Truth(const planner::PlanContext& context) : context_(context) {}

  [[nodiscard]] bool of(const planner::Distinctness& distinctness,
                        const planner::RankedSequence& claimed) {
    const auto& set = claimed.candidates;
    return is_set(set) && ranked(set) == claimed && planner::feasible(context_, set) &&
           !planner::clashes(context_, set) && planner::trades_required(context_, set) &&
           !planner::too_similar(distinctness, set);
  }

  [[nodiscard]] bool of(const planner::FrontSlice& slice) {
    return slice.members.size() <= planner::front_slice_limit &&
           std::is_sorted(slice.members.begin(), slice.members.end(), planner::front_before) &&
           std::all_of(slice.members.begin(), slice.members.end(),
                       [&](const auto& member) { return of(member); }) &&
           (!slice.left_out || of(*slice.left_out));
  }

 private:
  using Set = std::vector<planner::CandidateIndex>;

  [[nodiscard]] bool is_set(const Set& set) const {
    return set.size() <= planner::max_sequence_length &&
           std::adjacent_find(set.begin(), set.end(), std::greater_equal<>{}) == set.end() &&
           (set.empty() || set.back() < context_.candidates.size());
  }

  [[nodiscard]] planner::RankedSequence ranked(const Set& set) {
    if (!context_.scenarios || set.empty()) return planner::ranked(context_, set);
    if (!paths_) paths_.emplace(context_, planner::TradesWanted::all);
    planner::RankedSequence sequence{planner::Score{paths_->score_set(set, 0)}, 0, set};
    for (const planner::CandidateIndex index : set) {
      sequence.priority += context_.candidates[index].priority;
    }
    return sequence;
  }

  [[nodiscard]] bool of(const planner::FrontMember& claimed) {
    return of({}, {claimed.objectives.score, claimed.priority, claimed.candidates}) &&
           planner::front_member(context_, claimed.candidates) == claimed;
  }

  const planner::PlanContext& context_;
  std::optional<planner::ScenarioPrefix> paths_;
};

/// Whether a set may come to be among the best by what is claimed of it. One that may not, or that
/// was found and looked into before, need not be looked into: on price paths that takes long.
bool would_enter(const planner::SearchResult& found, std::size_t keep,
                 const planner::RankedSequence& claimed) {
  if (std::find(found.best.begin(), found.best.end(), claimed) != found.best.end()) return false;
  return found.best.size() < keep || planner::ranks_before(claimed, found.best.back());
}

std::string told_of(const planner::SearchResult& found, std::string work) {
  auto task = messages::decode<messages::SearchTask>(work);
  if (!task || task->kind != messages::TaskKind::subtrees) return work;
  task->known = found.best;
  return messages::encode(*task);
}

Result<void> merge_answer(const planner::PlanContext& context,
                          const planner::Distinctness& distinctness, Truth& truth,
                          planner::SearchResult& into, std::size_t keep, SubtreesLeft& left,
                          std::string_view result) {
  const auto answer = messages::decode<messages::SearchAnswer>(result);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->checksum != messages::checksum_of(*answer)) {
    return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                           "the answer was changed on its way", "checksum",
                                           "the checksum of the result"});
  }
  const auto& claims = answer->result.best;
  if (!std::is_sorted(claims.begin(), claims.end(), planner::ranks_before)) {
    return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                           "the sequences stand in a wrong order", "best",
                                           "the best first"});
  }
  for (const planner::RankedSequence& claimed : claims) {
    if (would_enter(into, keep, claimed) && !truth.of(distinctness, claimed)) {
      return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                             "a sequence does not have the score that is claimed",
                                             "best", "what this engine computes"});
    }
  }
  if (!truth.of(answer->result.front)) {
    return tl::make_unexpected(planner::Failure{planner::FailureKind::invalid,
                                                "a plan of the front is not what is claimed",
                                                "front", "what this engine computes, in order"});
  }
  for (const planner::OpenNode& node : answer->left) {
    if (!planner::is_node_of(context, node)) {
      return tl::make_unexpected(planner::Failure{planner::FailureKind::invalid,
                                                  "a node is none of this search", "left",
                                                  "candidates and kinds of sets of the context"});
    }
  }
  planner::merge(into, answer->result, keep);
  left.nodes.insert(left.nodes.end(), answer->left.begin(), answer->left.end());
  left.steps += answer->steps;
  return {};
}

}  // namespace

broker::WorkRules search_rules(const planner::PlanContext& context,
                               const planner::Distinctness& distinctness,
                               planner::SearchResult& into, std::size_t keep, SubtreesLeft& left) {
  broker::WorkRules rules;
  rules.size = units_of;
  rules.cut = cut;
  const auto truth = std::make_shared<Truth>(context);
  rules.merge = [&context, &distinctness, truth, &into, keep, &left](std::string_view result) {
    return merge_answer(context, distinctness, *truth, into, keep, left, result);
  };
  rules.complete = [&into](std::string work) { return told_of(into, std::move(work)); };
  return rules;
}

}  // namespace ballast::actors
