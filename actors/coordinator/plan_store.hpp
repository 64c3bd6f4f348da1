// The plans of a cluster, from the moment they are asked for: a plan that was accepted is finished
// after a restart, and earlier plans can be looked at, compared and verified.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/store.hpp"
#include "messages/hashes.hpp"
#include "messages/planning.hpp"
#include "messages/search.hpp"

namespace ballast::actors {

/// Plans beyond this many are deleted, oldest first, once they are finished, so that the file stays
/// small.
inline constexpr std::size_t kept_plans_max = 1000;
/// So many new plans are taken before the store is tidied in the middle of one.
inline constexpr std::size_t plans_between_tidying = 256;

/// How far the searches of one plan are, by their number.
using ProgressOfPasses = std::map<std::uint32_t, messages::SearchProgress>;

/// A plan as it was asked for.
struct NewPlan {
  std::string plan_id;
  std::int64_t created_ms = 0;
  planner::PlanRequest request;
  std::string planning_date = {};  // the day that was asked for; "" as in the planner file
};

/// Plans are older and newer by the order in which they were asked for: a clock may be set back.
class PlanStore {
 public:
  /// The migrations of its file, "plans.db".
  [[nodiscard]] static std::vector<std::string> migrations();

  explicit PlanStore(broker::Store store) : store_(std::move(store)) {}

  /// Returns whether there is a plan of this id that was accepted.
  [[nodiscard]] broker::Result<bool> holds(std::string_view plan_id);

  /// Notes a plan before anything is done for it, so that a process that dies of it knows it again.
  /// It is not accepted by that: the end of the machine may undo it.
  [[nodiscard]] broker::Result<void> note(const NewPlan& plan);

  /// Records a new plan as running and accepted. A plan that was accepted already is left as it is;
  /// returns whether this one is new.
  [[nodiscard]] broker::Result<bool> create(const NewPlan& plan);

  /// Records what the plan is computed from, which is kept once for all plans that share it: after
  /// a restart of this process the plan goes on with the same. It is synced with the plan's end: a
  /// machine that ends before has told nobody of these inputs, and others are gathered.
  [[nodiscard]] broker::Result<void> record_inputs(std::string_view plan_id,
                                                   const messages::EncodedInputs& inputs);

  /// Records how it ended; `report` carries state, decision, hash, run and failure. In the same
  /// commit the beginning and what it was computed from, where they are not recorded yet.
  [[nodiscard]] broker::Result<void> finish(const messages::PlanReport& report,
                                            const NewPlan* beginning = nullptr,
                                            const messages::EncodedInputs* inputs = nullptr);

  /// Deletes the oldest plans that are too many and empties the log of the store. Takes
  /// milliseconds: to be called when no plan is under way.
  [[nodiscard]] broker::Result<void> tidy();

  /// Returns a plan, or nothing. The last four or more characters of an id will do if they are
  /// unique; the beginnings of ids made close together are alike. Inputs are megabytes in a large
  /// universe: left out where they are not wanted.
  [[nodiscard]] broker::Result<std::optional<messages::PlanReport>> find(std::string_view plan_id,
                                                                         bool with_inputs = true);

  /// Returns what a plan was computed from as it is stored: its bytes as encode() makes them. ""
  /// where nothing is recorded.
  [[nodiscard]] broker::Result<std::string> encoded_inputs(const std::string& plan_id);

  /// Returns the day that a plan was asked for; "" too when there is no such plan.
  [[nodiscard]] broker::Result<std::string> planning_date(std::string_view plan_id);

  /// Returns the newest plans, newest first.
  [[nodiscard]] broker::Result<messages::PlanList> list(std::size_t limit);

  /// Keeps how far a search of an unfinished plan is; goes with the plan's end.
  [[nodiscard]] broker::Result<void> record_progress(std::string_view plan_id, std::uint32_t pass,
                                                     const messages::SearchProgress& progress);
  /// Returns what is kept of the searches of a plan.
  [[nodiscard]] broker::Result<ProgressOfPasses> progress(std::string_view plan_id);

  /// Returns the ids of plans that are not finished, oldest first.
  [[nodiscard]] broker::Result<std::vector<std::string>> unfinished();

  // ---- processes that died while they made a plan

  /// Returns how many there were, as far as they are counted; 0 for a plan that is not there.
  [[nodiscard]] broker::Result<std::uint32_t> deaths(std::string_view plan_id);
  /// A process goes on with a plan that another left open: counts its death. Returns how many there
  /// were. The plan is accepted by that.
  [[nodiscard]] broker::Result<std::uint32_t> count_death(std::string_view plan_id);
  /// This process ends by itself: that it leaves these plans open is no death.
  [[nodiscard]] broker::Result<void> end_alive(const std::vector<std::string>& plan_ids);

 private:
  enum class Accepted : bool { no, yes };
  bool put_beginning(const NewPlan& plan, Accepted accepted);
  [[nodiscard]] broker::Result<void> tidy_in_time();
  void put_inputs(std::string_view plan_id, const messages::EncodedInputs& inputs);

  broker::Store store_;
  std::size_t untidied_ = 0;  // plans since it was tidied last
};

}  // namespace ballast::actors
