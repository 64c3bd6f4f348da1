// From any struct with a table of fields to JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "messages/base64.hpp"
#include "messages/json_values.hpp"
#include "messages/utf8.hpp"
#include "messages/value_kinds.hpp"
#include "planner/model/date.hpp"
#include "planner/model/security.hpp"
#include "planner/settings/setting_values.hpp"

namespace ballast::messages {

class JsonWriter {
 public:
  using Json = nlohmann::ordered_json;

  template <Structure Struct>
  [[nodiscard]] static Json write(const Struct& value) {
    Json object = Json::object();
    FieldsOf<Struct>::visit(value, WriteField{object});
    return object;
  }

  template <class Value>
  [[nodiscard]] static Json value(const Value& field) {
    return json_of(field, Mark{});
  }

 private:
  struct WriteField {
    Json& object;
    template <class Value>
    void operator()(const char* name, const Value& field, const Mark& mark = {}) const {
      object[name] = json_of(field, mark);
    }
  };

  static Json json_of(bool value, const Mark& /*mark*/) { return value; }
  static Json json_of(double value, const Mark& /*mark*/) { return value; }
  static Json json_of(const std::string& value, const Mark& mark) {
    return mark.binary ? to_base64(value) : as_utf8(value);
  }
  static Json json_of(planner::Date value, const Mark& /*mark*/) {
    return planner::format_date(value);
  }
  static Json json_of(planner::SecurityId value, const Mark& /*mark*/) { return value.value; }
  static Json json_of(planner::Money value, const Mark& /*mark*/) { return json_of_money(value); }
  static Json json_of(planner::Score value, const Mark& /*mark*/) { return json_of_score(value); }

  template <Integer Number>
  static Json json_of(Number value, const Mark& /*mark*/) {
    return value;
  }
  template <Choice Value>
  static Json json_of(Value value, const Mark& /*mark*/) {
    return std::string(name_of_choice(value));
  }
  template <class Name>
  static Json json_of(const planner::ChoiceSet<Name>& value, const Mark& /*mark*/) {
    return planner::text_of(value);
  }
  template <class Inner>
  static Json json_of(const std::optional<Inner>& value, const Mark& mark) {
    return value ? json_of(*value, mark) : Json(nullptr);
  }
  template <class Element>
  static Json json_of(const std::vector<Element>& list, const Mark& mark) {
    Json array = Json::array();
    for (const Element& element : list) array.push_back(json_of(element, mark));
    return array;
  }
  template <Structure Struct>
  static Json json_of(const Struct& value, const Mark& /*mark*/) {
    return write(value);
  }
};

}  // namespace ballast::messages
