// How far the searches of a plan are: what the journal keeps, and what is taken from there.
//
// Of a search by bounds that is what was found and every node that nobody has answered for, waiting
// or handed out. All else was searched, or was passed over because something as good as it could be
// was found, which is kept with it: so to search these nodes is to finish the search. What the
// coordinator does alone before it hands nodes out, at most as long as one batch, is done again.
#include <algorithm>
#include <utility>

#include "actors/coordinator/plan_job.hpp"
#include "messages/codec.hpp"
#include "planner/bounding/can_bound.hpp"

namespace ballast::actors {

messages::SearchProgress* PlanJob::recalled() {
  const auto at = recalled_.find(pass());
  if (at == recalled_.end()) return nullptr;
  // A coordinator of another release does not go on where one that might decide otherwise was.
  const bool same = at->second.engine == engine && at->second.context == context_hash_ &&
                    are_slices(at->second.finished, planner::space_size(prepared_->context));
  return same ? &at->second : nullptr;
}

bool PlanJob::recall_whole() {
  messages::SearchProgress* progress = recalled();
  if (progress == nullptr || !progress->complete) return false;
  found_ = std::move(progress->found);
  spreading_ = progress->by_bounds;
  left_ = {{}, progress->steps};
  scored_before_spreading_ = 0;
  return true;
}

void PlanJob::recall_part() {
  messages::SearchProgress* progress = recalled();
  if (progress == nullptr || progress->complete || progress->by_bounds) return;
  finished_ = FinishedWork(std::move(progress->found), progress->finished);
  found_ = finished_.found();
  begun_with_ = finished_.slices();
  recalled_.erase(pass());
}

bool PlanJob::recall_subtrees() {
  messages::SearchProgress* progress = recalled();
  const planner::PlanContext& context = prepared_->context;
  if (progress == nullptr || progress->complete || !progress->by_bounds) return false;
  const auto stands = [&](const auto& node) { return planner::is_node_of(context, node); };
  if (page_ || !planner::can_bound(context) || !std::ranges::all_of(progress->left, stands)) {
    return false;
  }
  found_ = std::move(progress->found);
  left_ = {std::move(progress->left), progress->steps};
  spreading_ = true;
  scored_before_spreading_ = 0;
  steps_before_spreading_ = 0;
  recalled_.erase(pass());
  return true;
}

void PlanJob::batch_merged(std::string_view work, std::string_view result) {
  const auto task = messages::decode<messages::SearchTask>(work);
  if (!task) return;
  if (task->kind == messages::TaskKind::subtrees) {
    out_.take_back(task->nodes);
    finished_more_ = true;
  }
  if (task->kind != messages::TaskKind::range || task->begin >= task->end) return;
  const auto answer = messages::decode<messages::SearchAnswer>(result);
  if (!answer) return;
  finished_.add({task->begin, task->end}, answer->result, keep());
  finished_more_ = true;
}

std::uint64_t PlanJob::done_units() const {
  if (spreading_) return out_.answered();
  std::uint64_t begun_with = 0;
  for (std::size_t at = 0; at + 1 < begun_with_.size(); at += 2) {
    begun_with += begun_with_[at + 1] - begun_with_[at];
  }
  return finished_.size() - begun_with;
}

messages::SearchProgress PlanJob::progress_by_bounds() const {
  messages::SearchProgress progress{context_hash_, false, {}, found_, engine, true};
  progress.found.evaluated += scored_before_spreading_;
  progress.left = left_.nodes;
  out_.append_to(progress.left);
  progress.steps = steps_before_spreading_ + left_.steps;
  return progress;
}

std::optional<messages::SearchProgress> PlanJob::unkept_progress() {
  if (!std::exchange(finished_more_, false)) return std::nullopt;
  if (spreading_) return progress_by_bounds();
  return messages::SearchProgress{context_hash_, false, finished_.slices(), finished_.found(),
                                  engine};
}

messages::SearchProgress PlanJob::whole_progress() const {
  messages::SearchProgress progress =
      spreading_ ? progress_by_bounds()
                 : messages::SearchProgress{context_hash_, false, {}, found_, engine};
  progress.complete = true;
  return progress;
}

}  // namespace ballast::actors
