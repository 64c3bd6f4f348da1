// A trade worth considering, and why it is or is not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "planner/model/plan_inputs.hpp"

namespace ballast::planner {

enum class Category : std::uint8_t {
  profit_taking,
  averaging_down,
  rebalance_sells,
  rebalance_buys,
  opportunity_buys,
  own_idea,  // asked for by a person
};
inline constexpr std::size_t category_count = 6;

struct Candidate {
  Side side = Side::buy;
  SecurityId security;
  double quantity = 0.0;  // shares; whole lots
  double price = 0.0;     // per share, in the security's currency
  double value = 0.0;     // quantity * price / rate, in the base currency
  double priority = 0.0;  // higher is better
  Category category = Category::opportunity_buys;
  std::string reason;
  std::vector<std::string> tags;

  bool operator==(const Candidate&) const = default;
};

enum class ObstacleKind : std::uint8_t {
  gap_too_small,
  not_worth_fee,
  below_one_lot,
  no_cash,
  cooldown,
  holding_period,
  loss_limit,
  not_allowed,
  no_price,
  no_rate,
  low_quality,
  low_priority,
  not_held,
  excluded,
  not_selected,
  correlated,
  quality_gate,
};

/// What kept one security from being traded, told with its numbers.
struct Obstacle {
  ObstacleKind kind = ObstacleKind::gap_too_small;
  SecurityId security;
  Side side = Side::buy;
  std::string text;  // one sentence

  bool operator==(const Obstacle&) const = default;
};

/// The five lists, each by falling priority, and what was left out.
struct Opportunities {
  std::vector<Candidate> profit_taking;
  std::vector<Candidate> averaging_down;
  std::vector<Candidate> rebalance_sells;
  std::vector<Candidate> rebalance_buys;
  std::vector<Candidate> opportunity_buys;
  std::vector<Obstacle> obstacles;

  bool operator==(const Opportunities&) const = default;
};

}  // namespace ballast::planner
