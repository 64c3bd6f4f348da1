#include "tests/reference/reference_data.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace ballast::reference {
namespace {

constexpr double relative = 1e-9;

std::filesystem::path folder() {
  const char* const given = std::getenv("BALLAST_REFERENCE");
  if (given != nullptr && *given != '\0') return given;
  return std::filesystem::path(BALLAST_SOURCE_ROOT) / "../shared/data/reference";
}

std::vector<std::string> cells_of(const std::string& line, std::size_t least) {
  std::vector<std::string> out;
  std::istringstream text(line);
  for (std::string cell; std::getline(text, cell, ',');) out.push_back(cell);
  out.resize(std::max(out.size(), least));
  return out;
}

}  // namespace

double number(std::string_view printed) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(printed.data(), printed.data() + printed.size(), value);
  if (error != std::errc() || end != printed.data() + printed.size()) {
    throw std::invalid_argument("no number: " + std::string(printed));
  }
  return value;
}

std::optional<std::filesystem::path> find(const std::string& path) {
  std::filesystem::path file = folder() / path;
  if (!std::filesystem::exists(file)) return std::nullopt;
  return file;
}

std::string absent(const std::string& path) {
  return "there is no " + path + " in " + folder().string() +
         " (BALLAST_REFERENCE names another folder)";
}

nlohmann::json read_json(const std::filesystem::path& file) {
  std::ifstream in(file);
  return nlohmann::json::parse(in);
}

std::size_t Table::place_of(std::string_view name) const {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) throw std::out_of_range("no column " + std::string(name));
  return static_cast<std::size_t>(at - names.begin());
}

std::vector<double> Table::numbers(std::string_view name) const {
  const std::size_t place = place_of(name);
  std::vector<double> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(number(row[place]));
  return out;
}

Table read_table(const std::filesystem::path& file) {
  std::ifstream in(file);
  Table out;
  std::string line;
  while (std::getline(in, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    if (out.names.empty()) {
      out.names = cells_of(line, 0);
      continue;
    }
    out.rows.push_back(cells_of(line, out.names.size()));
  }
  return out;
}

double allowed_by(double value, int decimals) {
  return std::max(0.501 * std::pow(10.0, -decimals), relative * std::abs(value));
}

double allowed_by(std::string_view printed) {
  const std::size_t point = printed.find('.');
  const std::size_t decimals = point == std::string_view::npos ? 0 : printed.size() - point - 1;
  return allowed_by(number(printed), static_cast<int>(decimals));
}

int digits_of(double value) {
  char text[32];
  const auto end =
      std::to_chars(text, text + sizeof text, std::abs(value), std::chars_format::scientific).ptr;
  return static_cast<int>(
      std::count_if(text, std::find(text, end, 'e'), [](char c) { return c >= '0' && c <= '9'; }));
}

}  // namespace ballast::reference
