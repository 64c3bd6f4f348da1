#include "broker/toml_reading.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker {
namespace {

std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t at = 0; at < row.size(); ++at) row[at] = at;
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const auto replaced = diagonal + (left[i] == right[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t nearest = word.size() / 3 + 2;
  for (const auto& candidate : known) {
    const auto distance = edit_distance(word, candidate);
    if (distance < nearest) {
      nearest = distance;
      best = candidate;
    }
  }
  return (best.empty() ? "" : "did you mean " + best + "? one of: ") + listed(known);
}

planner::Failure no_toml(const toml::parse_error& error, std::string_view file) {
  const toml::source_position& at = error.source().begin;
  return {planner::FailureKind::invalid, std::string(error.description()),
          std::string(file) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
          "TOML 1.0"};
}

void TomlReading::stop(const toml::source_region& at, const std::string& key, std::string what,
                       std::string allowed) const {
  auto where = file_;
  if (at.begin.line > 0) {
    where += ":" + std::to_string(at.begin.line) + ":" + std::to_string(at.begin.column);
  }
  if (!key.empty()) where += ": " + key;
  throw Mistake{
      {planner::FailureKind::invalid, std::move(what), std::move(where), std::move(allowed)}};
}

void TomlReading::stop(const toml::node& node, const std::string& key, std::string what,
                       std::string allowed) const {
  stop(node.source(), key, std::move(what), std::move(allowed));
}

void TomlReading::check_keys(const toml::table& table, const std::string& prefix,
                             const std::vector<std::string>& known) const {
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    stop(key.source(), prefix + name, "there is no such key", suggestion(name, known));
  }
}

const toml::table& TomlReading::table_of(const toml::node& node, const std::string& key) const {
  if (const auto* table = node.as_table()) return *table;
  stop(node, key, "this must be a table", "[" + key + "] and one key a line");
}

bool TomlReading::flag(const toml::node& node, const std::string& key) const {
  if (const auto value = node.value_exact<bool>()) return *value;
  stop(node, key, "this is neither true nor false", "true or false");
}

std::string TomlReading::text(const toml::node& node, const std::string& key) const {
  if (const auto value = node.value_exact<std::string>()) return *value;
  stop(node, key, "this must be a text", "a text in quotes");
}

std::int64_t TomlReading::whole(const toml::node& node, const std::string& key, std::int64_t lowest,
                                std::int64_t highest) const {
  const auto value = node.value_exact<std::int64_t>();
  const auto allowed = std::to_string(lowest) + " to " + std::to_string(highest);
  if (!value) stop(node, key, "this must be a whole number", allowed);
  if (*value < lowest || *value > highest) {
    stop(node, key, std::to_string(*value) + " is out of range", allowed);
  }
  return *value;
}

}  // namespace ballast::broker
