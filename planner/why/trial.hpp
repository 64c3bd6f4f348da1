// Planning again and again, within limits: what happens to one security if this were so?
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "planner/plan/planning.hpp"
#include "planner/why/lever.hpp"
#include "planner/why/why.hpp"

namespace ballast::planner {

/// What the best plan does with the security.
struct TradeThen {
  std::optional<Side> side;  // nothing: it is not traded
  double quantity = 0.0;

  [[nodiscard]] bool traded() const { return side.has_value(); }
};

class Trials {
 public:
  explicit Trials(const WhyLimits& limits) : limits_(limits) {}

  /// Returns what the best plan for the case does with its security; nothing if it cannot be
  /// planned or a limit is reached.
  [[nodiscard]] std::optional<TradeThen> trade_in(const WhyCase& at);

  /// Returns the best set of a context's space and of the plan's sequences besides, or nothing as
  /// above; an empty one is doing nothing. The context may be another than the plan's.
  [[nodiscard]] std::optional<RankedSequence> best_of(const PreparedPlan& prepared,
                                                      const PlanContext& context);

  [[nodiscard]] std::uint64_t plans() const { return plans_; }
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  WhyLimits limits_;
  std::uint64_t plans_ = 0;
  std::uint64_t sets_ = 0;
  bool stopped_ = false;
};

/// Returns what a set does with a security, an index of the inputs' securities.
[[nodiscard]] TradeThen trade_of(const PreparedPlan& prepared, const RankedSequence& sequence,
                                 std::uint32_t security);

/// Returns "buy 12 shares", "no trade".
[[nodiscard]] std::string trade_text(const TradeThen& trade);

}  // namespace ballast::planner
