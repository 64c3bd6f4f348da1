// One live line on a terminal while a plan is computed.
#pragma once

#include <string>

#include "messages/events.hpp"

namespace ballast::tools {

/// Returns stage, sequences done of total, rate, best score, workers; per board when there are
/// several.
[[nodiscard]] std::string progress_text(const messages::PlanProgress& progress);

/// Rewrites its line on stderr; writes nothing unless stderr is a terminal.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const std::string& text);
  void clear();

 private:
  bool shown_;
  bool written_ = false;
};

}  // namespace ballast::tools
