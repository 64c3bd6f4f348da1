// The fields of the plan context and of what a search yields.
#pragma once

#include "messages/request_fields.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"

namespace ballast::messages {

template <>
struct FieldsOf<planner::LinearTerms> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("total_return", self.total_return);
    visitor("promise", self.promise);
    visitor("stability", self.stability);
    visitor("quality", self.quality);
    visitor("opinion", self.opinion);
  }
};

template <>
struct FieldsOf<planner::CandidateTerms> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("side", self.side);
    visitor("security", self.security);
    visitor("group", self.group);
    visitor("parts", self.parts);
    visitor("linear", self.linear);
    visitor("dividend", self.dividend);
    visitor("group_weight", self.group_weight);
    visitor("penalty", self.penalty);
    visitor("fee", self.fee);
    visitor("cash", self.cash);
    visitor("priority", self.priority);
  }
};

template <>
struct FieldsOf<planner::Conflict> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("first", self.first);
    visitor("second", self.second);
  }
};

template <>
struct FieldsOf<planner::ScenarioTerms> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("mode", self.mode);
    visitor("paths", self.paths);
    visitor("fixed_fee", self.fixed_fee);
    visitor("fixed_penalty", self.fixed_penalty);
    visitor("total_return", self.total_return);
    visitor("promise", self.promise);
    visitor("stability", self.stability);
    visitor("quality", self.quality);
    visitor("dividend", self.dividend);
    visitor("groups", self.groups);
    visitor("ratios", self.ratios);
    visitor("multipliers", self.multipliers);
  }
};

template <>
struct FieldsOf<planner::PlanContext> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("format", self.format);
    visitor("base_parts", self.base_parts);
    visitor("base_linear", self.base_linear);
    visitor("base_dividend", self.base_dividend);
    visitor("dividend_cap", self.dividend_cap);
    visitor("geography_full", self.geography_full);
    visitor("base_groups", self.base_groups);
    visitor("cash", self.cash);
    visitor("sell_count", self.sell_count);
    visitor("space_sells", self.space_sells);
    visitor("space_buys", self.space_buys);
    visitor("candidates", self.candidates);
    visitor("conflicts", self.conflicts, may_be_absent);
    visitor("max_depth", self.max_depth);
    visitor("max_sells", self.max_sells);
    visitor("max_buys", self.max_buys);
    visitor("beam_width", self.beam_width);
    visitor("required_securities", self.required_securities);
    visitor("scenarios", self.scenarios);
  }
};

template <>
struct FieldsOf<planner::RankedSequence> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("score", self.score);
    visitor("priority", self.priority);
    visitor("candidates", self.candidates);
  }
};

template <>
struct FieldsOf<planner::Distinctness> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("references", self.references);
  }
};

template <>
struct FieldsOf<planner::SearchResult> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("best", self.best);
    visitor("evaluated", self.evaluated);
    visitor("infeasible", self.infeasible);
    visitor("outside", self.outside);
  }
};

}  // namespace ballast::messages
