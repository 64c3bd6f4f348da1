#include "actors/evaluator/evaluator.hpp"

#include <charconv>

#include "actors/commands/command_table.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

/// A display tells how the board is every few seconds.
constexpr std::chrono::seconds board_silent{30};

/// "evaluator-3@board" is the third; what has no number is the first.
int number_of(std::string_view instance) {
  const std::size_t begin = instance.rfind('-', instance.find('@'));
  int out = 1;
  if (begin != std::string_view::npos) {
    std::from_chars(instance.data() + begin + 1, instance.data() + instance.size(), out);
  }
  return out;
}

}  // namespace

EvaluatorActor::EvaluatorActor(broker::WorkTransport& transport, const broker::Clock& clock,
                               const broker::WorkerOptions& options,
                               std::unique_ptr<broker::Work> work)
    : work_(std::move(work)),
      worker_(transport, clock, *work_, options),
      board_topic_("board.vitals." + options.identity.board),
      number_(number_of(options.identity.instance)) {}

std::vector<std::string> EvaluatorActor::subscriptions() const {
  return {worker_.lane_topic(), board_topic_};
}

void EvaluatorActor::start(broker::Outlet& outlet) {
  // Nobody says any more how the board is.
  if (rests_ && outlet.now() - board_heard_ > board_silent) {
    rests_ = false;
    worker_.rest(false);
  }
  // An idle one has nothing else to wake it, and must be heard in time.
  outlet.after(broker::WorkerLoop::turn_interval, [this, &outlet] { start(outlet); });
}

void EvaluatorActor::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  CommandTable{}.handle(command, outlet);
}

void EvaluatorActor::observe(const messages::Envelope& event, broker::Outlet& outlet) {
  if (event.header.type == messages::LaneOpened::type) {
    if (const auto lane = messages::decode<messages::LaneOpened>(event.body)) {
      worker_.lane_opened(*lane);
    }
  } else if (event.header.type == messages::BoardVitals::type) {
    if (const auto vitals = messages::decode<messages::BoardVitals>(event.body)) {
      hear_board(*vitals, outlet);
    }
  }
}

void EvaluatorActor::hear_board(const messages::BoardVitals& vitals, broker::Outlet& outlet) {
  board_heard_ = outlet.now();
  const bool rests = number_ > static_cast<int>(vitals.workers);
  if (rests == rests_) return;
  rests_ = rests;
  worker_.rest(rests);
  outlet.note({broker::Notice::Level::info, "",
               rests ? "rests: the board feeds " + std::to_string(vitals.workers) +
                           " evaluators while it is " + vitals.worst
                     : "works again: the board is " + vitals.worst});
}

bool EvaluatorActor::work(broker::Outlet& /*outlet*/) {
  return worker_.turn();
}

void EvaluatorActor::drain(broker::Outlet& /*outlet*/) {
  worker_.drain();
}

std::uint64_t EvaluatorActor::progress() const {
  const broker::WorkerCounts& counts = worker_.counts();
  return work_->steps() + counts.slices + counts.answered + counts.failed + counts.abandoned;
}

broker::ActorStatus EvaluatorActor::status() const {
  if (!worker_.refusal().empty()) return {"refused: " + worker_.refusal(), false};
  if (rests_) return {"resting: the board is hot or starved", true};
  if (!worker_.welcomed()) return {"waiting for the coordinator", true};
  if (!worker_.current_run().empty()) return {"searching " + worker_.current_run(), true};
  return {"idle", true};
}

}  // namespace ballast::actors
