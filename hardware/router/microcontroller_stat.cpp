#include "hardware/router/microcontroller_stat.hpp"

#include <cstddef>

namespace ballast::hardware {

std::optional<MicrocontrollerStat> stat_of(const Value& value) {
  constexpr std::size_t parts = 5;
  const auto* const told = std::get_if<std::vector<std::uint64_t>>(&value);
  if (told == nullptr || told->size() != parts) return std::nullopt;
  return MicrocontrollerStat{(*told)[0], (*told)[1], (*told)[2], (*told)[3], (*told)[4]};
}

bool began_again(const MicrocontrollerStat& before, const MicrocontrollerStat& after,
                 std::chrono::milliseconds elapsed) {
  constexpr std::uint64_t wrap = std::uint64_t{1} << 32U;
  constexpr std::uint64_t slack_ms = 10'000;
  if (after.uptime_ms >= before.uptime_ms) return false;
  const auto expected = before.uptime_ms + static_cast<std::uint64_t>(elapsed.count());
  const bool wrapped = expected >= wrap && after.uptime_ms <= expected - wrap + slack_ms;
  return !wrapped;
}

}  // namespace ballast::hardware
