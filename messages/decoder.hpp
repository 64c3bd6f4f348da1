// From msgpack or JSON to any struct with a table of fields. `Node` is one value of the source. It
// stops at the first thing that is wrong and names its path.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "messages/field_path.hpp"
#include "messages/utf8.hpp"
#include "messages/value_kinds.hpp"
#include "messages/wire_values.hpp"
#include "planner/model/date.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/money.hpp"
#include "planner/model/score.hpp"
#include "planner/model/security.hpp"
#include "planner/settings/setting_values.hpp"

namespace ballast::messages {

template <class Node>
class Decoder {
 public:
  explicit Decoder(std::string_view path = {}) : path_(path) {}

  /// Fills `target`; false: see failure().
  template <Structure Struct>
  bool read(const Node& node, Struct& target) {
    if (!node.map_size()) return refuse("expected a map of fields");
    FieldsOf<Struct>::visit(target, ReadField{*this, node});
    if constexpr (Node::strict) {
      if (!failure_) refuse_unknown_fields(node, target);
    }
    if constexpr (requires { target.find_fault(); }) {
      if (!failure_) take_fault(target.find_fault());
    }
    return !failure_;
  }

  [[nodiscard]] const std::optional<planner::Failure>& failure() const { return failure_; }

 private:
  struct ReadField {
    Decoder& decoder;
    const Node& node;
    std::size_t expected = 0;

    template <class Value>
    void operator()(const char* name, Value& value, const Mark& mark = {}) {
      if (decoder.failure_) return;
      const auto found = node.find(name, expected);
      if (found) ++expected;
      decoder.path_.enter(name);
      if (found) {
        decoder.value(*found, value, mark);
      } else if (!is_optional<Value> && !mark.may_be_absent) {
        decoder.refuse("is missing");
      }
      decoder.path_.leave();
    }
  };

  struct NameField {
    std::vector<std::string>& names;
    template <class Value>
    void operator()(const char* name, const Value& /*value*/, const Mark& /*mark*/ = {}) const {
      names.emplace_back(name);
    }
  };

  bool refuse(std::string what) {
    if (!failure_) {
      failure_ = planner::Failure{planner::FailureKind::invalid, std::move(what), path_.text(), ""};
    }
    return false;
  }

  bool refuse_long_list(const Mark& mark) {
    return refuse("expected a list of at most " + std::to_string(mark.most));
  }

  void take_fault(std::optional<planner::Failure> fault) {
    if (!fault) return;
    if (!fault->where.empty()) path_.enter(fault->where);
    refuse(std::move(fault->what));
    failure_->allowed = std::move(fault->allowed);
    if (!fault->where.empty()) path_.leave();
  }

  template <Structure Struct>
  void refuse_unknown_fields(const Node& node, Struct& target) {
    std::vector<std::string> known;
    FieldsOf<Struct>::visit(target, NameField{known});
    refuse_all_but(known, node);
  }

  void refuse_all_but(const std::vector<std::string>& known, const Node& node) {
    for (const std::string& key : node.keys()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      path_.enter(key);
      refuse("is no field here" + suggestion(key, known));
      path_.leave();
      return;
    }
  }

  bool value(const Node& node, bool& target, const Mark& /*mark*/) {
    return take(node.boolean(), target, "expected true or false");
  }

  bool value(const Node& node, double& target, const Mark& mark) {
    const auto number = node.number();
    if (!number || !std::isfinite(*number) || *number < mark.lowest || *number > mark.highest) {
      return refuse(
          expected_number(number && !std::isfinite(*number) ? "a finite number" : "a number",
                          mark.lowest, mark.highest));
    }
    target = *number;
    return true;
  }

  bool value(const Node& node, std::string& target, const Mark& mark) {
    if (mark.binary) return take(node.bytes(), target, "expected bytes");
    const auto text = node.text();
    if (!text) return refuse("expected a text");
    if (!is_utf8(*text)) return refuse("expected a text in UTF-8");
    target = *text;
    return true;
  }

  bool value(const Node& node, planner::Date& target, const Mark& /*mark*/) {
    const auto text = node.text();
    return take(text ? planner::parse_date(*text) : std::nullopt, target,
                "expected a date as YYYY-MM-DD");
  }

  bool value(const Node& node, planner::SecurityId& target, const Mark& mark) {
    return value(node, target.value, mark);
  }

  bool value(const Node& node, planner::Money& target, const Mark& /*mark*/) {
    return take(money_from(node), target, "expected an amount of money");
  }

  bool value(const Node& node, planner::Score& target, const Mark& /*mark*/) {
    return take(score_from(node), target, "expected a score");
  }

  template <Integer Number>
  bool value(const Node& node, Number& target, const Mark& mark) {
    const std::int64_t lowest = std::isfinite(mark.lowest)
                                    ? static_cast<std::int64_t>(mark.lowest)
                                    : static_cast<std::int64_t>(std::numeric_limits<Number>::min());
    const std::uint64_t highest =
        std::isfinite(mark.highest)
            ? static_cast<std::uint64_t>(mark.highest)
            : static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
    const auto natural = node.natural();
    const auto integer = node.integer();
    if (natural && *natural <= highest &&
        (lowest <= 0 || *natural >= static_cast<std::uint64_t>(lowest))) {
      target = static_cast<Number>(*natural);
      return true;
    }
    if (!natural && integer && *integer >= lowest) {
      target = static_cast<Number>(*integer);
      return true;
    }
    return refuse(expected_integer(lowest, highest));
  }

  template <Choice Value>
  bool value(const Node& node, Value& target, const Mark& /*mark*/) {
    const auto text = node.text();
    const auto& names = NamesOf<Value>::names;
    const auto choice = text ? choice_named<Value>(*text) : std::nullopt;
    if (!choice) return refuse(expected_choice(names.data(), names.size()));
    target = *choice;
    return true;
  }

  template <class Name>
  bool value(const Node& node, planner::ChoiceSet<Name>& target, const Mark& /*mark*/) {
    const auto text = node.text();
    const auto set = text ? planner::parse_set<Name>(*text) : std::nullopt;
    if (!set)
      return refuse("expected " + planner::allowed_names(planner::ChoiceNames<Name>::names));
    target = *set;
    return true;
  }

  template <class Inner>
  bool value(const Node& node, std::optional<Inner>& target, const Mark& mark) {
    if (node.is_nothing()) {
      target.reset();
      return true;
    }
    Inner inner{};
    if (!value(node, inner, mark)) return false;
    target = std::move(inner);
    return true;
  }

  template <class Element>
  bool value(const Node& node, std::vector<Element>& target, const Mark& mark) {
    if constexpr (is_column<std::vector<Element>>) {
      if (!Node::strict) return column(node, target, mark);
    }
    const auto size = node.array_size();
    if (!size) return refuse("expected a list");
    if (*size > mark.most) return refuse_long_list(mark);
    target.clear();
    for (std::size_t i = 0; i < *size && !failure_; ++i) {
      path_.enter(i);
      value(node.element(i), target.emplace_back(), mark);
      path_.leave();
    }
    return !failure_;
  }

  template <class Number>
  bool column(const Node& node, std::vector<Number>& target, const Mark& mark) {
    const auto bytes = node.bytes();
    auto numbers = bytes ? column_from<Number>(*bytes) : std::nullopt;
    if (!numbers) return refuse("expected bytes, " + std::to_string(sizeof(Number)) + " a number");
    if (numbers->size() > mark.most) return refuse_long_list(mark);
    if constexpr (std::floating_point<Number>) {
      const auto bad = std::find_if_not(numbers->begin(), numbers->end(), [&mark](Number number) {
        return std::isfinite(number) && number >= mark.lowest && number <= mark.highest;
      });
      if (bad != numbers->end()) {
        path_.enter(static_cast<std::size_t>(bad - numbers->begin()));
        refuse(expected_number("a finite number", mark.lowest, mark.highest));
        path_.leave();
        return false;
      }
    }
    target = std::move(*numbers);
    return true;
  }

  template <Structure Struct>
  bool value(const Node& node, Struct& target, const Mark& /*mark*/) {
    return read(node, target);
  }

  template <class Source, class Target>
  bool take(const std::optional<Source>& source, Target& target, const char* otherwise) {
    if (!source) return refuse(otherwise);
    target = *source;
    return true;
  }

  FieldPath path_;
  std::optional<planner::Failure> failure_;
};

}  // namespace ballast::messages
