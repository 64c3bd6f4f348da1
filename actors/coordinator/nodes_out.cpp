#include "actors/coordinator/nodes_out.hpp"

#include <algorithm>

namespace ballast::actors {

void NodesOut::take_back(const std::vector<planner::OpenNode>& nodes) {
  const auto task = std::ranges::find(tasks_, nodes);
  if (task == tasks_.end()) return;
  answered_ += nodes.size();
  tasks_.erase(task);
}

void NodesOut::append_to(std::vector<planner::OpenNode>& nodes) const {
  for (const auto& task : tasks_) nodes.insert(nodes.end(), task.begin(), task.end());
}

}  // namespace ballast::actors
