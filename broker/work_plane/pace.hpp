// How fast a worker works, measured from its answers, and how much it should be given.
#pragma once

#include <cstdint>
#include <optional>

#include "broker/behaviour.hpp"

namespace ballast::broker {

class Pace {
 public:
  /// Takes in one answered batch. The newest few answers decide, since regions of the work differ.
  void measure(std::uint64_t units, Monotonic elapsed);

  /// Units per second; nothing before the first answer.
  [[nodiscard]] std::optional<double> rate() const { return rate_; }

  /// How long `units` will take; nothing while the rate is not known.
  [[nodiscard]] std::optional<Monotonic> expected(std::uint64_t units) const;

  /// How many units take `duration`, at least 1 and at most a few times the largest batch answered
  /// so far, so that one lucky answer does not yield a giant batch. REQUIRES: the rate is known.
  [[nodiscard]] std::uint64_t units_for(Monotonic duration) const;

  /// Another run: its units may cost more. The next batch is a cautious one.
  void doubt();

 private:
  std::optional<double> rate_;
  std::uint64_t largest_ = 0;
};

}  // namespace ballast::broker
