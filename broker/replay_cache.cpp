#include "broker/replay_cache.hpp"

namespace ballast::broker {

ReplayCache::Seen ReplayCache::arrived(const std::string& id) {
  const auto [found, first] = entries_.try_emplace(id);
  if (first) return Seen::never;
  return found->second.answered ? Seen::answered : Seen::in_progress;
}

const messages::Payload& ReplayCache::reply_to(const std::string& id) const {
  return entries_.at(id).reply;
}

void ReplayCache::answered(const std::string& id, const messages::Payload& reply) {
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.answered) return;
  if (reply.bytes.size() > reply_bytes_max_) {
    entries_.erase(found);
    return;
  }
  found->second = {true, reply};
  bytes_ += reply.bytes.size();
  answered_.push_back(id);
  shrink();
}

void ReplayCache::shrink() {
  while (!answered_.empty() && (answered_.size() > entries_max_ || bytes_ > bytes_max_)) {
    const auto oldest = entries_.find(answered_.front());
    answered_.pop_front();
    if (oldest == entries_.end()) continue;
    bytes_ -= oldest->second.reply.bytes.size();
    entries_.erase(oldest);
  }
}

}  // namespace ballast::broker
