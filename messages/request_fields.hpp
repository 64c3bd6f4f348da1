// The fields of what a person asks for. The settings' names and ranges come from their own table.
#pragma once

#include "messages/inputs_fields.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::messages {

template <class Choice>
requires planner::NamedChoice<Choice>
struct NamesOf<Choice> {
  static constexpr auto& names = planner::ChoiceNames<Choice>::names;
};

/// Passes the entries of the table of settings on as fields that may be absent.
template <class Visitor>
class SettingFields {
 public:
  explicit SettingFields(Visitor& visitor) : visitor_(visitor) {}

  template <class Number>
  void operator()(const char* name, Number& field, const char* /*unit*/, auto lowest, auto highest,
                  const char* /*meaning*/) {
    visitor_(name, field,
             Mark{.may_be_absent = true,
                  .lowest = static_cast<double>(lowest),
                  .highest = static_cast<double>(highest)});
  }
  void operator()(const char* name, auto& numbers, const char* /*unit*/, double lowest,
                  double highest, std::size_t most, const char* /*meaning*/) {
    visitor_(name, numbers,
             Mark{.may_be_absent = true, .lowest = lowest, .highest = highest, .most = most});
  }
  void operator()(const char* name, auto& texts, const char* /*unit*/, std::size_t most,
                  const char* /*meaning*/) {
    visitor_(name, texts, Mark{.may_be_absent = true, .most = most});
  }
  void operator()(const char* name, auto& field, const char* /*meaning*/) {
    visitor_(name, field, may_be_absent);
  }

 private:
  Visitor& visitor_;
};

template <>
struct FieldsOf<planner::Settings> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    planner::describe(SettingFields<std::remove_reference_t<Visitor>>{visitor}, self);
  }
};

template <>
struct FieldsOf<planner::TradeIdea> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("side", self.side);
    visitor("symbol", self.symbol);
    visitor("quantity", self.quantity);
  }
};

template <>
struct FieldsOf<planner::PlanRequest> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("settings", self.settings, may_be_absent);
    visitor("seed", self.seed, may_be_absent);
    visitor("buy_only", self.buy_only, may_be_absent);
    visitor("exclude", self.exclude, may_be_absent);
    visitor("pin", self.pin, may_be_absent);
    visitor("cash", self.cash);
    visitor("ideas", self.ideas, may_be_absent);
  }
};

}  // namespace ballast::messages
