// The fields of candidates and of the decision.
#pragma once

#include "messages/request_fields.hpp"
#include "planner/model/action.hpp"
#include "planner/plan/decision.hpp"

namespace ballast::messages {

template <>
struct NamesOf<planner::Category> {
  static constexpr std::array<std::string_view, planner::category_count> names = {
      "profit_taking",  "averaging_down",   "rebalance_sells",
      "rebalance_buys", "opportunity_buys", "own_idea"};
};

template <>
struct NamesOf<planner::ObstacleKind> {
  static constexpr std::array<std::string_view, 17> names = {
      "gap_too_small",  "not_worth_fee", "below_one_lot", "no_cash",  "cooldown",
      "holding_period", "loss_limit",    "not_allowed",   "no_price", "no_rate",
      "low_quality",    "low_priority",  "not_held",      "excluded", "not_selected",
      "correlated",     "quality_gate"};
};

template <>
struct NamesOf<planner::Outcome> {
  static constexpr std::array<std::string_view, 3> names = {"trade", "do_nothing", "ideas_scored"};
};

template <>
struct FieldsOf<planner::Candidate> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("side", self.side);
    visitor("security", self.security);
    visitor("quantity", self.quantity);
    visitor("price", self.price);
    visitor("value", self.value);
    visitor("priority", self.priority);
    visitor("category", self.category);
    visitor("reason", self.reason, may_be_absent);
    visitor("tags", self.tags, may_be_absent);
  }
};

template <>
struct FieldsOf<planner::Obstacle> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("kind", self.kind);
    visitor("security", self.security);
    visitor("side", self.side);
    visitor("text", self.text);
  }
};

template <>
struct FieldsOf<planner::Opportunities> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("profit_taking", self.profit_taking);
    visitor("averaging_down", self.averaging_down);
    visitor("rebalance_sells", self.rebalance_sells);
    visitor("rebalance_buys", self.rebalance_buys);
    visitor("opportunity_buys", self.opportunity_buys);
    visitor("obstacles", self.obstacles);
  }
};

template <>
struct FieldsOf<planner::Step> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("side", self.side);
    visitor("symbol", self.symbol);
    visitor("name", self.name);
    visitor("quantity", self.quantity);
    visitor("price", self.price);
    visitor("currency", self.currency);
    visitor("price_date", self.price_date);
    visitor("value", self.value);
    visitor("fee", self.fee);
    visitor("cash_after", self.cash_after);
    visitor("tags", self.tags);
    visitor("reason", self.reason);
    visitor("narrative", self.narrative);
    visitor("change", self.change, may_be_absent);
  }
};

template <>
struct FieldsOf<planner::ScorePart> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("name", self.name);
    visitor("contribution", self.contribution);
  }
};

template <>
struct FieldsOf<planner::Breakdown> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("total", self.total);
    visitor("parts", self.parts);
  }
};

template <>
struct FieldsOf<planner::TradeSummary> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("side", self.side);
    visitor("symbol", self.symbol);
    visitor("quantity", self.quantity);
    visitor("value", self.value);
  }
};

template <>
struct FieldsOf<planner::Alternative> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("trades", self.trades);
    visitor("score", self.score);
    visitor("why_lost", self.why_lost);
    visitor("feasible", self.feasible);
    visitor("difference", self.difference, may_be_absent);
  }
};

template <>
struct FieldsOf<planner::FrontPlan> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("trades", self.trades);
    visitor("score", self.score);
    visitor("diversification", self.diversification);
    visitor("risk", self.risk);
    visitor("cost", self.cost);
    visitor("chosen", self.chosen);
    visitor("difference", self.difference);
    visitor("trade_off", self.trade_off);
  }
};

template <>
struct FieldsOf<planner::PriceAge> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("oldest", self.oldest);
    visitor("newest", self.newest);
    visitor("stale", self.stale);
  }
};

template <>
struct FieldsOf<planner::ScenarioOutcome> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("worst", self.worst);
    visitor("tenth_percentile", self.tenth_percentile);
    visitor("mean", self.mean);
    visitor("ninetieth_percentile", self.ninetieth_percentile);
    visitor("combined", self.combined);
  }
};

template <>
struct FieldsOf<planner::ScenarioReport> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("mode", self.mode);
    visitor("paths", self.paths);
    visitor("horizon_days", self.horizon_days);
    visitor("before", self.before);
    visitor("after", self.after);
    visitor("better_paths", self.better_paths);
    visitor("paths_short_of_cash", self.paths_short_of_cash);
  }
};

template <>
struct FieldsOf<planner::Decision> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("format", self.format);
    visitor("base_currency", self.base_currency);
    visitor("as_of", self.as_of);
    visitor("request_hash", self.request_hash);
    visitor("inputs_hash", self.inputs_hash);
    visitor("context_hash", self.context_hash);
    visitor("outcome", self.outcome);
    visitor("steps", self.steps);
    visitor("before", self.before);
    visitor("after", self.after);
    visitor("scenarios", self.scenarios);
    visitor("total_value", self.total_value);
    visitor("cash_before", self.cash_before);
    visitor("cash_reserve", self.cash_reserve);
    visitor("cash_after", self.cash_after);
    visitor("cash_required", self.cash_required);
    visitor("cash_generated", self.cash_generated);
    visitor("fees", self.fees);
    visitor("runners_up", self.runners_up);
    visitor("alternatives", self.alternatives);
    visitor("front", self.front, may_be_absent);
    visitor("front_cut", self.front_cut, may_be_absent);
    visitor("obstacles", self.obstacles);
    visitor("degraded", self.degraded);
    visitor("prices", self.prices);
    visitor("candidate_count", self.candidate_count);
    visitor("sets_in_space", self.sets_in_space);
    visitor("sets_beyond_space", self.sets_beyond_space, may_be_absent);
    visitor("exact", self.exact);
    visitor("narrative", self.narrative);
  }
};

}  // namespace ballast::messages
