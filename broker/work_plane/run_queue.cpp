#include "broker/work_plane/run_queue.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker {

using planner::FailureKind;

Result<void> RunQueue::open(RunSpec spec, Monotonic now) {
  const std::string where = "run " + spec.run;
  if (spec.run.empty() || !spec.rules.size || !spec.rules.cut || !spec.rules.merge) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "a run needs an id and its rules", where, ""});
  }
  if (find(spec.run) != nullptr) {
    return tl::unexpected(Failure{FailureKind::conflict, "the run is open already", where, ""});
  }
  if (runs_.size() >= limits_.open) {
    return tl::unexpected(Failure{FailureKind::unavailable, "too many runs are open", where,
                                  "at most " + std::to_string(limits_.open)});
  }
  runs_.emplace_back(std::move(spec), limits_.leases, limits_.window, now);
  return {};
}

OpenRun* RunQueue::find(std::string_view run) {
  const auto found =
      std::ranges::find_if(runs_, [run](const OpenRun& open) { return open.spec().run == run; });
  return found == runs_.end() ? nullptr : &*found;
}

const OpenRun* RunQueue::find(std::string_view run) const {
  const auto found =
      std::ranges::find_if(runs_, [run](const OpenRun& open) { return open.spec().run == run; });
  return found == runs_.end() ? nullptr : &*found;
}

std::vector<OpenRun*> RunQueue::active() {
  std::vector<OpenRun*> out;
  for (OpenRun& run : runs_) {
    if (out.size() == limits_.active) break;
    out.push_back(&run);
  }
  if (out.empty()) return out;
  std::rotate(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(turn_ % out.size()),
              out.end());
  return out;
}

std::optional<RunOutcome> RunQueue::take_finished(Monotonic now) {
  for (const OpenRun& run : runs_) {
    if (run.finished()) return take(std::string(run.spec().run), now);
  }
  return std::nullopt;
}

std::optional<RunOutcome> RunQueue::take(std::string_view run, Monotonic now) {
  const auto found =
      std::ranges::find_if(runs_, [run](const OpenRun& open) { return open.spec().run == run; });
  if (found == runs_.end()) return std::nullopt;
  RunOutcome outcome = found->close(now);
  runs_.erase(found);
  return outcome;
}

std::vector<std::string> RunQueue::names() const {
  std::vector<std::string> out;
  for (const OpenRun& run : runs_) out.push_back(run.spec().run);
  return out;
}

}  // namespace ballast::broker
