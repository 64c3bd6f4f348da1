#include "actors/evaluator/evaluator.hpp"

#include "actors/commands/command_table.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {

EvaluatorActor::EvaluatorActor(broker::WorkTransport& transport, const broker::Clock& clock,
                               broker::WorkerOptions options, std::unique_ptr<broker::Work> work)
    : work_(std::move(work)), worker_(transport, clock, *work_, std::move(options)) {}

std::vector<std::string> EvaluatorActor::subscriptions() const {
  return {worker_.lane_topic()};
}

void EvaluatorActor::start(broker::Outlet& outlet) {
  // An idle one has nothing else to wake it, and must be heard in time.
  outlet.after(broker::WorkerLoop::turn_interval, [this, &outlet] { start(outlet); });
}

void EvaluatorActor::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  CommandTable{}.handle(command, outlet);
}

void EvaluatorActor::observe(const messages::Envelope& event, broker::Outlet& /*outlet*/) {
  if (event.header.type != messages::LaneOpened::type) return;
  if (const auto lane = messages::decode<messages::LaneOpened>(event.body)) {
    worker_.lane_opened(*lane);
  }
}

bool EvaluatorActor::work(broker::Outlet& /*outlet*/) {
  return worker_.turn();
}

void EvaluatorActor::drain(broker::Outlet& /*outlet*/) {
  worker_.drain();
}

std::uint64_t EvaluatorActor::progress() const {
  const broker::WorkerCounts& counts = worker_.counts();
  return counts.slices + counts.answered + counts.failed + counts.abandoned;
}

broker::ActorStatus EvaluatorActor::status() const {
  if (!worker_.refusal().empty()) return {"refused: " + worker_.refusal(), false};
  if (!worker_.welcomed()) return {"waiting for the coordinator", true};
  if (!worker_.current_run().empty()) return {"searching " + worker_.current_run(), true};
  return {"idle", true};
}

}  // namespace ballast::actors
