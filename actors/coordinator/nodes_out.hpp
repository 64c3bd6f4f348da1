// The parts of a search by bounds that evaluators have: handed out, and not answered yet.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/bounding/node.hpp"

namespace ballast::actors {

class NodesOut {
 public:
  /// The nodes of one task.
  void give(std::vector<planner::OpenNode> nodes) { tasks_.push_back(std::move(nodes)); }
  /// Their answer came. Nodes that nobody has are ignored.
  void take_back(const std::vector<planner::OpenNode>& nodes);

  /// Adds all that are out.
  void append_to(std::vector<planner::OpenNode>& nodes) const;
  /// Returns how many were answered for.
  [[nodiscard]] std::uint64_t answered() const { return answered_; }

 private:
  std::vector<std::vector<planner::OpenNode>> tasks_;
  std::uint64_t answered_ = 0;
};

}  // namespace ballast::actors
