#include "planner/why/constraint.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "planner/opportunities/findings.hpp"
#include "planner/opportunities/wording.hpp"
#include "planner/plan/breakdown.hpp"

namespace ballast::planner {
namespace {

/// One limit of the search, loosened.
struct Loosening {
  const char* name;
  bool (*loosen)(PlanContext&);  // false: it cannot be
  const char* sentence;          // behind the symbol
};

bool one_more(std::uint16_t& cap) {
  if (cap >= max_sequence_length) return false;
  ++cap;
  return true;
}

constexpr std::array<Loosening, 5> loosenings{{
    {"max_plan_depth", [](PlanContext& context) { return one_more(context.max_depth); },
     " would be traded if the plan could hold one trade more."},
    {"max_buys", [](PlanContext& context) { return one_more(context.max_buys); },
     " would be traded if the plan could hold one purchase more."},
    {"max_sells", [](PlanContext& context) { return one_more(context.max_sells); },
     " would be traded if the plan could hold one sale more."},
    {"cash",
     [](PlanContext& context) {
       context.cash = max_cash_micros;
       return true;
     },
     " would be traded if there were cash for everything; others make more of what there is."},
    {"conflict",
     [](PlanContext& context) {
       const bool any = !context.conflicts.empty();
       context.conflicts.clear();
       return any;
     },
     " would be traded if it did not stand in conflict with another trade of the plan."},
}};

bool holds(const PlanContext& context, const RankedSequence& set, std::uint32_t security) {
  return std::any_of(set.candidates.begin(), set.candidates.end(), [&](CandidateIndex index) {
    return context.candidates[index].security == security;
  });
}

/// Returns what binds a security whose every candidate is on a side of which nothing is allowed.
std::optional<Constraint> closed_side(const PlanContext& context, const Security& security,
                                      std::uint32_t index) {
  bool buys = false;
  bool sells = false;
  for (const CandidateTerms& terms : context.candidates) {
    if (terms.security == index) (terms.side == Side::buy ? buys : sells) = true;
  }
  if ((buys && context.max_buys > 0) || (sells && context.max_sells > 0)) return std::nullopt;
  const std::string cap = buys ? "max_buys" : "max_sells";
  return Constraint{cap,
                    security.symbol + (buys ? " cannot be bought: " : " cannot be sold: ") + cap +
                        " is 0, so no plan " + (buys ? "buys" : "sells") + " anything.",
                    {}};
}

std::string score_text(const OtherPlan& other) {
  const Score behind = Score{} - other.difference.total;
  if (behind.ticks == 0) return "The best plan with it scores the same and comes later in order.";
  ScorePart worst;
  for (const ScorePart& part : other.difference.parts) {
    if (worst.name.empty() || part.contribution < worst.contribution) worst = part;
  }
  return "The best plan with it scores " + points_text(behind, 3) +
         " points less, most of all in " + worst.name + " (" +
         points_text(Score{} - worst.contribution, 3) + " less).";
}

}  // namespace

std::string_view name_of(ObstacleKind kind) {
  switch (kind) {
    case ObstacleKind::gap_too_small:
      return "gap_too_small";
    case ObstacleKind::not_worth_fee:
      return "not_worth_fee";
    case ObstacleKind::below_one_lot:
      return "below_one_lot";
    case ObstacleKind::no_cash:
      return "no_cash";
    case ObstacleKind::cooldown:
      return "cooldown";
    case ObstacleKind::holding_period:
      return "holding_period";
    case ObstacleKind::loss_limit:
      return "loss_limit";
    case ObstacleKind::not_allowed:
      return "not_allowed";
    case ObstacleKind::no_price:
      return "no_price";
    case ObstacleKind::no_rate:
      return "no_rate";
    case ObstacleKind::low_quality:
      return "low_quality";
    case ObstacleKind::quality_gate:
      return "quality_gate";
    case ObstacleKind::low_priority:
      return "low_priority";
    case ObstacleKind::not_held:
      return "not_held";
    case ObstacleKind::correlated:
      return "correlated";
    case ObstacleKind::excluded:
      return "excluded";
    case ObstacleKind::not_selected:
      break;
  }
  return "not_selected";
}

Constraint constraint_before(const PreparedPlan& prepared, const Security& security,
                             std::optional<Side> side) {
  std::vector<Obstacle> own;
  for (const Obstacle& obstacle : prepared.selection.obstacles) {
    if (obstacle.security == security.id) own.push_back(obstacle);
  }
  if (own.empty()) {
    return {"no rule", "No rule proposes to trade " + security.symbol + ".", {}};
  }
  const auto rank = [side](const Obstacle& one) {
    return std::pair(side && one.side != *side, telling_rank(one.kind));
  };
  std::stable_sort(own.begin(), own.end(),
                   [&](const Obstacle& a, const Obstacle& b) { return rank(a) < rank(b); });
  Constraint constraint{std::string(name_of(own.front().kind)), own.front().text, {}};
  for (std::size_t i = 1; i < own.size(); ++i) constraint.further.push_back(own[i].text);
  return constraint;
}

Constraint constraint_among(const PreparedPlan& prepared, const Security& security,
                            std::uint32_t index, const std::optional<OtherPlan>& other,
                            Trials& trials) {
  if (auto closed = closed_side(prepared.context, security, index)) return *closed;
  std::vector<std::string> further;
  if (other) further.push_back(score_text(*other));
  for (const Loosening& loosening : loosenings) {
    PlanContext context = prepared.context;
    if (!loosening.loosen(context)) continue;
    const auto best = trials.best_of(prepared, context);
    if (best && holds(context, *best, index)) {
      return {loosening.name, security.symbol + loosening.sentence, std::move(further)};
    }
  }
  if (other) {
    return {"score", security.symbol + " was considered. " + further.front(), {}};
  }
  return {"score",
          security.symbol +
              " was considered, but no set that cash and limits allow "
              "holds it, and none would be best with more of one of them.",
          {}};
}

}  // namespace ballast::planner
