#include "tests/golden/golden_files.hpp"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace ballast::planner::golden {
namespace {

constexpr double relative_tolerance = 1e-9;
constexpr double tolerance_of_zero = 1e-15;

std::filesystem::path folder() {
  if (const char* chosen = std::getenv("BALLAST_GOLDEN"); chosen != nullptr && *chosen != '\0') {
    return chosen;
  }
  const char* root = std::getenv("BALLAST_SOURCE_ROOT");
  return std::filesystem::path(root != nullptr ? root : ".") / ".." / "shared" / "golden";
}

}  // namespace

std::optional<Json> read_golden(const std::string& name) {
  const std::filesystem::path path = folder() / name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  std::ifstream stream(path);
  return Json::parse(stream);
}

std::string missing_text(const std::string& name) {
  return "no golden vectors at " + (folder() / name).lexically_normal().string() +
         "; set BALLAST_GOLDEN to their folder";
}

void report_count(const Json& file, const std::string& group, std::size_t compared,
                  std::size_t left_out) {
  std::cout << "[ golden   ] " << group << ": " << compared << " cases compared";
  if (left_out > 0) std::cout << ", " << left_out << " that the reference refused left out";
  std::cout << '\n';
  EXPECT_GT(compared, 0U) << group;
  EXPECT_EQ(compared + left_out, file.at("counts").at(group).get<std::size_t>()) << group;
}

std::optional<double> number_at(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return std::nullopt;
  return found->get<double>();
}

::testing::AssertionResult close_to(double got, double expected) {
  const double allowed = std::max(relative_tolerance * std::abs(expected), tolerance_of_zero);
  if (std::abs(got - expected) <= allowed) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "got " << Json(got) << ", expected " << Json(expected);
}

::testing::AssertionResult same_as(double got, double expected) {
  if (got == expected) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "got " << Json(got) << ", expected " << Json(expected);
}

::testing::AssertionResult close_or_null(double got, const Json& expected) {
  if (expected.is_null()) return ::testing::AssertionSuccess();
  return close_to(got, expected.get<double>());
}

}  // namespace ballast::planner::golden
