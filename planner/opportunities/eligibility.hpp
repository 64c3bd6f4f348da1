// Whether a security may be traded at all today: flags, wishes, prices, holding periods, losses,
// quality; waiting times after trades stand in recently_traded.hpp. The same tests for every rule.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "planner/model/action.hpp"
#include "planner/opportunities/account.hpp"
#include "planner/opportunities/situation.hpp"

namespace ballast::planner {

/// Returns what forbids this trade, or nothing, whatever was traded lately.
[[nodiscard]] std::optional<Obstacle> find_ineligibility(const Situation& situation,
                                                         std::uint32_t security, Side side);

/// Returns what forbids selling the position, or nothing. The holding period counts from the first
/// purchase since the position was last flat, the cooldown from the last sale; an unknown day
/// forbids nothing. A position may be sold on the last day of its period. The loss limit always
/// applies.
[[nodiscard]] std::optional<Obstacle> find_sale_obstacle(const Situation& situation,
                                                         const HeldPosition& held);

/// Returns what forbids buying the security, or nothing.
[[nodiscard]] std::optional<Obstacle> find_purchase_obstacle(const Situation& situation,
                                                             std::uint32_t security);

/// Returns "fails the quality gate: ..." where the gate forbids buying the security.
[[nodiscard]] std::optional<std::string> quality_gate_bar(const Security& security,
                                                          const Settings& settings);

}  // namespace ballast::planner
