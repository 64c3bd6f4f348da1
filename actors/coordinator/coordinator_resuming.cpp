// Plans that the coordinator before this one left open: they go on, but for one that coordinators
// die of.
//
// Nobody knows which of the plans that were under way a coordinator died of. So all are suspected,
// and one that was under way at two deaths goes on when no other suspect does: what is still under
// way at a third is not there by chance.
#include <algorithm>

#include <fmt/format.h>

#include "actors/coordinator/coordinator.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

constexpr std::uint32_t deaths_of_suspects = 2;
constexpr std::uint32_t deaths_max = 3;

}  // namespace

void Coordinator::resume_unfinished() {
  const auto ids = store_.unfinished();
  if (!ids) throw std::runtime_error(planner::describe(ids.error()));
  for (const std::string& id : *ids) {
    // The one that this start is about is not counted yet.
    const std::uint32_t deaths = store_.deaths(id).value_or(0);
    if (deaths == deaths_of_suspects - 1) {
      suspects_.push_back(id);
    } else {
      resume(id);
    }
  }
  resume_next_suspect();
}

void Coordinator::resume_next_suspect() {
  while (!suspects_.empty() && find_job(suspect_) == nullptr) {
    suspect_ = suspects_.front();
    suspects_.pop_front();
    resume(suspect_);
  }
}

bool Coordinator::resume_suspect(const std::string& id) {
  const auto at = std::ranges::find(suspects_, id);
  if (at == suspects_.end()) return false;
  suspects_.erase(at);
  resume(id);
  return true;
}

void Coordinator::resume(const std::string& id) {
  auto report = store_.find(id);
  if (!report || !*report || !(*report)->request) return;
  auto job = std::make_unique<PlanJob>(id, *(*report)->request, settings_.clock.now());
  limit(*job);
  const auto date = store_.planning_date(id);
  job->date = planning_date(date ? *date : "").value_or(settings_.file.planning_date);
  job->inputs = (*report)->inputs;
  job->inputs_recorded = job->inputs.has_value();
  if (auto progress = store_.progress(id)) job->recall(std::move(*progress));
  PlanJob& open = *jobs_.insert_or_assign(id, std::move(job)).first->second;
  // A store that fails is told by the plan's end.
  const std::uint32_t deaths = store_.count_death(id).value_or(0);
  if (deaths >= deaths_max) {
    return fail(open, {FailureKind::internal,
                       fmt::format("the plan was set aside: the coordinator died {} times while it "
                                   "made it",
                                   deaths),
                       "plan " + id,
                       "a smaller plan, or more memory; the coordinator's log says how it ended"});
  }
  if (open.inputs) {
    identify(open);
  } else {
    gather(open);
  }
}

void Coordinator::drain(Outlet& /*outlet*/) {
  std::vector<std::string> open;
  for (const auto& [id, job] : jobs_) open.push_back(id);
  static_cast<void>(store_.end_alive(open));
}

}  // namespace ballast::actors
