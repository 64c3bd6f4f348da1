// Why a security is in a plan, or why not: what it contributes, what keeps it out, and what would
// have to be different for the answer to be the other one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/plan/decision.hpp"

namespace ballast::planner {

/// A change of one thing after which the answer is the other one. It was made, and planned with.
struct FlippingChange {
  std::string what;             // "min_security_score", "cash", "price"
  std::string from;             // as it is
  std::string to;               // the nearest value that flips the answer
  std::string unit;             // empty for a switch or a choice
  bool is_setting = false;      // `what` is the name of a setting, `to` a text that sets it
  double size = 0.0;            // |to - from| as a share of `from`; 1 for a switch or a choice
  std::optional<Side> side;     // of the trade that there is then; nothing: there is none
  std::string then;             // "buy 12 shares", "no trade"
  std::optional<double> exact;  // the value behind `to`; nothing for a switch or a choice

  bool operator==(const FlippingChange&) const = default;
};

/// The best plan that gives the other answer, whatever it costs.
struct OtherPlan {
  std::vector<TradeSummary> trades;
  Score score;
  Breakdown difference;  // this less the plan

  bool operator==(const OtherPlan&) const = default;
};

struct Why {
  std::string symbol;
  std::string name;
  bool in_plan = false;
  std::uint64_t step_number = 0;  // from 1; 0: not in the plan
  std::optional<Step> step;       // with the change of the score by part
  std::string constraint;         // what binds: a kind of obstacle, a setting, "cash", "conflict",
                                  // "score" or "no rule"; empty for a security in the plan
  std::string answer;             // one or two sentences
  std::vector<std::string> further;     // other obstacles, a sentence each
  std::optional<OtherPlan> other;       // of the same candidates: without it, or with it
  std::vector<FlippingChange> changes;  // nearest first; see `explain`
  std::uint64_t plans = 0;              // made to find all this
  bool every_change_tried = true;       // false: the limit of plans came first

  bool operator==(const Why&) const = default;
};

/// How much work an explanation may take.
struct WhyLimits {
  std::uint64_t plans = 600;
  std::uint64_t sets = 400'000'000;  // of all these plans together
};

/// Explains one security of the plan for this request and these inputs. One change at a time is
/// tried along every lever (levers_of), and the nearest value that flips the answer is reported:
/// nearest by `size`, equal ones in the order of the levers. Where an answer flips more than once
/// along a lever, a value that flips it is reported, which may then not be the nearest. Fails for
/// an unknown symbol, for ideas, and for what plan_here fails for.
[[nodiscard]] Result<Why> explain(const PlanRequest& request, const PlanInputs& inputs,
                                  std::string_view symbol, const WhyLimits& limits = {});

}  // namespace ballast::planner
