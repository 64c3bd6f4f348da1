#include "broker/trust/refusals.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "broker/limits.hpp"

namespace ballast::broker {

Refusals::Refusals() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Refusals::~Refusals() {
  ::close(descriptor_);
}

void Refusals::add(planner::Failure refusal) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= limits::refusals_max) waiting_.pop_front();
  waiting_.push_back(std::move(refusal));
  ::eventfd_write(descriptor_, 1);
}

std::vector<planner::Failure> Refusals::take() {
  const std::lock_guard lock(mutex_);
  eventfd_t count = 0;
  ::eventfd_read(descriptor_, &count);
  std::vector<planner::Failure> taken(waiting_.begin(), waiting_.end());
  waiting_.clear();
  return taken;
}

}  // namespace ballast::broker
