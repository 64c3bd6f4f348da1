#include "broker/heartbeat.hpp"

#include <unistd.h>

#include <fstream>

namespace ballast::broker {

messages::ActorHeartbeat heartbeat_of(const Identity& identity, Monotonic uptime,
                                      std::chrono::milliseconds period) {
  messages::ActorHeartbeat beat;
  beat.role = identity.role;
  beat.instance = identity.instance;
  beat.board = identity.board;
  beat.incarnation = identity.incarnation;
  beat.uptime_ms = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(uptime).count());
  beat.memory_kb = resident_memory_kb();
  beat.period_ms = static_cast<std::uint32_t>(period.count());
  return beat;
}

std::uint64_t resident_memory_kb() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  if (!(file >> all >> resident)) return 0;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 1024;
}

}  // namespace ballast::broker
