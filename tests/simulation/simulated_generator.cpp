#include "tests/simulation/simulated_generator.hpp"

#include <algorithm>
#include <utility>

#include "broker/work_plane/frame.hpp"

namespace ballast::broker::toy {

SimulatedGenerator::SimulatedGenerator(SimulatedCluster& cluster)
    : host_(cluster.network, "generator", 1) {
  intake_ = std::move(
      host_.connect_intake(Endpoint::inproc("intake").value(), WorkTransport::Unbound::keep)
          .value());
  cluster.on_window = [this](const messages::PieceWindow& window) { allowed(window); };
}

void SimulatedGenerator::generate(const std::string& run, std::uint64_t units,
                                  std::uint64_t piece_units) {
  runs_[run] = {units, piece_units, 0, 0};
}

void SimulatedGenerator::allowed(const messages::PieceWindow& window) {
  const auto found = runs_.find(window.run);
  if (found == runs_.end()) return;
  if (window.sealed) {
    runs_.erase(found);
    return;
  }
  Run& run = found->second;
  run.next = std::max(run.next, window.next);
  // The same number twice: what was pushed after it is lost.
  if (run.next > window.next && run.expected == window.next) run.next = window.next;
  run.expected = window.next;
  const std::uint64_t pieces = (run.units + run.piece_units - 1) / run.piece_units;
  for (; run.next < std::min(pieces, window.allowed); ++run.next) {
    const std::uint64_t begin = run.next * run.piece_units;
    const Range range{begin, std::min(run.units, begin + run.piece_units)};
    if (!push(messages::WorkPiece{window.run, run.next, toy::text(range)})) return;
  }
  if (run.next != pieces || run.next >= window.allowed) return;
  if (push(messages::PiecesDone{window.run, pieces})) ++run.next;
}

template <class Body>
bool SimulatedGenerator::push(const Body& body) {
  return intake_->try_send(work_frames(body, host_.name));
}

}  // namespace ballast::broker::toy
