#include "broker/work_plane/open_run.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker {

namespace {

using planner::FailureKind;

Failure failure(FailureKind kind, std::string what, const RunSpec& spec) {
  return {kind, std::move(what), "run " + spec.run, ""};
}

}  // namespace

OpenRun::OpenRun(RunSpec spec, LeaseRules rules, PieceWindowLimits window, Monotonic opened)
    : spec_(std::move(spec)), ledger_(rules), window_(window), opened_(opened) {}

Result<void> OpenRun::offer(std::string piece) {
  if (sealed_) {
    return tl::unexpected(failure(FailureKind::refused, "the run takes no more pieces", spec_));
  }
  if (room() == 0) {
    return tl::unexpected(failure(FailureKind::unavailable, "the run's window is full", spec_));
  }
  const std::uint64_t units = spec_.rules.size(piece);
  if (units == 0) {
    return tl::unexpected(failure(FailureKind::invalid, "the piece cannot be read", spec_));
  }
  piece_bytes_ += piece.size();
  piece_units_ += units;
  offered_units_ += units;
  pieces_.push_back({std::move(piece), units});
  return {};
}

std::size_t OpenRun::room() const {
  if (sealed_ || piece_bytes_ >= window_.bytes) return 0;
  return window_.pieces - std::min(window_.pieces, pieces_.size());
}

std::optional<OpenRun::Piece> OpenRun::split(Piece& piece, std::uint64_t units) const {
  if (piece.units <= units + units / 4) return std::nullopt;
  CutWork cut = spec_.rules.cut(piece.work, units);
  if (!cut.rest) return std::nullopt;
  const std::uint64_t head_units = spec_.rules.size(cut.head);
  const std::uint64_t rest_units = spec_.rules.size(*cut.rest);
  const bool whole = head_units > 0 && rest_units > 0 && head_units < piece.units &&
                     rest_units == piece.units - head_units;
  if (!whole) return std::nullopt;
  piece = {std::move(cut.head), head_units};
  return Piece{std::move(*cut.rest), rest_units};
}

std::uint64_t OpenRun::draw(std::uint64_t units) {
  Piece piece = std::move(pieces_.front());
  pieces_.pop_front();
  piece_bytes_ -= piece.work.size();
  piece_units_ -= piece.units;
  if (auto rest = split(piece, units)) {
    piece_bytes_ += rest->work.size();
    piece_units_ += rest->units;
    pieces_.push_front(std::move(*rest));
  }
  if (spec_.rules.complete) piece.work = spec_.rules.complete(std::move(piece.work));
  return ledger_.issue(std::move(piece.work), piece.units);
}

std::optional<std::uint64_t> OpenRun::units_left() const {
  const std::uint64_t waiting = piece_units_ + ledger_.waiting_units();
  if (sealed_) return waiting;
  if (spec_.total_units > offered_units_) return waiting + (spec_.total_units - offered_units_);
  return std::nullopt;
}

std::uint64_t OpenRun::units_total() const {
  return sealed_ ? offered_units_ : spec_.total_units;
}

bool OpenRun::finished() const {
  return sealed_ && pieces_.empty() && ledger_.settled();
}

RunOutcome OpenRun::close(Monotonic now) {
  RunOutcome outcome;
  outcome.run = spec_.run;
  const bool all_accounted = finished();
  ledger_.close();
  outcome.set_aside = ledger_.set_aside();
  outcome.end = !all_accounted              ? RunEnd::cancelled
                : outcome.set_aside.empty() ? RunEnd::complete
                                            : RunEnd::incomplete;
  outcome.units_done = ledger_.units_done();
  outcome.elapsed = now - opened_;
  outcome.ledger = ledger_.ledger();
  outcome.disagreements = ledger_.disagreements();
  return outcome;
}

}  // namespace ballast::broker
