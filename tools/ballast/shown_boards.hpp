// The newest picture of each board that is watched, how many of them come in a second, and how many
// nobody saw.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>

#include "hardware/matrix/picture_text.hpp"
#include "messages/board.hpp"

namespace ballast::tools {

class ShownBoards {
 public:
  using Time = std::chrono::nanoseconds;

  /// `wanted`: only this board; empty: every one.
  explicit ShownBoards(std::string wanted) : wanted_(std::move(wanted)) {}

  /// Takes a picture that came at `at`, a time that never goes back. Returns whether it is of a
  /// board that is watched.
  bool take(const messages::DisplayFrame& frame, Time at);

  [[nodiscard]] std::size_t count() const { return boards_.size(); }
  [[nodiscard]] const std::map<std::string, messages::DisplayFrame>& newest() const {
    return newest_;
  }

  /// Returns every board's picture, words and lights.
  [[nodiscard]] std::string text(hardware::PictureStyle style) const;
  /// The same for a terminal that is drawn over: no line is wider, and the lights' tells how many
  /// pictures came in a second. What is in it counts as seen.
  [[nodiscard]] std::string live_text(hardware::PictureStyle style, std::size_t width, Time now);

 private:
  struct Board {
    std::deque<Time> came;  // of late
    std::uint64_t number = 0;
    std::uint64_t dropped = 0;  // lost on the way, or overtaken before anybody saw them
    bool seen = true;
  };

  [[nodiscard]] static std::string rate_text(const Board& board, Time now);

  std::string wanted_;
  std::map<std::string, messages::DisplayFrame> newest_;
  std::map<std::string, Board> boards_;
};

}  // namespace ballast::tools
