// Work that takes a fixed time and no processor: it shows what handing out costs with more workers
// than the machine has cores.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "broker/work_plane/work.hpp"

namespace ballast::tools {

/// Batches are SearchTasks of a range, of which each index costs `per_index`; answers are empty.
class WaitingWork final : public broker::Work {
 public:
  explicit WaitingWork(std::chrono::nanoseconds per_index) : per_index_(per_index) {}

  [[nodiscard]] std::string digest() const override;
  broker::Result<void> begin_run(std::string_view run, std::string_view context) override;
  void end_run(std::string_view run) override;
  broker::Result<void> begin_batch(std::string_view run, std::string_view payload) override;
  std::optional<std::string> advance() override;
  void abandon() override {}

 private:
  std::chrono::nanoseconds per_index_;
  std::chrono::steady_clock::time_point due_;
};

}  // namespace ballast::tools
