// What the readers of one file kind share: catching the mistake, refusing a row that stands twice.
#pragma once

#include <limits>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "tools/import/csv_table.hpp"
#include "tools/import/readers.hpp"

namespace ballast::tools {

/// Runs `read(table, body)` and names the columns that nobody asked for.
template <class Body, class Read>
[[nodiscard]] planner::Result<Imported<Body>> reading(std::string_view text,
                                                      const std::string& name,
                                                      const std::vector<std::string>& required,
                                                      const std::vector<std::string>& optional,
                                                      Read read) {
  try {
    CsvTable table(text, name, required, optional);
    Imported<Body> imported;
    imported.body.source = name;
    read(table, imported.body);
    imported.ignored_columns = table.ignored();
    return imported;
  } catch (const CsvMistake& mistake) {
    return tl::unexpected(mistake.failure);
  }
}

[[nodiscard]] inline std::uint32_t line_of(const CsvTable& table) {
  if (table.line() > std::numeric_limits<std::uint32_t>::max()) return 0;
  return static_cast<std::uint32_t>(table.line());
}

/// Remembers on which line something stood first.
template <class Key>
class FirstLines {
 public:
  /// Stops if `key` stood on an earlier line.
  void once(const CsvTable& table, const std::string& column, const Key& key,
            const std::string& what) {
    const auto [place, first] = lines_.emplace(key, table.line());
    if (!first) {
      table.stop(column, fmt::format("{} stands on line {} already", what, place->second),
                 "each once");
    }
  }

 private:
  std::map<Key, std::size_t> lines_;
};

/// Texts that rows point at by number.
class Names {
 public:
  Names(std::vector<std::string>& names, std::size_t limit) : names_(names), limit_(limit) {}

  [[nodiscard]] std::uint16_t place(const CsvTable& table, const std::string& column,
                                    const std::string& name) {
    const auto [found, added] = places_.emplace(name, names_.size());
    if (added) {
      if (names_.size() == limit_) {
        table.stop(column, fmt::format("more than {} different ones", limit_), "a smaller file");
      }
      names_.push_back(name);
    }
    return static_cast<std::uint16_t>(found->second);
  }

 private:
  std::vector<std::string>& names_;
  std::size_t limit_;
  std::map<std::string, std::size_t> places_;
};

inline constexpr std::size_t names_max = 60'000;

}  // namespace ballast::tools
