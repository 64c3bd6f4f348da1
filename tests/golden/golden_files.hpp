// The recorded inputs and results of the reference planner: where they are and how they are read.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace ballast::planner::golden {

using Json = nlohmann::ordered_json;

/// Returns the parsed file, or nothing if the folder (BALLAST_GOLDEN, else ../shared/golden beside
/// the sources) or the file is not there. Throws if the file is no JSON.
[[nodiscard]] std::optional<Json> read_golden(const std::string& name);

/// Returns a sentence that says what was looked for, for a skipped test.
[[nodiscard]] std::string missing_text(const std::string& name);

/// Prints how many cases of a group were compared and checks that the file announced as many.
void report_count(const Json& file, const std::string& group, std::size_t compared,
                  std::size_t left_out = 0);

/// Returns the number, or nothing where it is null or absent.
[[nodiscard]] std::optional<double> number_at(const Json& object, const std::string& key);

/// Returns success if the values differ by at most 1e-9 relative (1e-15 where zero is expected).
[[nodiscard]] ::testing::AssertionResult close_to(double got, double expected);

/// Returns success if the two are the same number.
[[nodiscard]] ::testing::AssertionResult same_as(double got, double expected);

/// Returns success if `expected` is null, or a number to which `got` is close.
[[nodiscard]] ::testing::AssertionResult close_or_null(double got, const Json& expected);

}  // namespace ballast::planner::golden
