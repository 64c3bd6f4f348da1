#include "broker/work_plane/pace.hpp"

#include <algorithm>

namespace ballast::broker {

namespace {

constexpr double newest_weight = 0.5;
constexpr std::uint64_t growth = 16;
constexpr std::uint64_t doubt_divisor = 16;
constexpr Monotonic shortest = std::chrono::microseconds{1};
constexpr double units_max = 1e15;

double seconds(Monotonic duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

void Pace::measure(std::uint64_t units, Monotonic elapsed) {
  const double newest = static_cast<double>(units) / seconds(std::max(elapsed, shortest));
  rate_ = rate_ ? newest_weight * newest + (1 - newest_weight) * *rate_ : newest;
  largest_ = std::max(largest_, units);
}

std::optional<Monotonic> Pace::expected(std::uint64_t units) const {
  if (!rate_ || *rate_ <= 0) return std::nullopt;
  constexpr double longest_seconds = 1e6;
  const double taken = std::min(static_cast<double>(units) / *rate_, longest_seconds);
  return std::chrono::duration_cast<Monotonic>(std::chrono::duration<double>(taken));
}

std::uint64_t Pace::units_for(Monotonic duration) const {
  const double units = std::clamp(rate_.value_or(1) * seconds(duration), 1.0, units_max);
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(units), 1,
                                   std::max<std::uint64_t>(1, largest_ * growth));
}

void Pace::doubt() {
  largest_ = std::max<std::uint64_t>(1, largest_ / doubt_divisor / growth);
}

}  // namespace ballast::broker
