// From any struct with a table of fields to msgpack.
#pragma once

#include "messages/msgpack_writer.hpp"
#include "messages/value_kinds.hpp"
#include "planner/model/date.hpp"
#include "planner/model/money.hpp"
#include "planner/model/score.hpp"
#include "planner/model/security.hpp"
#include "planner/settings/setting_values.hpp"

namespace ballast::messages {

class Encoder {
 public:
  template <Structure Struct>
  void write(const Struct& value) {
    std::size_t present = 0;
    FieldsOf<Struct>::visit(value, CountPresent{present});
    writer_.map(present);
    FieldsOf<Struct>::visit(value, WriteField{*this});
  }

  /// As write(), with one more field at the end whose value is msgpack already.
  template <Structure Struct>
  void write_with(const Struct& value, std::string_view name, std::string_view encoded) {
    std::size_t present = 1;
    FieldsOf<Struct>::visit(value, CountPresent{present});
    writer_.map(present);
    FieldsOf<Struct>::visit(value, WriteField{*this});
    writer_.text(name);
    writer_.encoded(encoded);
  }

  [[nodiscard]] std::string take() { return writer_.take(); }

 private:
  struct CountPresent {
    std::size_t& present;
    template <class Value>
    void operator()(const char* /*name*/, const Value& value, const Mark& /*mark*/ = {}) const {
      if constexpr (is_optional<Value>) {
        if (value.has_value()) ++present;
      } else {
        ++present;
      }
    }
  };

  struct WriteField {
    Encoder& encoder;
    template <class Value>
    void operator()(const char* name, const Value& value, const Mark& mark = {}) const {
      if constexpr (is_optional<Value>) {
        if (value) (*this)(name, *value, mark);
      } else {
        encoder.writer_.text(name);
        encoder.value(value, mark);
      }
    }
  };

  void value(bool value, const Mark& /*mark*/) { writer_.boolean(value); }
  void value(double value, const Mark& /*mark*/) { writer_.number(value); }
  void value(const std::string& value, const Mark& mark) {
    if (mark.binary) {
      writer_.bytes(value);
    } else {
      writer_.text(value);
    }
  }
  void value(planner::Date value, const Mark& /*mark*/) {
    writer_.text(planner::format_date(value));
  }
  void value(planner::SecurityId value, const Mark& /*mark*/) { writer_.integer(value.value); }
  void value(planner::Money value, const Mark& /*mark*/) { writer_.integer(value.micros()); }
  void value(planner::Score value, const Mark& /*mark*/) { writer_.integer(value.ticks); }

  template <Integer Number>
  void value(Number value, const Mark& /*mark*/) {
    if constexpr (std::is_signed_v<Number>) {
      writer_.integer(value);
    } else {
      writer_.natural(value);
    }
  }
  template <Choice Value>
  void value(Value value, const Mark& /*mark*/) {
    writer_.text(name_of_choice(value));
  }
  template <class Name>
  void value(const planner::ChoiceSet<Name>& value, const Mark& /*mark*/) {
    writer_.text(planner::text_of(value));
  }
  template <class Element>
  void value(const std::vector<Element>& list, const Mark& mark) {
    if constexpr (is_column<std::vector<Element>>) {
      writer_.bytes(column_bytes(list));
    } else {
      writer_.array(list.size());
      for (const Element& element : list) value(element, mark);
    }
  }
  template <Structure Struct>
  void value(const Struct& value, const Mark& /*mark*/) {
    write(value);
  }

  MsgpackWriter writer_;
};

}  // namespace ballast::messages
