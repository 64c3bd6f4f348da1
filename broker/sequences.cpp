#include "broker/sequences.hpp"

namespace ballast::broker {

std::uint64_t SequenceCounter::next(std::string_view route) {
  if (last_.size() >= routes_max_) last_.clear();
  return ++last_[std::string(route)];
}

Arrival SequenceFollower::arrived(std::string_view sender, std::string_view route,
                                  std::uint64_t seq, std::string_view id) {
  if (last_.size() >= followed_max_) last_.clear();
  std::string key(sender);
  key += ' ';
  key += route;
  const auto [found, first] = last_.try_emplace(std::move(key));
  auto& last = found->second;
  Arrival arrival;
  if (!first) {
    arrival.repeated = seq == last.seq && id == last.id;
    if (seq > last.seq + 1) arrival.missed = seq - last.seq - 1;
  }
  last = {seq, std::string(id)};
  return arrival;
}

}  // namespace ballast::broker
