// Any body filled with random content through its own table of fields.
#pragma once

#include <cmath>
#include <limits>
#include <random>

#include "messages/value_kinds.hpp"
#include "planner/model/date.hpp"
#include "planner/model/money.hpp"
#include "planner/model/score.hpp"
#include "planner/model/security.hpp"
#include "planner/settings/setting_kinds.hpp"

namespace ballast::messages {

class RandomContent {
 public:
  /// `full`: every optional is filled and no list is empty.
  explicit RandomContent(std::uint64_t seed, bool full = false) : random_(seed), full_(full) {}

  template <class Body>
  [[nodiscard]] Body body() {
    Body body{};
    fill(body, Mark{});
    if constexpr (requires { body.find_fault(); }) {
      if (body.find_fault()) return Body{};
    }
    return body;
  }

 private:
  struct FillField {
    RandomContent& content;
    template <class Field>
    void operator()(const char* /*name*/, Field& field, const Mark& mark = {}) const {
      content.fill(field, mark);
    }
  };

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  void fill(bool& value, const Mark& /*mark*/) { value = below(2) == 0; }
  void fill(double& value, const Mark& mark) {
    const double share = static_cast<double>(below(1'000'001)) / 1e6;
    if (std::isfinite(mark.lowest)) {
      value = mark.lowest + share * (mark.highest - mark.lowest);
    } else {
      value = std::ldexp(share - 0.5, static_cast<int>(below(200)) - 100);
    }
  }
  void fill(std::string& value, const Mark& mark) {
    static constexpr std::string_view letters = "abcXYZ 0129.-_\"\\\n\t";
    value.clear();
    for (std::uint64_t i = below(40); i > 0; --i) {
      value.push_back(mark.binary ? static_cast<char>(below(256)) : letters[below(letters.size())]);
    }
    if (!mark.binary && below(4) == 0) value += "Zürich €𝄞";
  }
  void fill(planner::Date& value, const Mark& /*mark*/) {
    value = planner::Date{std::chrono::days{below(40'000)}};
  }
  void fill(planner::SecurityId& value, const Mark& mark) { fill(value.value, mark); }
  void fill(planner::Money& value, const Mark& /*mark*/) {
    std::int64_t micros = 0;
    fill(micros, Mark{});
    value = planner::Money::from_micros(micros);
  }
  void fill(planner::Score& value, const Mark& /*mark*/) { fill(value.ticks, Mark{}); }

  template <Integer Number>
  void fill(Number& value, const Mark& mark) {
    if (std::isfinite(mark.lowest)) {
      const auto span = static_cast<std::uint64_t>(mark.highest - mark.lowest) + 1;
      value = static_cast<Number>(static_cast<std::int64_t>(mark.lowest) +
                                  static_cast<std::int64_t>(below(span)));
    } else {
      value = static_cast<Number>(random_() >> below(64));
    }
  }
  template <Choice Value>
  void fill(Value& value, const Mark& /*mark*/) {
    value = static_cast<Value>(below(NamesOf<Value>::names.size()));
  }
  template <class Name>
  void fill(planner::ChoiceSet<Name>& value, const Mark& /*mark*/) {
    for (std::size_t i = 0; i < value.size; ++i) {
      if (below(2) == 0) value.add(static_cast<Name>(i));
    }
  }
  template <class Inner>
  void fill(std::optional<Inner>& value, const Mark& mark) {
    value.reset();
    if (full_ || below(3) > 0) fill(value.emplace(), mark);
  }
  template <class Element>
  void fill(std::vector<Element>& list, const Mark& mark) {
    list.clear();
    for (std::uint64_t i = below(4) + (full_ ? 1 : 0); i > 0; --i) fill(list.emplace_back(), mark);
  }
  template <Structure Struct>
  void fill(Struct& value, const Mark& /*mark*/) {
    FieldsOf<Struct>::visit(value, FillField{*this});
  }

  std::mt19937_64 random_;
  bool full_;
};

}  // namespace ballast::messages
