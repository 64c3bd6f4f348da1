#include "actors/imports/csv_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ballast::actors {
namespace {

constexpr std::size_t symbol_bytes_max = 32;

std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

template <class Number>
std::optional<Number> parsed(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char byte) {
    return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
  });
  return text;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

CsvTable::CsvTable(std::string_view text, std::string name,
                   const std::vector<std::string>& required,
                   const std::vector<std::string>& optional)
    : csv_(text, std::move(name)) {
  read_header(required, optional);
}

void CsvTable::read_header(const std::vector<std::string>& required,
                           const std::vector<std::string>& optional) {
  const std::string wanted = fmt::format("a header row with {}", fmt::join(required, ","));
  if (!csv_.next()) csv_.stop(1, "the file is empty", wanted);
  for (const CsvCell& cell : csv_.cells()) {
    const std::string column = trimmed(cell.text);
    if (!place_.emplace(column, columns_.size()).second) {
      csv_.stop(cell.column, fmt::format("the column '{}' stands twice", column),
                "each column once");
    }
    columns_.push_back(column);
    if (!contains(required, column) && !contains(optional, column)) ignored_.push_back(column);
  }
  for (const std::string& column : required) {
    if (!place_.contains(column)) {
      csv_.stop(1, fmt::format("the column '{}' is missing", column), wanted);
    }
  }
}

bool CsvTable::next() {
  if (!csv_.next()) return false;
  if (csv_.cells().size() != columns_.size()) {
    csv_.stop(csv_.cells().back().column, fmt::format("the row has {} cells", csv_.cells().size()),
              fmt::format("{} cells: {}", columns_.size(), fmt::join(columns_, ",")));
  }
  return true;
}

void CsvTable::stop(const std::string& column, std::string what, std::string allowed) const {
  const auto place = place_.find(column);
  csv_.stop(place == place_.end() ? 1 : csv_.cells()[place->second].column, std::move(what),
            std::move(allowed));
}

std::string CsvTable::text(const std::string& column) const {
  const auto place = place_.find(column);
  return place == place_.end() ? "" : trimmed(csv_.cells()[place->second].text);
}

std::string CsvTable::needed_text(const std::string& column) const {
  std::string value = text(column);
  if (value.empty()) stop(column, fmt::format("{} is empty", column), "a text");
  return value;
}

std::string CsvTable::symbol(const std::string& column) const {
  std::string value = upper(needed_text(column));
  const bool plain =
      value.size() <= symbol_bytes_max &&
      std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (!plain) {
    stop(column, fmt::format("{} '{}' is no symbol", column, value),
         fmt::format("up to {} letters, digits and signs without blanks", symbol_bytes_max));
  }
  return value;
}

std::optional<double> CsvTable::number(const std::string& column) const {
  const std::string value = text(column);
  if (value.empty()) return std::nullopt;
  const auto number = parsed<double>(value);
  if (!number || !std::isfinite(*number)) {
    stop(column, fmt::format("{} '{}' is no number", column, value),
         "a finite number such as 12.5");
  }
  return number;
}

double CsvTable::needed_number(const std::string& column) const {
  const auto value = number(column);
  if (!value) stop(column, fmt::format("{} is empty", column), "a finite number such as 12.5");
  return *value;
}

double CsvTable::positive_number(const std::string& column) const {
  const double value = needed_number(column);
  if (value <= 0.0) {
    stop(column, fmt::format("{} {} is not above zero", column, text(column)), "a number above 0");
  }
  return value;
}

std::optional<std::int64_t> CsvTable::whole(const std::string& column) const {
  const std::string value = text(column);
  if (value.empty()) return std::nullopt;
  const auto number = parsed<std::int64_t>(value);
  if (!number) {
    stop(column, fmt::format("{} '{}' is no whole number", column, value),
         "a whole number such as 100");
  }
  return number;
}

std::optional<planner::Date> CsvTable::date(const std::string& column) const {
  const std::string value = text(column);
  if (value.empty()) return std::nullopt;
  const auto day = planner::parse_date(value);
  if (!day) {
    stop(column, fmt::format("{} '{}' is no day", column, value), "a day such as 2026-01-31");
  }
  return day;
}

planner::Date CsvTable::needed_date(const std::string& column) const {
  const auto day = date(column);
  if (!day) stop(column, fmt::format("{} is empty", column), "a day such as 2026-01-31");
  return *day;
}

bool CsvTable::flag(const std::string& column, bool absent) const {
  const std::string value = text(column);
  if (value.empty()) return absent;
  if (value == "true" || value == "yes" || value == "1") return true;
  if (value == "false" || value == "no" || value == "0") return false;
  stop(column, fmt::format("{} '{}' is neither true nor false", column, value), "true or false");
}

}  // namespace ballast::actors
