#include "tools/ballast/progress_line.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "tools/report/numbers.hpp"

namespace ballast::tools {

std::string progress_text(const messages::PlanProgress& progress) {
  std::string text = progress.stage;
  if (progress.total > 0) {
    text += fmt::format("  {} of {}", grouped(progress.done), grouped(progress.total));
  }
  if (progress.rate_per_s > 0.0) text += "  " + rate(progress.rate_per_s);
  if (progress.best_score) text += "  best " + points(*progress.best_score);
  if (progress.total > 0) {
    text += fmt::format("  {} worker{}", progress.workers, progress.workers == 1 ? "" : "s");
  }
  if (progress.boards.size() > 1) {
    std::string boards;
    for (const messages::BoardProgress& board : progress.boards) {
      boards += fmt::format("{}{} {} ({})", boards.empty() ? "" : ", ", board.board,
                            rate(board.rate_per_s), board.workers);
    }
    text += "  [" + boards + "]";
  }
  return text;
}

void ProgressLine::show(const std::string& text) {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K{}", text);
  std::fflush(stderr);
  written_ = true;
}

void ProgressLine::clear() {
  if (!written_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  written_ = false;
}

}  // namespace ballast::tools
