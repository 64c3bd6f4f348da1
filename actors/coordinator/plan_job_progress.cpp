// How far the searches of a plan are: what the journal keeps, and what is taken from there.
#include <utility>

#include "actors/coordinator/plan_job.hpp"
#include "messages/codec.hpp"
#include "messages/hashes.hpp"

namespace ballast::actors {

messages::SearchProgress* PlanJob::recalled() {
  const auto at = recalled_.find(pass());
  if (at == recalled_.end()) return nullptr;
  // A coordinator of another release does not go on where one that might decide otherwise was.
  const bool same = at->second.engine == engine &&
                    at->second.context == messages::context_hash(prepared_->context) &&
                    are_slices(at->second.finished, planner::space_size(prepared_->context));
  return same ? &at->second : nullptr;
}

bool PlanJob::recall_whole() {
  messages::SearchProgress* progress = recalled();
  if (progress == nullptr || !progress->complete) return false;
  found_ = std::move(progress->found);
  return true;
}

void PlanJob::recall_part() {
  messages::SearchProgress* progress = recalled();
  if (progress == nullptr || progress->complete) return;
  finished_ = FinishedWork(std::move(progress->found), progress->finished);
  found_ = finished_.found();
  begun_with_ = finished_.slices();
  recalled_.erase(pass());
}

void PlanJob::batch_merged(std::string_view work, std::string_view result) {
  const auto task = messages::decode<messages::SearchTask>(work);
  if (!task || task->kind != messages::TaskKind::range || task->begin >= task->end) return;
  const auto answer = messages::decode<messages::SearchAnswer>(result);
  if (!answer) return;
  finished_.add({task->begin, task->end}, answer->result, keep());
  finished_more_ = true;
}

std::optional<messages::SearchProgress> PlanJob::unkept_progress() {
  if (!std::exchange(finished_more_, false)) return std::nullopt;
  return messages::SearchProgress{messages::context_hash(prepared_->context), false,
                                  finished_.slices(), finished_.found(), engine};
}

messages::SearchProgress PlanJob::whole_progress() const {
  return {messages::context_hash(prepared_->context), true, {}, found_, engine};
}

}  // namespace ballast::actors
