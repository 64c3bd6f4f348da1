#include "actors/display/shown_plan.hpp"

#include <utility>

#include <fmt/format.h>

namespace ballast::actors {
namespace {

using std::chrono::milliseconds;
using State = messages::PlanState;

constexpr milliseconds plan_silent{5'000};
constexpr milliseconds between_pulses{1'000};

double share_of(const hardware::PlanMeter& meter) {
  return meter.total == 0 ? 0.0
                          : static_cast<double>(meter.done) / static_cast<double>(meter.total);
}

/// The number of an error is the exit code that `ballast plan` ends with. Nothing says what is
/// traded: whoever passes by can read it.
Interlude interlude_of(const messages::PlanCompleted& completed, milliseconds now) {
  constexpr std::uint32_t failed = 1;
  constexpr std::uint32_t incomplete = 4;
  if (completed.state == State::failed) {
    return {hardware::paint_error(failed), "plan failed", now};
  }
  if (completed.state == State::incomplete) {
    return {hardware::paint_error(incomplete), "plan incomplete", now};
  }
  const std::uint32_t steps = completed.steps;
  const std::string words =
      steps == 0 ? "nothing to do" : fmt::format("{} step{}", steps, steps == 1 ? "" : "s");
  return {hardware::paint_result(steps), words, now};
}

}  // namespace

void ShownPlan::hear(const messages::PlanProgress& progress, Time now) {
  if (!pulse_ || now - *pulse_ >= between_pulses) pulse_ = now;
  const bool same = meter_ && progress.plan_id == plan_id_;
  if (meter_ && !same && now - heard_ < plan_silent) return;
  hardware::PlanMeter next{progress.stage, progress.done, progress.total, now};
  if (same) {
    next.began = meter_->began;
    if (next.stage == meter_->stage && share_of(next) < share_of(*meter_)) next = *meter_;
  }
  plan_id_ = progress.plan_id;
  heard_ = now;
  meter_ = std::move(next);
}

std::optional<Interlude> ShownPlan::hear(const messages::PlanCompleted& completed, Time now) {
  if (completed.plan_id == plan_id_ || plan_id_.empty()) meter_.reset();
  if (completed.state == State::cancelled) return std::nullopt;
  if (completed.state == State::completed || completed.state == State::degraded) {
    failed_ = false;
    proposes_ = completed.steps > 0;
  } else if (completed.state == State::failed || completed.state == State::incomplete) {
    failed_ = true;
  }
  if (!completed.decision_hash.empty()) newest_ = unread_ = completed.plan_id;
  return interlude_of(completed, now);
}

std::string ShownPlan::take_unread() {
  return std::exchange(unread_, "");
}

void ShownPlan::read(const messages::PlanReport& report) {
  if (report.plan_id == newest_ && report.decision) {
    stale_ = !report.decision->prices.stale.empty();
  }
}

void ShownPlan::put_into(hardware::BoardView& view) const {
  view.plan = meter_;
  view.pulse = pulse_;
  view.proposes = proposes_;
  view.stale = stale_;
}

}  // namespace ballast::actors
