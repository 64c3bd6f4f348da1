// The fields of the plan context and of what a search yields.
#pragma once

#include "messages/request_fields.hpp"
#include "planner/bounding/node.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/search.hpp"

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
struct FieldsOf<planner::IndustryMove> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("group", self.group);
    visitor("weight", self.weight);
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
    visitor("industries", self.industries);
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
    visitor("industries", self.industries);
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
    visitor("industry_full", self.industry_full);
    visitor("base_industries", self.base_industries);
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
    visitor("front_limit", self.front_limit);
    visitor("diversification_percent", self.diversification_percent);
    visitor("stability_percent", self.stability_percent);
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
struct FieldsOf<planner::Form> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("geography", self.geography);
    visitor("industry", self.industry);
    visitor("sells_only", self.sells_only);
  }
};

template <>
struct FieldsOf<planner::OpenNode> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("form", self.form);
    visitor("chosen", self.chosen);
    visitor("barred", self.barred);
    visitor("bound", self.bound);
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
struct FieldsOf<planner::Objectives> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("score", self.score);
    visitor("diversification", self.diversification);
    visitor("risk", self.risk);
    visitor("cost", self.cost);
  }
};

template <>
struct FieldsOf<planner::FrontMember> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("objectives", self.objectives);
    visitor("priority", self.priority);
    visitor("candidates", self.candidates);
  }
};

template <>
struct FieldsOf<planner::FrontPage> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("limit", self.limit);
    visitor("known", self.known, may_be_absent);
  }
};

template <>
struct FieldsOf<planner::FrontSlice> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("members", self.members);
    visitor("left_out", self.left_out);
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
    visitor("front", self.front, may_be_absent);
  }
};

}  // namespace ballast::messages
