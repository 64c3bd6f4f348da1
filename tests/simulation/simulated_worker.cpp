#include "tests/simulation/simulated_worker.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker::toy {

namespace {

constexpr Monotonic slice = std::chrono::milliseconds{2};
constexpr Monotonic longest_sleep = std::chrono::milliseconds{100};  // its heartbeat

double milliseconds_of(Monotonic duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

WorkerProcessInTime::WorkerProcessInTime(SimulatedTime& time, SimulatedNetwork& network,
                                         const Endpoint& intake, SimulatedWorker& worker)
    : time_(time),
      worker_(worker),
      incarnation_(worker.incarnation),
      host_(network, worker.instance, incarnation_) {
  host_.on_arrival = [this] { wake(time_.now()); };
  WorkerOptions options{.intake = intake,
                        .identity = {"evaluator", worker.instance, worker.board, incarnation_}};
  loop_.emplace(host_, *this, *this, std::move(options));
  wake(time_.now());
}

void WorkerProcessInTime::die(Noticed noticed) {
  if (dead_) return;
  dead_ = true;
  host_.mute = noticed == Noticed::by_silence;
  loop_.reset();
  host_.lane_end = 0;
}

void WorkerProcessInTime::freeze(Monotonic duration) {
  frozen_until_ = time_.now() + duration;
}

void WorkerProcessInTime::rest(Monotonic duration) {
  loop_->rest(true);
  wake(time_.now());
  time_.in(duration, [this] {
    if (dead_) return;
    loop_->rest(false);
    wake(time_.now());
  });
}

void WorkerProcessInTime::lane_opened(const messages::LaneOpened& lane) {
  if (dead_) return;
  if (time_.now() < frozen_until_) {  // it waits in the socket
    return time_.at(frozen_until_, [this, lane] { lane_opened(lane); });
  }
  loop_->lane_opened(lane);
  wake(time_.now());
}

void WorkerProcessInTime::wake(Monotonic at) {
  if (turn_at_ && *turn_at_ <= at) return;
  turn_at_ = at;
  time_.at(at, [this, number = ++turn_number_] {
    if (number == turn_number_) turn();
  });
}

void WorkerProcessInTime::turn() {
  turn_at_.reset();
  if (dead_) return;
  if (loop_->drained()) return die(Noticed::at_once);
  if (const Monotonic ready = std::max(frozen_until_, own_time_); time_.now() < ready) {
    return wake(ready);
  }
  own_time_ = time_.now();
  host_.repeats = worker_.repeats;
  try {
    const bool more = loop_->turn();
    wake(more || loop_->drained() ? own_time_ : own_time_ + longest_sleep);
  } catch (const Died&) {
    die(Noticed::at_once);
  }
}

Result<void> WorkerProcessInTime::begin_run(std::string_view /*run*/, std::string_view context) {
  if (context == "context") return {};
  return tl::unexpected(Failure{FailureKind::invalid, "the context cannot be read", "", ""});
}

Result<void> WorkerProcessInTime::begin_batch(std::string_view /*run*/, std::string_view payload) {
  if (!read(payload, range_)) {
    return tl::unexpected(Failure{FailureKind::invalid, "the batch cannot be read", "", ""});
  }
  units_left_ = static_cast<double>(range_.end - range_.begin);
  return {};
}

std::optional<std::string> WorkerProcessInTime::advance() {
  if (worker_.poison && range_.begin <= *worker_.poison && *worker_.poison < range_.end) {
    throw Died{};
  }
  const double most = worker_.units_per_ms * milliseconds_of(slice);
  const double units = std::min(units_left_, most);
  units_left_ -= units;
  own_time_ = now() + std::chrono::duration_cast<Monotonic>(
                          std::chrono::duration<double, std::milli>(units / worker_.units_per_ms));
  host_.busy_until = own_time_;
  if (units_left_ > 0) return std::nullopt;
  ++worker_.answered;
  return toy::answer(text(range_)) + (worker_.lies ? "1" : "");
}

}  // namespace ballast::broker::toy
