// What the optimization actor is asked and tells: target weights with all that explains them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/inputs_fields.hpp"
#include "planner/targets/target_report.hpp"

namespace ballast::messages {

template <>
struct NamesOf<planner::TargetMethod> {
  static constexpr auto names = planner::ChoiceNames<planner::TargetMethod>::names;
};

template <>
struct FieldsOf<planner::TargetView> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("symbol", self.symbol);
    visitor("expected", self.expected);
    visitor("confidence", self.confidence);
  }
};

template <>
struct FieldsOf<planner::TargetRules> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("method", self.method);
    visitor("target_return", self.target_return);
    visitor("target_volatility", self.target_volatility);
    visitor("risk_free", self.risk_free);
    visitor("risk_aversion", self.risk_aversion);
    visitor("hierarchical_share", self.hierarchical_share);
    visitor("tail", self.tail);
    visitor("kelly", self.kelly, may_be_absent);
    visitor("views", self.views, may_be_absent);
  }
};

template <>
struct FieldsOf<planner::TargetEntry> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("security", self.security);
    visitor("symbol", self.symbol);
    visitor("current", self.current);
    visitor("target", self.target);
    visitor("lower", self.lower);
    visitor("upper", self.upper);
    visitor("expected", self.expected);
    visitor("volatility", self.volatility);
    visitor("reason", self.reason, may_be_absent);
  }
};

template <>
struct FieldsOf<planner::LeftOut> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("symbol", self.symbol);
    visitor("reason", self.reason);
  }
};

template <>
struct FieldsOf<planner::FrontierPoint> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("volatility", self.volatility);
    visitor("expected", self.expected);
  }
};

template <>
struct FieldsOf<planner::RelatedPair> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("first", self.first);
    visitor("second", self.second);
    visitor("correlation", self.correlation);
  }
};

template <>
struct FieldsOf<planner::TreeJoin> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("left", self.left);
    visitor("right", self.right);
    visitor("distance", self.distance);
  }
};

template <>
struct FieldsOf<planner::TargetReport> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("rules", self.rules);
    visitor("as_of", self.as_of);
    visitor("cash", self.cash);
    visitor("expected", self.expected);
    visitor("volatility", self.volatility);
    visitor("sharpe", self.sharpe);
    visitor("present_expected", self.present_expected);
    visitor("present_volatility", self.present_volatility);
    visitor("residual", self.residual);
    visitor("shrinkage", self.shrinkage);
    visitor("days", self.days);
    visitor("entries", self.entries);
    visitor("left_out", self.left_out, may_be_absent);
    visitor("notes", self.notes, may_be_absent);
    visitor("related", self.related, may_be_absent);
    visitor("clusters", self.clusters, may_be_absent);
    visitor("frontier", self.frontier, may_be_absent);
    visitor("tree", self.tree, may_be_absent);
    visitor("planned_expected", self.planned_expected, may_be_absent);
    visitor("planned_volatility", self.planned_volatility, may_be_absent);
  }
};

/// CLI, coordinator -> optimization. Answered with TargetsTold: those that were kept, where nothing
/// changed that they are made of. Targets with trades are made anew and not kept.
struct MakeTargets {
  static constexpr std::string_view type = "MakeTargets";
  planner::TargetRules rules;
  std::vector<planner::TargetWeight> trades;  // changes of weights, to be told where they lead

  bool operator==(const MakeTargets&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("rules", self.rules);
    visit("trades", self.trades, may_be_absent);
  }
};

struct TargetsTold {
  static constexpr std::string_view type = "TargetsTold";
  planner::TargetReport report;
  std::string input_hash;        // SHA-256, in hex, of all that they are made of
  std::int64_t computed_ms = 0;  // since 1970
  bool kept = false;             // from an earlier time; nothing has changed since

  bool operator==(const TargetsTold&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("report", self.report);
    visit("input_hash", self.input_hash);
    visit("computed_ms", self.computed_ms);
    visit("kept", self.kept, may_be_absent);
  }
};

/// Optimization, topic targets.updated: target weights were made anew.
struct TargetsUpdated {
  static constexpr std::string_view type = "TargetsUpdated";
  planner::TargetMethod method{};
  std::string input_hash;
  std::uint32_t securities = 0;

  bool operator==(const TargetsUpdated&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("method", self.method);
    visit("input_hash", self.input_hash);
    visit("securities", self.securities);
  }
};

}  // namespace ballast::messages
