// The decision: the part of a plan that is a pure function of request and inputs. It holds no id,
// no time of day, no worker count, no search effort, so its bytes are the same however it was
// computed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/money.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/model/score.hpp"

namespace ballast::planner {

enum class Outcome : std::uint8_t { trade, do_nothing, ideas_scored };

/// One signed part of the score.
struct ScorePart {
  std::string name;
  Score contribution;

  bool operator==(const ScorePart&) const = default;
};

/// A score, or a change of one, taken apart: the parts add up exactly to the total. Of a change,
/// parts that are zero are left out. `before`, plus the change of every step, is `after`, part by
/// part. Where parts are of one random price path, all of a decision are of the same.
struct Breakdown {
  Score total;
  std::vector<ScorePart> parts;

  bool operator==(const Breakdown&) const = default;
};

struct Step {
  Side side = Side::buy;
  std::string symbol;
  std::string name;
  double quantity = 0.0;
  double price = 0.0;  // per share, in `currency`
  std::string currency;
  Date price_date{};
  Money value;  // base currency
  Money fee;
  Money cash_after;  // available cash after this step
  std::vector<std::string> tags;
  std::string reason;     // why the candidate was proposed
  std::string narrative;  // one sentence for a person
  Breakdown change;       // of the score by this step, taken after those before it

  bool operator==(const Step&) const = default;
};

struct TradeSummary {
  Side side = Side::buy;
  std::string symbol;
  double quantity = 0.0;
  Money value;

  bool operator==(const TradeSummary&) const = default;
};

struct Alternative {
  std::vector<TradeSummary> trades;  // empty: doing nothing
  Score score;
  std::string why_lost;  // one sentence: which part of the score fell short
  bool feasible = true;  // of ideas: whether cash and holdings allow it
  Breakdown difference;  // this less the plan; of ideas: this less doing nothing

  bool operator==(const Alternative&) const = default;
};

/// A plan of the front: no other is at least as good in all four aims and better in one.
struct FrontPlan {
  std::vector<TradeSummary> trades;  // empty: doing nothing
  Score score;
  double diversification = 0.0;  // portfolio score, 0 to 1 in thousandths
  double risk = 0.0;             // weighted stability, likewise: more is steadier
  Money cost;                    // to hundredths
  bool chosen = false;
  Breakdown difference;   // this less the plan, term by term
  std::string trade_off;  // one sentence: what it gains and gives up against the chosen plan

  bool operator==(const FrontPlan&) const = default;
};

struct PriceAge {
  std::optional<Date> oldest;
  std::optional<Date> newest;
  std::vector<std::string> stale;  // symbols whose price is older than max_price_age_days

  bool operator==(const PriceAge&) const = default;
};

/// The scores of one state over all price paths.
struct ScenarioOutcome {
  Score worst;
  Score tenth_percentile;
  Score mean;
  Score ninetieth_percentile;
  Score combined;  // what plans are ranked by

  bool operator==(const ScenarioOutcome&) const = default;
};

/// How the plan fares when prices move.
struct ScenarioReport {
  PriceScenarios mode = PriceScenarios::stochastic;  // never none
  std::uint64_t paths = 0;
  std::optional<std::int64_t> horizon_days;  // of random paths
  ScenarioOutcome before;
  ScenarioOutcome after;
  std::uint64_t better_paths = 0;         // on so many the plan scores above doing nothing
  std::uint64_t paths_short_of_cash = 0;  // on so many cash does not suffice for every purchase

  bool operator==(const ScenarioReport&) const = default;
};

struct Decision {
  std::uint32_t format = 2;
  std::string base_currency;
  Date as_of{};
  std::string request_hash;  // SHA-256 of the request's bytes, lower-case hex
  std::string inputs_hash;
  std::string context_hash;
  Outcome outcome = Outcome::do_nothing;
  std::vector<Step> steps;
  Breakdown before;
  Breakdown after;
  std::optional<ScenarioReport> scenarios;  // none: planned at today's prices alone
  Money total_value;
  Money cash_before;  // available to the plan, after the reserve
  Money cash_reserve;
  Money cash_after;
  Money cash_required;   // purchases and their fees
  Money cash_generated;  // sales less their fees
  Money fees;
  std::vector<Alternative> runners_up;    // the rest of the beam, best first
  std::vector<Alternative> alternatives;  // up to three, clearly different
  std::vector<FrontPlan> front;           // by falling score; empty unless asked for
  bool front_cut = false;                 // the front has more plans than front_limit
  std::vector<Obstacle> obstacles;        // what stood in the way, most telling first
  std::vector<std::string> degraded;      // what was missing or stale, one sentence each
  PriceAge prices;
  std::uint64_t candidate_count = 0;
  std::uint64_t sets_in_space = 0;
  std::uint64_t sets_beyond_space = 0;  // sequences of patterns that the space does not hold
  bool exact = true;                    // every set of the space was considered
  std::string narrative;

  bool operator==(const Decision&) const = default;
};

}  // namespace ballast::planner
