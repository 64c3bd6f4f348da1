#include "actors/generator/generator.hpp"

#include <algorithm>

#include "messages/codec.hpp"
#include "messages/work.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

/// The coordinator opens a few at a time. One whose end was not heard of makes room at last.
constexpr std::size_t open_runs_max = 64;

/// Sequences of one piece: about a millisecond of scoring, and a frame of some kilobytes.
constexpr std::uint64_t sequences_per_piece = 500;

std::uint64_t parts_of(std::uint64_t whole, std::uint64_t part) {
  return whole / part + (whole % part == 0 ? 0 : 1);
}

std::uint64_t size_of(planner::IndexRange range) {
  return range.end - range.begin;
}

/// Returns what of the space is not finished; nothing if the finished slices are none.
std::optional<std::vector<planner::IndexRange>> wanted_of(
    const messages::GenerateSequences& order) {
  std::vector<planner::IndexRange> wanted;
  std::uint64_t begin = 0;
  const auto& finished = order.finished;
  for (std::size_t at = 0; at + 1 < finished.size(); at += 2) {
    const planner::IndexRange before{begin, finished[at]};
    if (before.begin > before.end || finished[at] >= finished[at + 1]) return std::nullopt;
    if (size_of(before) > 0) wanted.push_back(before);
    begin = finished[at + 1];
  }
  if (finished.size() % 2 != 0 || begin > order.space_size) return std::nullopt;
  if (begin < order.space_size) wanted.push_back({begin, order.space_size});
  return wanted;
}

}  // namespace

GeneratorActor::GeneratorActor(broker::WorkTransport& transport, const broker::Endpoint& intake)
    : transport_(transport), place_(intake) {
  connect();
  commands_.on<messages::GenerateSequences>(
      [this](const auto& order, const auto& command, broker::Outlet& outlet) {
        generate(order, command, outlet);
      });
}

void GeneratorActor::connect() {
  auto connected = transport_.connect_intake(place_, broker::WorkTransport::Unbound::keep);
  if (!connected) throw std::runtime_error(planner::describe(connected.error()));
  intake_ = std::move(*connected);
}

void GeneratorActor::start(broker::Outlet& outlet) {
  instance_ = outlet.self().instance;
}

void GeneratorActor::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  commands_.handle(command, outlet);
}

void GeneratorActor::generate(const messages::GenerateSequences& order,
                              const messages::Envelope& command, broker::Outlet& outlet) {
  auto task = messages::decode<messages::SearchTask>(order.task);
  if (!task) {
    outlet.refuse(command, task.error());
    return;
  }
  if (order.piece_units == 0 || order.run.empty()) {
    outlet.refuse(command,
                  Failure{FailureKind::invalid, "a run needs a name and pieces of some size",
                          "piece_units", "1 or more"});
    return;
  }
  auto sequences = messages::unpack_sequences(order.sequences);
  if (!sequences) {
    outlet.refuse(command, sequences.error());
    return;
  }
  auto wanted = wanted_of(order);
  if (!wanted) {
    outlet.refuse(command, Failure{FailureKind::invalid, "these are no slices of the space",
                                   "finished", "rising indices, an even number of them"});
    return;
  }
  std::uint64_t ranges = 0;
  std::uint64_t units = sequences->size();
  for (const planner::IndexRange& slice : *wanted) {
    ranges += parts_of(size_of(slice), order.piece_units);
    units += size_of(slice);
  }
  const std::uint64_t pieces = ranges + parts_of(sequences->size(), sequences_per_piece);
  const auto known = runs_.find(order.run);
  // Asked again, it goes on where it is: the windows say if that is too far.
  if (known == runs_.end() || known->second.order != order) {
    if (known == runs_.end() && runs_.size() >= open_runs_max) runs_.erase(runs_.begin());
    Run run{
        order, std::move(*task),       std::move(*sequences), std::move(*wanted), ranges, pieces,
        0,     early_window(order.run)};
    runs_.insert_or_assign(order.run, std::move(run));
  }
  outlet.reply(command, messages::pack(messages::GenerationStarted{order.run, pieces, units}));
}

std::uint64_t GeneratorActor::early_window(const std::string& run) {
  const auto at = early_windows_.find(run);
  return at == early_windows_.end() ? 0 : at->second;
}

void GeneratorActor::observe(const messages::Envelope& event, broker::Outlet& /*outlet*/) {
  if (event.header.type != messages::PieceWindow::type) return;
  const auto window = messages::decode<messages::PieceWindow>(event.body);
  if (!window) return;
  if (window->sealed) {
    runs_.erase(window->run);
    early_windows_.erase(window->run);
    return;
  }
  const auto at = runs_.find(window->run);
  if (at == runs_.end()) {
    // The window of a run is often here before the order to generate it.
    if (early_windows_.size() >= open_runs_max) early_windows_.erase(early_windows_.begin());
    early_windows_[window->run] = window->allowed;
    return;
  }
  Run& run = at->second;
  run.allowed = std::max(run.allowed, window->allowed);
  run.next = std::max(run.next, window->next);
  // The same number twice: what was pushed after it is lost, or the intake is a new one.
  if (run.next > window->next && run.expected == window->next) {
    run.next = window->next;
    if (echo_.given_up()) connect();
  } else {
    echo_.heard();
  }
  run.expected = window->next;
}

bool GeneratorActor::work(broker::Outlet& /*outlet*/) {
  for (const auto& news : intake_->handshake_news()) refusal_ = planner::describe(news);
  if (intake_->let_in()) refusal_.clear();
  bool more = false;
  for (auto& [name, run] : runs_) more = push_next(run) || more;
  return more;
}

messages::SearchTask GeneratorActor::task_of(const Run& run, std::uint64_t piece) {
  messages::SearchTask task = run.task;
  std::uint64_t place = piece;  // among the pieces of a slice
  for (const planner::IndexRange& slice : run.wanted) {
    const std::uint64_t parts = parts_of(size_of(slice), run.order.piece_units);
    if (place < parts) {
      task.begin = slice.begin + place * run.order.piece_units;
      task.end = std::min(slice.end, task.begin + run.order.piece_units);
      return task;
    }
    place -= parts;
  }
  const std::uint64_t begin = (piece - run.ranges) * sequences_per_piece;
  const std::uint64_t end =
      std::min<std::uint64_t>(run.sequences.size(), begin + sequences_per_piece);
  task.kind = messages::TaskKind::written_out;
  std::vector<std::vector<planner::CandidateIndex>> sequences;
  for (std::uint64_t i = begin; i < end; ++i) sequences.push_back(run.sequences.at(i));
  task.sequences = messages::pack_sequences(sequences);
  return task;
}

bool GeneratorActor::push_next(Run& run) {
  if (run.next > run.pieces || run.next >= run.allowed) return false;
  if (run.next == run.pieces) {
    if (push(messages::pack(messages::PiecesDone{run.order.run, run.pieces}))) ++run.next;
    return false;
  }
  const messages::WorkPiece piece{run.order.run, run.next,
                                  messages::encode(task_of(run, run.next))};
  if (!push(messages::pack(piece))) return false;
  ++pushed_;
  ++run.next;
  return true;
}

bool GeneratorActor::push(const messages::Payload& payload) {
  messages::Header header;
  header.type = payload.type;
  header.sender = instance_;
  return intake_->try_send({messages::encode(header), payload.bytes});
}

broker::ActorStatus GeneratorActor::status() const {
  if (!refusal_.empty()) return {"refused: " + refusal_, false};
  return {runs_.empty() ? "idle" : "generating " + runs_.begin()->first, true};
}

}  // namespace ballast::actors
