// The fields of an explanation, for its JSON form: it does not travel.
#pragma once

#include "messages/planning_fields.hpp"
#include "planner/why/why.hpp"

namespace ballast::messages {

template <>
struct FieldsOf<planner::FlippingChange> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("what", self.what);
    visitor("from", self.from);
    visitor("to", self.to);
    visitor("unit", self.unit);
    visitor("is_setting", self.is_setting);
    visitor("size", self.size);
    visitor("side", self.side);
    visitor("then", self.then);
    visitor("exact", self.exact);
  }
};

template <>
struct FieldsOf<planner::OtherPlan> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("trades", self.trades);
    visitor("score", self.score);
    visitor("difference", self.difference);
  }
};

template <>
struct FieldsOf<planner::Why> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("symbol", self.symbol);
    visitor("name", self.name);
    visitor("in_plan", self.in_plan);
    visitor("step_number", self.step_number);
    visitor("step", self.step);
    visitor("constraint", self.constraint);
    visitor("answer", self.answer);
    visitor("further", self.further);
    visitor("other", self.other);
    visitor("changes", self.changes);
    visitor("plans", self.plans);
    visitor("every_change_tried", self.every_change_tried);
  }
};

}  // namespace ballast::messages
