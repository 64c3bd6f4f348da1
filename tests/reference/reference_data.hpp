// The folder of reference results, its tables, and how near a value must come to a printed one.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace ballast::reference {

/// Returns BALLAST_REFERENCE/`path`, else ../shared/data/reference/`path` beside the checkout, or
/// nothing if there is no such file or folder.
[[nodiscard]] std::optional<std::filesystem::path> find(const std::string& path);

/// Returns what to say where a form of the data is absent.
[[nodiscard]] std::string absent(const std::string& path);

[[nodiscard]] nlohmann::json read_json(const std::filesystem::path& file);

/// Returns the number that the whole text is; throws std::invalid_argument otherwise.
[[nodiscard]] double number(std::string_view printed);

/// A table with a line of names; cells as they are written.
struct Table {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;  // as long as `names`

  /// Throws std::out_of_range for a column that is not there.
  [[nodiscard]] std::size_t place_of(std::string_view name) const;
  [[nodiscard]] std::vector<double> numbers(std::string_view name) const;
};

[[nodiscard]] Table read_table(const std::filesystem::path& file);

/// Returns half a unit of the last digit that is printed, or 1e-9 of the value where that is more.
[[nodiscard]] double allowed_by(std::string_view printed);

/// The same for a number that is known to be printed with so many decimals.
[[nodiscard]] double allowed_by(double value, int decimals);

/// Returns the number of digits that it takes to write the value exactly.
[[nodiscard]] int digits_of(double value);

}  // namespace ballast::reference
