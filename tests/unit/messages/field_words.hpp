// What the README says of every field, made from the tables of fields.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "messages/json_writer.hpp"
#include "messages/value_kinds.hpp"

namespace ballast::messages {

/// One row of a table: name, type, and what stands for it when it is absent.
struct FieldWords {
  std::string name;
  std::string type;
  std::string absent;

  bool operator==(const FieldWords&) const = default;
};

/// Returns "Step" for planner::Step, as both compilers write it.
template <class Type>
[[nodiscard]] std::string name_of_struct() {
  const std::string_view function = __PRETTY_FUNCTION__;
  const std::size_t start = function.find("Type = ") + 7;
  const std::size_t end = function.find_first_of(";]", start);
  const std::string_view full = function.substr(start, end - start);
  return std::string(full.substr(full.rfind(':') + 1));
}

/// The tables of a body and of every struct inside it, by the struct's name.
class FieldTables {
 public:
  template <Structure Struct>
  void add() {
    const std::string name = name_of_struct<Struct>();
    if (!tables_.try_emplace(name).second) return;
    Struct value{};
    FieldsOf<Struct>::visit(value, AddRow{*this, name});
  }

  [[nodiscard]] const std::map<std::string, std::vector<FieldWords>>& all() const {
    return tables_;
  }

 private:
  struct AddRow {
    FieldTables& tables;
    const std::string& table;
    template <class Field>
    void operator()(const char* name, const Field& field, const Mark& mark = {}) const {
      FieldWords row{name, tables.type_words<Field>(mark), absent_words(field, mark)};
      tables.tables_[table].push_back(std::move(row));
    }
  };

  template <class Value>
  std::string type_words(const Mark& mark) {
    if constexpr (is_optional<Value>) {
      return type_words<typename Value::value_type>(mark);
    } else if constexpr (is_column<Value>) {
      using Number = typename Value::value_type;
      const char kind = std::floating_point<Number> ? 'f' : std::is_signed_v<Number> ? 'i' : 'u';
      return std::string("column of ") + kind + std::to_string(8 * sizeof(Number));
    } else if constexpr (is_vector<Value>) {
      return "list of " + type_words<typename Value::value_type>(mark);
    } else {
      return single_words<Value>(mark);
    }
  }

  template <class Value>
  std::string single_words(const Mark& mark) {
    if constexpr (std::same_as<Value, bool>) return "boolean";
    if constexpr (Integer<Value> || std::same_as<Value, planner::SecurityId>) return "integer";
    if constexpr (std::same_as<Value, double>) return "number";
    if constexpr (std::same_as<Value, std::string>) return mark.binary ? "bytes" : "text";
    if constexpr (std::same_as<Value, planner::Date>) return "date";
    if constexpr (std::same_as<Value, planner::Money>) return "money";
    if constexpr (std::same_as<Value, planner::Score>) return "score";
    if constexpr (Choice<Value>) return choice_words<Value>();
    if constexpr (planner::is_choice_set<Value>) return "text";
    if constexpr (has_table<Value>) {
      add<Value>();
      return name_of_struct<Value>();
    }
    return "";
  }

  template <class Value>
  static constexpr bool has_table =
      Structure<Value> && !std::same_as<Value, std::string> &&
      !std::same_as<Value, planner::Date> && !std::same_as<Value, planner::Money> &&
      !std::same_as<Value, planner::Score> && !std::same_as<Value, planner::SecurityId> &&
      !planner::is_choice_set<Value>;

  template <class Value>
  static std::string choice_words() {
    std::string words;
    for (const std::string_view name : NamesOf<Value>::names) {
      if (!words.empty()) words += ", ";
      words += "`" + std::string(name) + "`";
    }
    return words;
  }

  template <class Value>
  static std::string absent_words(const Value& value, const Mark& mark) {
    if constexpr (is_optional<Value>) return "empty";
    if (!mark.may_be_absent) return "refused";
    if constexpr (is_vector<Value>) {
      if (value.empty()) return "none";
      return "`" + JsonWriter::value(value).dump() + "`";
    }
    if constexpr (has_table<Value>) return "defaults";
    if constexpr (!is_vector<Value> && !has_table<Value> && !is_optional<Value>) {
      return "`" + JsonWriter::value(value).dump() + "`";
    }
    return "";
  }

  std::map<std::string, std::vector<FieldWords>> tables_;
};

}  // namespace ballast::messages
