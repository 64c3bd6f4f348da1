#include "broker/work_plane/lane.hpp"

#include <algorithm>

namespace ballast::broker {

bool Lane::lost() {
  while (const auto event = end_->next_event()) {
    if (*event == ConnectionEvent::disconnected) return true;
    if (++peers_ > 1) return true;
  }
  return false;
}

bool Lane::knows(std::string_view run) const {
  return std::ranges::find(contexts_, run) != contexts_.end();
}

void Lane::learned(std::string_view run) {
  contexts_.emplace_back(run);
  if (contexts_.size() > contexts_kept) contexts_.erase(contexts_.begin());
}

void Lane::forgot(std::string_view run) {
  std::erase(contexts_, run);
}

}  // namespace ballast::broker
