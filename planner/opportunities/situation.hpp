// What the rules that look for trades may look at, prepared once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/opportunities/account.hpp"

namespace ballast::planner {

/// A group of countries: what it is meant to hold of the total, and what it holds.
struct GroupShare {
  std::string group;
  double target = 0.0;  // 0 where none is set
  double share = 0.0;

  bool operator==(const GroupShare&) const = default;
};

inline constexpr double assumed_quality = 0.5;  // of a security whose quality is unknown

class Situation {
 public:
  /// REQUIRES: request and inputs outlive the situation.
  Situation(const PlanRequest& request, const PlanInputs& inputs);

  [[nodiscard]] const PlanRequest& request() const { return request_; }
  [[nodiscard]] const Settings& settings() const { return request_.settings; }
  [[nodiscard]] const PlanInputs& inputs() const { return inputs_; }
  [[nodiscard]] const Account& account() const { return account_; }
  [[nodiscard]] const Security& security(std::uint32_t index) const {
    return inputs_.securities[index];
  }
  [[nodiscard]] std::uint32_t security_count() const {
    return static_cast<std::uint32_t>(inputs_.securities.size());
  }

  /// Returns the security's quote, or nothing.
  [[nodiscard]] std::optional<double> price_of(std::uint32_t index) const;
  [[nodiscard]] std::optional<double> rate_of(std::uint32_t index) const;
  [[nodiscard]] double quality_of(std::uint32_t index) const;
  [[nodiscard]] TradeHistory history_of(std::uint32_t index) const;
  [[nodiscard]] bool excluded(std::uint32_t index) const;

  /// Returns the value of the trade whose fee is 1 % of it, base currency.
  [[nodiscard]] double base_trade() const { return base_trade_; }

  /// Returns the groups that have a target, in the order of the targets, then others that are held.
  [[nodiscard]] const std::vector<GroupShare>& groups() const { return groups_; }

  /// Returns the share of the security's group, or null if its country is unknown.
  [[nodiscard]] const GroupShare* group_of(std::uint32_t index) const;

 private:
  [[nodiscard]] std::string group_name(const Security& security) const;
  [[nodiscard]] const GroupShare* find_group(const std::string& group) const;
  void add_up_groups();

  const PlanRequest& request_;
  const PlanInputs& inputs_;
  Account account_;
  double base_trade_ = 0.0;
  std::vector<GroupShare> groups_;  // the targets in order, then others that are held
};

}  // namespace ballast::planner
