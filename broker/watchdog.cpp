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
  milliseconds waited{0};
  pollfd stop{stop_.descriptor(), POLLIN, 0};
  for (;;) {
    const auto step = ready ? pause : std::min(pause, limits::look_until_ready);
    if (::poll(&stop, 1, static_cast<int>(step.count())) != 0) return;
    const Pulse::Reading now = settings_.pulse.read();
    if (!ready && now.turns > 0) {
      notify_service(settings_.service, "READY=1\nWATCHDOG=1");
      ready = true;
    }
    waited += step;
    if (waited < pause) continue;
    waited = milliseconds{0};
    if (looks.stuck(now)) return settings_.stuck(now.doing);
    if (ready) notify_service(settings_.service, "WATCHDOG=1");
  }
}

}  // namespace ballast::broker
