#include "actors/network/alarm.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace ballast::actors {

Alarm::Alarm(int descriptor, broker::PollSet& pollables, std::function<void()> on_alarm)
    : descriptor_(descriptor), pollables_(pollables) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "alarm");
  ticket_ = pollables_.add(broker::watch(descriptor_, [this, act = std::move(on_alarm)] {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto taken = ::read(descriptor_, &count, sizeof count);
    act();
  }));
}

Alarm::~Alarm() {
  pollables_.remove(ticket_);
  ::close(descriptor_);
}

}  // namespace ballast::actors
