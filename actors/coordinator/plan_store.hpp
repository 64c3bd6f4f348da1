// The plans of a cluster, from the moment they are asked for: a plan that was accepted is finished
// after a restart, and earlier plans can be looked at, compared and verified.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/store.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {

/// Plans beyond this many are deleted, oldest first, once they are finished, so that the file stays
/// small.
inline constexpr std::size_t kept_plans_max = 1000;

class PlanStore {
 public:
  /// The migrations of its file, "plans.db".
  [[nodiscard]] static std::vector<std::string> migrations();

  explicit PlanStore(broker::Store store) : store_(std::move(store)) {}

  /// Records a new plan as running, with the day that was asked for ("" as in the planner file). A
  /// plan id that exists already is left as it is; returns
  /// whether the plan is new.
  [[nodiscard]] broker::Result<bool> create(std::string_view plan_id, std::int64_t created_ms,
                                            const planner::PlanRequest& request,
                                            std::string_view planning_date = {});

  /// Records what the plan is computed from: after a restart it goes on with the same.
  [[nodiscard]] broker::Result<void> record_inputs(std::string_view plan_id,
                                                   const planner::PlanInputs& inputs);

  /// Records how it ended; `report` carries state, decision, hash, run and failure.
  [[nodiscard]] broker::Result<void> finish(const messages::PlanReport& report);

  /// Returns a plan, or nothing. The last four or more characters of an id will do if they are
  /// unique; the beginnings of ids made close together are alike.
  [[nodiscard]] broker::Result<std::optional<messages::PlanReport>> find(std::string_view plan_id);

  /// Returns the day that a plan was asked for; "" too when there is no such plan.
  [[nodiscard]] broker::Result<std::string> planning_date(std::string_view plan_id);

  /// Returns the newest plans, newest first.
  [[nodiscard]] broker::Result<messages::PlanList> list(std::size_t limit);

  /// Returns the ids of plans that are not finished, oldest first.
  [[nodiscard]] broker::Result<std::vector<std::string>> unfinished();

 private:
  broker::Store store_;
};

}  // namespace ballast::actors
