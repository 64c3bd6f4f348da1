#include "broker/last_values.hpp"

namespace ballast::broker {

bool LastValues::keep(const Frames& event) {
  forget(event.front());
  const auto size = bytes_of(event);
  if (events_.size() >= topics_max_ || bytes_ + size > bytes_max_) return false;
  events_[event.front()] = event;
  bytes_ += size;
  return true;
}

void LastValues::forget(const std::string& topic) {
  const auto found = events_.find(topic);
  if (found == events_.end()) return;
  bytes_ -= bytes_of(found->second);
  events_.erase(found);
}

std::vector<const Frames*> LastValues::matching(std::string_view prefix) const {
  std::vector<const Frames*> found;
  for (auto at = events_.lower_bound(prefix); at != events_.end(); ++at) {
    if (!at->first.starts_with(prefix)) break;
    found.push_back(&at->second);
  }
  return found;
}

}  // namespace ballast::broker
