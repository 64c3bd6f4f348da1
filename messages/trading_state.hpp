// Whether orders may leave at all: halting, reducing and resuming trading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "messages/emergency.hpp"
#include "messages/field.hpp"
#include "planner/trading/facts.hpp"

namespace ballast::messages {

using planner::trading::TradingState;

template <>
struct NamesOf<TradingState> {
  static constexpr auto names = planner::trading::trading_state_names;
};

/// CLI -> trading. Answered with TradingStanding. Active also resets a breaker that had tripped.
struct SetTradingState {
  static constexpr std::string_view type = "SetTradingState";
  TradingState state = TradingState::halt;
  std::string reason;

  bool operator==(const SetTradingState&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("state", self.state);
    visit("reason", self.reason, may_be_absent);
  }
};

/// CLI -> trading. Answered with TradingStanding.
struct GetTradingState {
  static constexpr std::string_view type = "GetTradingState";
  bool operator==(const GetTradingState&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

struct TradingStanding {
  static constexpr std::string_view type = "TradingStanding";
  TradingState state = TradingState::active;
  std::string reason;
  std::int64_t since_ms = 0;  // since 1970; 0: from the beginning
  std::string broker;         // where orders go: "paper"
  bool live = false;          // whether they cost real money
  std::string tripped;        // which breaker stops trading until a person resumes; empty: none
  std::optional<std::int64_t> day_return_ppm;
  std::optional<std::int64_t> drawdown_ppm;
  std::optional<CashEmergency> emergency;

  bool operator==(const TradingStanding&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("state", self.state);
    visit("reason", self.reason, may_be_absent);
    visit("since_ms", self.since_ms, may_be_absent);
    visit("broker", self.broker);
    visit("live", self.live);
    visit("tripped", self.tripped, may_be_absent);
    visit("day_return_ppm", self.day_return_ppm);
    visit("drawdown_ppm", self.drawdown_ppm);
    visit("emergency", self.emergency);
  }
};

}  // namespace ballast::messages
