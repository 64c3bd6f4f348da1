// Frames that could not be used: counted by reason, each reason told once.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "broker/limits.hpp"
#include "messages/events.hpp"
#include "planner/model/failure.hpp"

namespace ballast::broker {

class Rejections {
 public:
  /// Returns what to publish as "frame.rejected" when this reason is new, and each time its count
  /// reaches a power of ten.
  [[nodiscard]] std::optional<messages::FrameRejected> count(const planner::Failure& failure,
                                                             std::string route,
                                                             std::string frame_type,
                                                             std::string sender);

  [[nodiscard]] std::uint64_t total() const { return total_; }

 private:
  std::map<std::string, std::uint64_t> by_reason_;
  std::uint64_t total_ = 0;
};

}  // namespace ballast::broker
