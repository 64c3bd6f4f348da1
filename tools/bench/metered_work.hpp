// Work of another kind, with the processor time that evaluating takes told apart from that of the
// rest of the process: sockets, frames, waiting. What reading a batch and writing its answer take
// is done once more outside the evaluation, so that the rest has it, too.
#pragma once

#include <string>

#include "broker/work_plane/work.hpp"

namespace ballast::tools {

/// Seconds of processor time from the beginning of the first run to the end of the last.
struct WorkCost {
  double evaluating = 0.0;
  double rest = 0.0;
};

class MeteredWork final : public broker::Work {
 public:
  /// `work` outlives it.
  explicit MeteredWork(broker::Work& work) : work_(work) {}

  [[nodiscard]] const WorkCost& cost() const { return cost_; }

  [[nodiscard]] std::string digest() const override { return work_.digest(); }
  broker::Result<void> begin_run(std::string_view run, std::string_view context) override;
  void end_run(std::string_view run) override;
  broker::Result<void> begin_batch(std::string_view run, std::string_view payload) override;
  std::optional<std::string> advance() override;
  void abandon() override { work_.abandon(); }

 private:
  broker::Work& work_;
  WorkCost cost_;
  double begun_ = 0.0;       // processor time of the process then
  double evaluating_ = 0.0;  // in the run under way
};

}  // namespace ballast::tools
