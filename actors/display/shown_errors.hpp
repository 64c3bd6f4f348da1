// Errors of actors, as a display shows them: the first of several as a card, then a point for a
// while, or until a person has acknowledged it.
#pragma once

#include <chrono>
#include <optional>

#include "actors/display/interlude.hpp"
#include "messages/events.hpp"

namespace ballast::actors {

class ShownErrors {
 public:
  using Time = std::chrono::milliseconds;

  [[nodiscard]] std::optional<Interlude> hear(const messages::ActorHeartbeat& beat, Time now);
  /// What went wrong until now is known.
  void acknowledge(Time now) { acknowledged_at_ = until_ = now; }
  [[nodiscard]] bool any(Time now) const { return now < until_; }

 private:
  Time until_{};
  std::optional<Time> acknowledged_at_;
};

}  // namespace ballast::actors
