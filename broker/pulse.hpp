// What an event loop lets its watchdog see: that it turns, how much it has done, what it is at.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace ballast::broker {

/// Written by the loop's thread, read by the watchdog's.
class Pulse {
 public:
  struct Reading {
    std::uint64_t turns = 0;     // of the loop
    std::uint64_t progress = 0;  // rises with everything that gets done
    bool busy = false;           // it has work that waits for nobody
    std::string doing;           // "CreatePlan", "work"; empty: it waits for something to do
  };

  /// The loop begins something that may take long: a command, a slice of work.
  void begin(std::string_view doing);
  /// One turn of the loop is over.
  void turned(std::uint64_t progress, bool busy);

  [[nodiscard]] Reading read() const;

 private:
  mutable std::mutex mutex_;
  Reading now_;
};

/// Tells stuck from slow: a loop is stuck when so many looks in a row have seen it do nothing. It
/// did something if its progress rose, or if it turned and had nothing to do. Looks are counted,
/// not time: a process that was frozen for an hour has missed no look of its own.
class StuckLooks {
 public:
  explicit StuckLooks(int most) : most_(most) {}

  /// Takes a look; returns whether the loop is stuck.
  [[nodiscard]] bool stuck(const Pulse::Reading& now);

 private:
  int most_;
  int still_ = 0;
  bool looked_ = false;
  Pulse::Reading before_;
};

}  // namespace ballast::broker
