// Calls what an actor does: lets the watchdog see what is under way, and tells what is thrown
// instead of ending the actor.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "broker/log_book.hpp"
#include "broker/pulse.hpp"

namespace ballast::broker {

class Attempts {
 public:
  /// `pulse` may be null; else it outlives this.
  Attempts(LogBook& log, Pulse* pulse) : log_(log), pulse_(pulse) {}

  void begin(std::string_view doing) const {
    if (pulse_ != nullptr) pulse_->begin(doing);
  }
  void turned(std::uint64_t progress, bool busy) const {
    if (pulse_ != nullptr) pulse_->turned(progress, busy);
  }

  /// Returns what `action` returns, or an empty value if it throws, which is told.
  template <class Action>
  auto make(const char* doing, Action action) -> decltype(action()) {
    begin(doing);
    try {
      return action();
    } catch (const std::bad_alloc&) {
      throw;  // this process ends and is started anew
    } catch (const std::exception& error) {
      log_.write({.sentence = std::string("it failed in ") + doing + ": " + error.what()});
    }
    return decltype(action())();
  }

 private:
  LogBook& log_;
  Pulse* pulse_;
};

}  // namespace ballast::broker
