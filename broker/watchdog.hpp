// A thread that looks at the event loop of its process. While the loop gets something done it feeds
// the service manager's watchdog; when nothing gets done for too long it says so, once, to whoever
// is to end the process. So a stuck actor is started again under any supervisor that starts again
// what ended.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "broker/pulse.hpp"
#include "broker/stop.hpp"

namespace ballast::broker {

struct WatchdogSettings {
  const Pulse& pulse;
  std::chrono::milliseconds patience;  // longest time without anything done
  std::string service;                 // address of the service manager; may be empty
  /// Called on the watchdog's thread with what the loop was at; the loop itself still hangs.
  std::function<void(const std::string& doing)> stuck;
};

class Watchdog {
 public:
  explicit Watchdog(WatchdogSettings settings);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  void watch();

  WatchdogSettings settings_;
  StopFlag stop_;
  std::thread thread_;
};

}  // namespace ballast::broker
