#include "actors/display/worker_rates.hpp"

#include <algorithm>

namespace ballast::actors {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::string_view worker_role = "evaluator";
constexpr std::size_t workers_most = 256;
constexpr int beats_missed_most = 3;
constexpr minutes shown_silent_for{1};

}  // namespace

double WorkerRates::Worker::share() const {
  const double most = *std::max_element(best.begin(), best.end());
  return most > 0.0 ? rate / most : 0.0;
}

bool WorkerRates::Worker::is_silent(Time now) const {
  return now - heard > beats_missed_most * period;
}

void WorkerRates::hear(const messages::ActorHeartbeat& beat, Time now) {
  if (beat.role != worker_role) return;
  if (workers_.size() >= workers_most && !workers_.contains(beat.instance)) return;
  const auto [at, is_new] = workers_.try_emplace(beat.instance);
  Worker& worker = at->second;
  const auto elapsed = now - worker.heard;
  const bool goes_on = !is_new && worker.incarnation == beat.incarnation && elapsed.count() > 0 &&
                       beat.progress >= worker.progress;
  if (goes_on) {
    worker.rate = static_cast<double>(beat.progress - worker.progress) /
                  std::chrono::duration<double>(elapsed).count();
  }
  const std::int64_t minute = now / minutes{1};
  for (std::int64_t old = std::max(worker.minute + 1, minute - std::int64_t{minutes_kept} + 1);
       old <= minute; ++old) {
    worker.best.at(static_cast<std::size_t>(old) % minutes_kept) = 0.0;
  }
  double& best = worker.best.at(static_cast<std::size_t>(minute) % minutes_kept);
  best = std::max(best, worker.rate);
  worker.minute = minute;
  worker.board = beat.board;
  worker.incarnation = beat.incarnation;
  worker.progress = beat.progress;
  worker.heard = now;
  worker.period = milliseconds(beat.period_ms);
  worker.busy = beat.busy;
}

std::vector<hardware::WorkerMeter> WorkerRates::meters(const std::string& board, bool of_others,
                                                       Time now) {
  std::erase_if(workers_, [&](const auto& entry) {
    return now - entry.second.heard > beats_missed_most * entry.second.period + shown_silent_for;
  });
  std::vector<hardware::WorkerMeter> out;
  for (const auto& [instance, worker] : workers_) {
    if ((worker.board != board) != of_others) continue;
    using Shown = hardware::WorkerMeter::State;
    out.push_back({worker.is_silent(now) ? Shown::silent
                   : worker.busy         ? Shown::busy
                                         : Shown::idle,
                   worker.share()});
  }
  return out;
}

void WorkerRates::hear_worked(const messages::ActorHeartbeat& beat, Time worked) {
  const auto at = workers_.find(beat.instance);
  // What it says that it does names the plan.
  if (at != workers_.end() && beat.busy) at->second.pace.measure(beat.doing, beat.progress, worked);
}

std::vector<double> WorkerRates::paces(Time now) const {
  std::vector<double> out;
  for (const auto& [instance, worker] : workers_) {
    const auto share = worker.pace.share();
    if (share && worker.busy && !worker.is_silent(now)) out.push_back(*share);
  }
  return out;
}

}  // namespace ballast::actors
