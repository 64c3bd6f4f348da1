#include "actors/coordinator/search_rules.hpp"

#include <algorithm>

#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "planner/evaluation/evaluate.hpp"
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

bool is_true(const planner::PlanContext& context, const planner::Distinctness& distinctness,
             const planner::RankedSequence& claimed) {
  const auto& set = claimed.candidates;
  const bool known = set.size() <= planner::max_sequence_length &&
                     std::all_of(set.begin(), set.end(), [&](planner::CandidateIndex index) {
                       return index < context.candidates.size();
                     });
  return known && planner::ranked(context, set) == claimed && planner::feasible(context, set) &&
         !planner::clashes(context, set) && planner::trades_required(context, set) &&
         !planner::too_similar(distinctness, set);
}

bool is_true(const planner::PlanContext& context, const planner::FrontMember& claimed) {
  return is_true(context, {}, {claimed.objectives.score, claimed.priority, claimed.candidates}) &&
         planner::front_member(context, claimed.candidates) == claimed;
}

bool is_true(const planner::PlanContext& context, const planner::FrontSlice& slice) {
  return slice.members.size() <= planner::front_slice_limit &&
         std::is_sorted(slice.members.begin(), slice.members.end(), planner::front_before) &&
         std::all_of(slice.members.begin(), slice.members.end(),
                     [&](const auto& member) { return is_true(context, member); }) &&
         (!slice.left_out || is_true(context, *slice.left_out));
}

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
                          const planner::Distinctness& distinctness, planner::SearchResult& into,
                          std::size_t keep, SubtreesLeft& left, std::string_view result) {
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
    if (would_enter(into, keep, claimed) && !is_true(context, distinctness, claimed)) {
      return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                             "a sequence does not have the score that is claimed",
                                             "best", "what this engine computes"});
    }
  }
  if (!is_true(context, answer->result.front)) {
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
  rules.merge = [&context, &distinctness, &into, keep, &left](std::string_view result) {
    return merge_answer(context, distinctness, into, keep, left, result);
  };
  rules.complete = [&into](std::string work) { return told_of(into, std::move(work)); };
  return rules;
}

}  // namespace ballast::actors
