#include "broker/registry.hpp"

#include "broker/limits.hpp"

namespace ballast::broker {

using std::chrono::milliseconds;

bool ActorRegistry::alive(const Entry& entry, Monotonic now) {
  const Monotonic silence =
      milliseconds(entry.heartbeat.period_ms) * limits::actor_heartbeats_missed;
  return !entry.stopped && now - entry.at <= silence;
}

bool ActorRegistry::make_room(Monotonic now) {
  if (entries_.size() < entries_max_) return true;
  for (auto at = entries_.begin(); at != entries_.end(); ++at) {
    if (alive(at->second, now)) continue;
    entries_.erase(at);
    return true;
  }
  return false;
}

ActorRegistry::Noted ActorRegistry::beat(const messages::ActorHeartbeat& heartbeat, Monotonic now) {
  const auto found = entries_.find(heartbeat.instance);
  if (found == entries_.end()) {
    if (!make_room(now)) return Noted::full;
    entries_[heartbeat.instance] = {heartbeat, now, 0, false, 0, now};
    return Noted::arrived;
  }
  auto& entry = found->second;
  const auto last = entry.heartbeat.incarnation;
  const bool changed = last != heartbeat.incarnation;
  const bool back = changed && heartbeat.incarnation == entry.earlier_incarnation;
  const bool moved = changed || !heartbeat.busy || heartbeat.progress != entry.heartbeat.progress;
  entry = {heartbeat,
           now,
           changed ? last : entry.earlier_incarnation,
           false,
           entry.restarts + (changed ? 1 : 0),
           moved ? now : entry.moved};
  if (back) return Noted::twins;
  return changed ? Noted::arrived : Noted::known;
}

void ActorRegistry::stopped(const std::string& instance, std::uint64_t incarnation) {
  const auto found = entries_.find(instance);
  if (found == entries_.end() || found->second.heartbeat.incarnation != incarnation) return;
  found->second.stopped = true;
}

messages::Registry ActorRegistry::list(Monotonic now) const {
  messages::Registry registry;
  for (const auto& [instance, entry] : entries_) {
    const auto age = std::chrono::duration_cast<milliseconds>(now - entry.at).count();
    const auto still = std::chrono::duration_cast<milliseconds>(entry.at - entry.moved).count();
    registry.actors.push_back({entry.heartbeat, static_cast<std::uint64_t>(age), alive(entry, now),
                               entry.restarts, static_cast<std::uint64_t>(still)});
  }
  return registry;
}

std::optional<Monotonic> ActorRegistry::silence(const std::string& instance, Monotonic now) const {
  const auto found = entries_.find(instance);
  if (found == entries_.end()) return std::nullopt;
  return now - found->second.at;
}

}  // namespace ballast::broker
