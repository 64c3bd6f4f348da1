// A run that is not over: pieces that wait to be cut, and the ledger of what was cut.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "broker/work_plane/lease_ledger.hpp"
#include "broker/work_plane/run.hpp"

namespace ballast::broker {

struct PieceWindowLimits {
  std::size_t pieces = 64;
  std::size_t bytes = 16U << 20U;
};

class OpenRun {
 public:
  OpenRun(RunSpec spec, LeaseRules rules, PieceWindowLimits window, Monotonic opened);

  [[nodiscard]] Result<void> offer(std::string piece);
  [[nodiscard]] std::size_t room() const;
  void seal() { sealed_ = true; }
  [[nodiscard]] bool sealed() const { return sealed_; }

  /// Cuts a new batch of about `units`, which then waits in the ledger. Returns its number.
  /// REQUIRES: has_pieces().
  std::uint64_t draw(std::uint64_t units);
  [[nodiscard]] bool has_pieces() const { return !pieces_.empty(); }

  /// Returns how many units are not leased yet; nothing while that is not known.
  [[nodiscard]] std::optional<std::uint64_t> units_left() const;
  [[nodiscard]] std::uint64_t units_total() const;  // 0: not known
  [[nodiscard]] bool finished() const;

  /// Ends the run. The ledger balances from here on.
  [[nodiscard]] RunOutcome close(Monotonic now);

  [[nodiscard]] const RunSpec& spec() const { return spec_; }
  [[nodiscard]] LeaseLedger& ledger() { return ledger_; }
  [[nodiscard]] const LeaseLedger& ledger() const { return ledger_; }
  [[nodiscard]] std::size_t piece_count() const { return pieces_.size(); }

 private:
  struct Piece {
    std::string work;
    std::uint64_t units = 0;
  };

  [[nodiscard]] std::optional<Piece> split(Piece& piece, std::uint64_t units) const;

  RunSpec spec_;
  LeaseLedger ledger_;
  PieceWindowLimits window_;
  Monotonic opened_;
  std::deque<Piece> pieces_;
  std::size_t piece_bytes_ = 0;
  std::uint64_t piece_units_ = 0;
  std::uint64_t offered_units_ = 0;
  bool sealed_ = false;
};

}  // namespace ballast::broker
