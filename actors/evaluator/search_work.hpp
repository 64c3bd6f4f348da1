// Searching slices and subtrees of a plan's space: what an evaluator computes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "broker/work_plane/work.hpp"
#include "messages/search.hpp"
#include "planner/bounding/exact_search.hpp"
#include "planner/evaluation/search.hpp"

namespace ballast::actors {

class SearchWork final : public broker::Work {
 public:
  SearchWork();

  [[nodiscard]] std::string digest() const override { return digest_; }
  broker::Result<void> begin_run(std::string_view run, std::string_view context) override;
  void end_run(std::string_view run) override;
  broker::Result<void> begin_batch(std::string_view run, std::string_view payload) override;
  std::optional<std::string> advance() override;
  void abandon() override;
  [[nodiscard]] std::uint64_t steps() const override { return steps_; }

 private:
  std::string digest_;
  /// `basis` is made with the first subtrees.
  struct Run {
    planner::PlanContext context;
    planner::SharedBasis basis;
  };

  void begin_subtrees(Run& run);
  std::string subtrees_answer();
  bool advance_range();

  std::map<std::string, Run, std::less<>> runs_;
  const planner::PlanContext* context_ = nullptr;  // of the open batch
  messages::SearchTask task_;
  std::optional<planner::SequenceList> sequences_;  // of a task that writes them out
  std::optional<planner::RangeSearch> search_;      // of a task that is a slice
  std::optional<planner::ExactSearch> subtrees_;
  std::uint64_t steps_left_ = 0;  // of subtrees
  std::uint64_t steps_ = 0;
  std::uint64_t steps_before_ = 0;  // the open batch
};

}  // namespace ballast::actors
