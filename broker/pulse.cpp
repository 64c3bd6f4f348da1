#include "broker/pulse.hpp"

namespace ballast::broker {

void Pulse::begin(std::string_view doing) {
  const std::lock_guard lock(mutex_);
  now_.doing = doing;
}

void Pulse::turned(std::uint64_t progress, bool busy) {
  const std::lock_guard lock(mutex_);
  ++now_.turns;
  now_.progress = progress;
  now_.busy = busy;
  now_.doing.clear();
}

Pulse::Reading Pulse::read() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

bool StuckLooks::stuck(const Pulse::Reading& now) {
  const bool turned = now.turns != before_.turns;
  const bool moved = turned && (now.progress != before_.progress || !now.busy);
  still_ = moved || !looked_ ? 0 : still_ + 1;
  looked_ = true;
  before_ = now;
  return still_ >= most_;
}

}  // namespace ballast::broker
