#include "tools/ballast/shown_boards.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "tools/ballast/board_text.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using hardware::PictureStyle;

constexpr std::chrono::seconds counted_over{2};

/// What dots before the lights' names take.
std::size_t dots_wide(const messages::DisplayFrame& frame) {
  return 2 * frame.lights.size();
}

/// `width`: no line is wider; 0: they may be of any length.
std::string board_block(const messages::DisplayFrame& told, PictureStyle style, std::size_t width,
                        const std::string& rate) {
  const std::vector<std::uint8_t> points(told.points.begin(), told.points.end());
  const std::string lights = lights_text(told, false) + rate;
  const bool fits = width == 0 || lights.size() + dots_wide(told) <= width;
  return fmt::format(
      "{}\n{}{}\n{}\n", told.board, picture_text(hardware::Frame::of_bytes(points), style),
      width > 0 ? shortened(told.words, width) : told.words,
      fits ? lights_text(told, style == PictureStyle::colour) + rate : shortened(lights, width));
}

}  // namespace

bool ShownBoards::take(const messages::DisplayFrame& frame, Time at) {
  if (!wanted_.empty() && frame.board != wanted_) return false;
  newest_[frame.board] = frame;
  Board& board = boards_[frame.board];
  // A display that began again counts from one.
  if (board.number > 0 && frame.number > board.number) {
    board.dropped += frame.number - board.number - 1;
  }
  if (!board.seen) ++board.dropped;
  board.number = frame.number;
  board.seen = false;
  board.came.push_back(at);
  while (board.came.front() + counted_over <= at) board.came.pop_front();
  return true;
}

std::string ShownBoards::rate_text(const Board& board, Time now) {
  const auto late = std::count_if(board.came.begin(), board.came.end(),
                                  [&](Time at) { return at + counted_over > now; });
  std::string out =
      fmt::format("; {:.0f} fps",
                  static_cast<double>(late) / std::chrono::duration<double>(counted_over).count());
  return board.dropped == 0 ? out : out + fmt::format(", {} dropped", board.dropped);
}

std::string ShownBoards::text(PictureStyle style) const {
  std::string out;
  for (const auto& [name, told] : newest_) out += board_block(told, style, 0, "");
  return out;
}

std::string ShownBoards::live_text(PictureStyle style, std::size_t width, Time now) {
  std::string out;
  for (const auto& [name, told] : newest_) {
    Board& board = boards_.at(name);
    out += board_block(told, style, width, rate_text(board, now));
    board.seen = true;
  }
  return out;
}

}  // namespace ballast::tools
