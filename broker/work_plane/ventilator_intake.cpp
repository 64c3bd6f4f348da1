// What comes to the intake: workers' words, answers and the generator's pieces.
#include <utility>

#include "broker/work_plane/ventilator_state.hpp"

namespace ballast::broker {

namespace {

// Frames read from the intake before time is looked at again.
constexpr int frames_per_turn = 256;
constexpr std::size_t reminders_kept = 1024;

/// Enough of an engine's digest to tell one release from the next.
std::string short_digest(const std::string& digest) {
  constexpr std::size_t shown = 8;
  return digest.empty() ? "(untold)" : digest.substr(0, shown);
}

Failure rejected(std::string what, const messages::Header& header) {
  return {FailureKind::invalid, std::move(what), header.type + " from " + header.sender, ""};
}

}  // namespace

bool Ventilator::State::read_intake() {
  for (int count = 0; count < frames_per_turn; ++count) {
    const auto frames = intake_->try_receive();
    if (!frames) return true;
    ++counts_.frames;
    const auto header = read_work_header(*frames);
    if (!header) {
      reject(header.error());
      continue;
    }
    if (const auto honest = intake_->check_sender(header->sender); !honest) {
      reject(honest.error());
      continue;
    }
    if (tapped()) events_.copy("tap.intake", (*frames)[0], (*frames)[1]);
    dispatch(*header, *frames);
  }
  return false;
}

void Ventilator::State::dispatch(const messages::Header& header, const Frames& frames) {
  using Handler = void (State::*)(const messages::Header&, const Frames&);
  static const std::map<std::string_view, Handler> handlers = {
      {messages::WorkerHello::type, &State::handle_as<messages::WorkerHello>},
      {messages::WorkerBeat::type, &State::handle_as<messages::WorkerBeat>},
      {messages::WorkerGoodbye::type, &State::handle_as<messages::WorkerGoodbye>},
      {messages::BatchResult::type, &State::handle_as<messages::BatchResult>},
      {messages::BatchFailed::type, &State::handle_as<messages::BatchFailed>},
      {messages::WorkPiece::type, &State::handle_as<messages::WorkPiece>},
      {messages::PiecesDone::type, &State::handle_as<messages::PiecesDone>},
  };
  const auto handler = handlers.find(header.type);
  if (handler == handlers.end()) return reject(rejected("not a frame of the intake", header));
  (this->*handler->second)(header, frames);
}

template <class Body>
void Ventilator::State::handle_as(const messages::Header& header, const Frames& frames) {
  const auto body = messages::decode<Body>(frames[1]);
  if (!body) return reject(rejected(planner::describe(body.error()), header));
  if constexpr (requires { body->instance; }) {
    if (const auto honest = intake_->check_sender(body->instance); !honest) {
      return reject(honest.error());
    }
  }
  handle(*body);
}

void Ventilator::State::reject(const Failure& failure) {
  ++counts_.rejected;
  if (events_.rejected) events_.rejected(failure);
}

// ---- workers

void Ventilator::State::handle(const messages::WorkerHello& hello) {
  if (hello.protocol != messages::protocol_version) {
    return refuse(hello, "protocol " + std::to_string(hello.protocol) + " is spoken there, " +
                             std::to_string(messages::protocol_version) + " here");
  }
  if (hello.digest != options_.digest) {
    return refuse(hello, "its engine " + short_digest(hello.digest) + " is not the coordinator's " +
                             short_digest(options_.digest) +
                             ", so the two might disagree; put the same release on both boards");
  }
  const auto here = scheduler_.find(hello.instance, hello.incarnation);
  const auto announced = here ? lanes_->announced(*here) : std::nullopt;
  if (announced && announced->lane != hello.lost_lane) {
    scheduler_.heard(*here, 0, clock_.now());
    return announce(*announced);
  }
  welcome(hello);
}

void Ventilator::State::welcome(const messages::WorkerHello& hello) {
  const auto worker = scheduler_.join(
      {hello.instance, hello.board, hello.incarnation, hello.cores, hello.digest}, clock_.now());
  if (!worker) return refuse(hello, planner::describe(worker.error()));
  lanes_->close_of(hello.instance);
  const auto opened = lanes_->open(*worker, hello, heartbeat_ms());
  if (!opened) {
    scheduler_.leave(*worker, Departure::goodbye, clock_.now());
    return refuse(hello, planner::describe(opened.error()));
  }
  scheduler_.set_reachable(*worker, false);
  announce(*opened);
}

void Ventilator::State::refuse(const messages::WorkerHello& hello, std::string why) {
  ++counts_.rejected;
  if (hello.instance.empty()) return;
  announce({hello.instance, hello.incarnation, "", 0, heartbeat_ms(), std::move(why)});
}

void Ventilator::State::remind(const std::string& instance, std::uint64_t incarnation) {
  ++counts_.strangers;
  constexpr std::chrono::milliseconds between{200};
  const Monotonic now = clock_.now();
  std::erase_if(reminded_, [&](const auto& entry) { return now - entry.second > between; });
  if (reminded_.size() >= reminders_kept || reminded_.contains(instance)) return;
  reminded_[instance] = now;
  announce({instance, incarnation, "", 0, heartbeat_ms(), ""});
}

void Ventilator::State::close_lane(WorkerId worker, Departure why) {
  lanes_->close(worker);
  scheduler_.leave(worker, why, clock_.now());
}

void Ventilator::State::drop_lost_lanes() {
  for (const WorkerId worker : lanes_->lost()) close_lane(worker, Departure::disconnected);
}

void Ventilator::State::greet_connected() {
  for (const WorkerId worker : lanes_->newly_connected()) scheduler_.set_reachable(worker, true);
}

void Ventilator::State::handle(const messages::WorkerBeat& beat) {
  const auto worker = scheduler_.find(beat.instance, beat.incarnation);
  if (!worker) return remind(beat.instance, beat.incarnation);
  scheduler_.heard(*worker, beat.held, clock_.now());
  // It was told of the end of its run, and did not hear it.
  if (!beat.run.empty() && !scheduler_.holds(beat.run)) lanes_->close_run_of(*worker, beat.run);
}

void Ventilator::State::handle(const messages::WorkerGoodbye& goodbye) {
  const auto worker = scheduler_.find(goodbye.instance, goodbye.incarnation);
  if (!worker) {
    ++counts_.strangers;
    return;
  }
  close_lane(*worker, Departure::goodbye);
}

void Ventilator::State::handle(const messages::BatchResult& result) {
  const Verdict verdict = scheduler_.result(result, clock_.now());
  const bool foreign = verdict == Verdict::foreign_run || verdict == Verdict::foreign_worker ||
                       verdict == Verdict::foreign_lease;
  if (foreign) ++counts_.foreign;
  if (events_.answered) {
    events_.answered({result.run, result.batch, result.attempt, result.busy_ns, verdict});
  }
}

void Ventilator::State::handle(const messages::BatchFailed& failed) {
  const Verdict verdict = scheduler_.failed(failed, clock_.now());
  if (verdict != Verdict::failed) {
    ++counts_.foreign;
    return;
  }
  if (events_.answered) {
    events_.answered({failed.run, failed.batch, failed.attempt, 0, verdict});
  }
  const auto worker = scheduler_.find(failed.instance, failed.incarnation);
  if (failed.context_missing && worker) lanes_->forget_context(*worker, failed.run);
}

// ---- pieces

void Ventilator::State::handle(const messages::WorkPiece& piece) {
  const auto feed = feeds_.find(piece.run);
  if (feed == feeds_.end()) {
    ++counts_.foreign;
    return;
  }
  switch (feed->second.take(piece.ordinal)) {
    case PieceFeed::Taken::repeated:
      ++counts_.pieces_repeated;
      return;
    case PieceFeed::Taken::refused:
      ++counts_.pieces_refused;
      return;
    case PieceFeed::Taken::expected:
      break;
  }
  if (const auto offered = scheduler_.offer(piece.run, piece.payload); !offered) {
    ++counts_.pieces_refused;
    if (events_.rejected) events_.rejected(offered.error());
    return;
  }
  feed->second.accepted();
}

void Ventilator::State::handle(const messages::PiecesDone& done) {
  const auto feed = feeds_.find(done.run);
  if (feed == feeds_.end()) {
    ++counts_.foreign;
    return;
  }
  if (feed->second.complete(done.count)) (void)scheduler_.seal(done.run, clock_.now());
}

void Ventilator::State::allow_pieces() {
  for (auto& [run, feed] : feeds_) {
    if (const auto window = feed.window(scheduler_.room(run), clock_.now())) {
      if (events_.allow) events_.allow(*window);
    }
  }
}

}  // namespace ballast::broker
