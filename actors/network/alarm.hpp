// A descriptor of the kernel's own (eventfd, timerfd) that the poll loop watches: a way to be
// called from the loop, now or later.
#pragma once

#include <functional>

#include "broker/pollable.hpp"

namespace ballast::actors {

class Alarm {
 public:
  /// Takes the descriptor over; `pollables` outlives this. Throws std::system_error if it is none.
  Alarm(int descriptor, broker::PollSet& pollables, std::function<void()> on_alarm);
  ~Alarm();
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  broker::PollSet& pollables_;
  broker::PollSet::Ticket ticket_ = 0;
};

}  // namespace ballast::actors
