// Which frames a tap shows: words such as type=Batch, role=evaluator, or a bare beginning of a
// topic.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"
#include "tools/tap/tapped_frame.hpp"

namespace ballast::tools {

class Filter {
 public:
  /// Reads the words. Keys: topic, type, role, board, plan, plane. A bare word is the beginning of
  /// a topic or a whole type. Words of one key are alternatives; different keys must all hold.
  [[nodiscard]] static planner::Result<Filter> parse(const std::vector<std::string>& words);

  [[nodiscard]] bool accepts(const TappedFrame& frame) const;

 private:
  struct Condition {
    std::string key;
    std::vector<std::string> values;
  };

  [[nodiscard]] static bool holds(const Condition& condition, const TappedFrame& frame);

  std::vector<Condition> conditions_;
};

}  // namespace ballast::tools
