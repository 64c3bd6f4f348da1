// How much workers get done in the processor time that they take, against their own best at the
// same work. Where nothing tells the clock, only this shows that heat holds it down.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "hardware/vitals/vitals.hpp"

namespace ballast::hardware {

/// The pace of one worker. Time in which it waits for work does not count, nor does what other
/// programs take.
class WorkPace {
 public:
  using Time = std::chrono::milliseconds;

  /// Takes how much it has done and how long processors worked for that, both in all. `work` names
  /// what it works at: with another one all begins anew, since that may be harder.
  void measure(std::string_view work, std::uint64_t done, Time worked);

  /// Of its best, 0 to 1: the medians of five measurements of half a second or more. Nothing before
  /// there are so many.
  [[nodiscard]] std::optional<double> share() const;

 private:
  static constexpr std::size_t kept = 5;

  [[nodiscard]] double median() const;

  std::string work_;
  std::uint64_t done_ = 0;
  Time worked_{};
  std::array<double, kept> paces_{};
  std::uint64_t measured_ = 0;
  double best_ = 0.0;
};

/// The processors of a board share a clock: heat slows all of its workers, and one alone that is
/// slow has harder work.
class PaceWatch {
 public:
  using Time = std::chrono::milliseconds;

  /// Takes the shares of those that work at `now`, which never goes back, and fills in `pace`.
  /// `throttled` becomes true when each has been clearly slow for twenty seconds, until one has
  /// been fast for as long, or a minute after the last worked. A processor that is cool, or whose
  /// clock was measured and is whole, is not held down.
  void look(Vitals& vitals, std::span<const double> shares, Time now);

 private:
  void turn(bool otherwise, Time now);

  bool slowed_ = false;
  std::optional<Time> otherwise_since_;  // than `slowed_` says
  Time worked_at_{};
};

}  // namespace ballast::hardware
