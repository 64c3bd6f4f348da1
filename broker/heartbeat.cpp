#include "broker/heartbeat.hpp"

#include <unistd.h>

#include <fstream>
#include <string>
#include <utility>

namespace ballast::broker {

messages::ActorHeartbeat heartbeat_of(const Identity& identity, ActorStatus status,
                                      Monotonic uptime, std::chrono::milliseconds period) {
  messages::ActorHeartbeat beat;
  beat.role = identity.role;
  beat.instance = identity.instance;
  beat.board = identity.board;
  beat.incarnation = identity.incarnation;
  beat.doing = std::move(status.doing);
  beat.ready = status.ready;
  beat.uptime_ms = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(uptime).count());
  beat.memory_kb = memory_share_kb();
  beat.pid = static_cast<std::uint32_t>(::getpid());
  beat.period_ms = static_cast<std::uint32_t>(period.count());
  return beat;
}

std::uint64_t memory_share_kb() {
  std::ifstream file("/proc/self/smaps_rollup");
  std::uint64_t share = 0;
  for (std::string word; file >> word;) {
    if (word == "Pss:" && file >> share) return share;
  }
  return 0;
}

}  // namespace ballast::broker
