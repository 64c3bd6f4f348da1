// A household made up from a seed: securities, books, targets and a request to plan for.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "planner/model/plan_request.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {

/// How many of them a property is tried on: seeds from 0.
inline constexpr std::uint64_t worlds_tried = random_cases(2000);

inline constexpr Date day_of_world{std::chrono::days{20'000}};

class World {
 public:
  explicit World(std::uint64_t seed);

  PlanInputs inputs;
  PlanRequest request;

  std::mt19937_64& random() { return random_; }

  double number(double low, double high);
  int whole(int low, int high);
  bool chance(double probability) { return number(0, 1) < probability; }

 private:
  std::string pick(const std::vector<std::string>& from);
  void add_security(int id);
  void add_position(const Security& one);
  void add_targets();
  void add_correlation();
  void add_settings();

  std::mt19937_64 random_;
};

}  // namespace ballast::planner
