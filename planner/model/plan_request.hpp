// What a person asks for: settings, wishes about single securities, a seed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/model/money.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

/// A trade of one's own: "what if I sold 7 of this?"
struct TradeIdea {
  Side side = Side::buy;
  std::string symbol;
  double quantity = 0.0;

  bool operator==(const TradeIdea&) const = default;
};

struct PlanRequest {
  Settings settings;
  std::uint64_t seed = 0;
  bool buy_only = false;
  std::vector<std::string> exclude;           // symbols that are not traded
  std::vector<std::string> pin;               // symbols that every plan must trade
  std::optional<Money> cash;                  // plan with this much instead of the recorded cash
  std::vector<std::vector<TradeIdea>> ideas;  // not empty: score these, search nothing

  bool operator==(const PlanRequest&) const = default;
};

}  // namespace ballast::planner
