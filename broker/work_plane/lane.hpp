// The one-way road from the ventilator to one worker: an end bound for it alone.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "broker/work_plane/transport.hpp"

namespace ballast::broker {

class Lane {
 public:
  explicit Lane(BoundEnd bound) : end_(std::move(bound.end)), where_(std::move(bound.where)) {}

  /// What its worker connects to.
  [[nodiscard]] const Endpoint& where() const { return where_; }

  /// Returns whether the worker is connected and reads.
  [[nodiscard]] bool writable() { return end_->writable(); }

  /// False when there is no room: the worker is not there or does not read.
  [[nodiscard]] bool send(const Frames& frames) { return end_->try_send(frames); }

  /// Returns whether the lane is lost: its worker went, or a second peer came.
  [[nodiscard]] bool lost();

  /// Which contexts went down this lane, oldest first; the worker keeps as many.
  [[nodiscard]] bool knows(std::string_view run) const;
  void learned(std::string_view run);
  void forgot(std::string_view run);

 private:
  std::unique_ptr<WorkEnd> end_;
  Endpoint where_;
  int peers_ = 0;
  std::vector<std::string> contexts_;
};

/// Contexts that a worker keeps, and so contexts that a lane need not send again.
inline constexpr std::size_t contexts_kept = 3;

}  // namespace ballast::broker
