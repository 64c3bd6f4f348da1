// Whether trading waits for a person: asked every ten seconds, where there is trading.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "broker/behaviour.hpp"
#include "messages/events.hpp"
#include "messages/trading_state.hpp"

namespace ballast::actors {

class TradingWatch {
 public:
  using Time = std::chrono::milliseconds;

  void hear(const messages::ActorHeartbeat& beat, Time now);
  /// Asks when it is time to. This outlives the answer.
  void ask(broker::Outlet& outlet, Time now);

  /// What it waited for when it answered last, in words; empty: for nobody, or it never did.
  [[nodiscard]] const std::string& waits_for() const { return waits_for_; }

 private:
  std::optional<Time> heard_;
  std::optional<Time> asked_at_;
  bool asking_ = false;
  std::string waits_for_;
};

}  // namespace ballast::actors
