#include "broker/watchdog.hpp"

#include <poll.h>

#include <algorithm>
#include <utility>

#include "broker/limits.hpp"
#include "broker/service_notice.hpp"

namespace ballast::broker {

Watchdog::Watchdog(WatchdogSettings settings)
    : settings_(std::move(settings)), thread_([this] { watch(); }) {}

Watchdog::~Watchdog() {
  stop_.raise();
  thread_.join();
}

void Watchdog::watch() {
  using std::chrono::milliseconds;
  const auto wanted = settings_.patience / limits::looks_least;
  const auto pause = std::clamp(wanted, milliseconds{1}, limits::look_longest);
  StuckLooks looks(static_cast<int>(settings_.patience / pause));
  bool ready = false;
  pollfd stop{stop_.descriptor(), POLLIN, 0};
  while (::poll(&stop, 1, static_cast<int>(pause.count())) == 0) {
    const Pulse::Reading now = settings_.pulse.read();
    if (looks.stuck(now)) return settings_.stuck(now.doing);
    if (now.turns == 0) continue;
    notify_service(settings_.service, ready ? "WATCHDOG=1" : "READY=1\nWATCHDOG=1");
    ready = true;
  }
}

}  // namespace ballast::broker
