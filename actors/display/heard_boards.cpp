#include "actors/display/heard_boards.hpp"

#include <algorithm>

namespace ballast::actors {
namespace {

constexpr std::size_t boards_most = 64;
constexpr std::size_t instances_most = 256;       // of each
constexpr HeardBoards::Time period_least{1'000};  // a busy moment is no silence

}  // namespace

hardware::Grade HeardBoards::Heard::grade(Time now) const {
  return hardware::grade_of_silence(now - at, period);
}

void HeardBoards::hear(const messages::ActorHeartbeat& beat, Time now) {
  const Heard heard{now, std::max(Time(beat.period_ms), period_least)};
  if (beat.role == "coordinator") coordinator_ = heard;
  if (boards_.size() >= boards_most && !boards_.contains(beat.board)) return;
  Board& board = boards_[beat.board];
  if (board.instances.size() < instances_most) board.instances.insert(beat.instance);
  board.newest = heard;
}

void HeardBoards::forget(const std::string& instance) {
  for (auto& [name, board] : boards_) board.instances.erase(instance);
  std::erase_if(boards_, [](const auto& entry) { return entry.second.instances.empty(); });
}

hardware::Grade HeardBoards::worst(Time now) const {
  auto out = hardware::Grade::unknown;
  for (const auto& [name, board] : boards_) out = std::max(out, board.newest.grade(now));
  return out;
}

std::vector<std::string> HeardBoards::silent(Time now) const {
  std::vector<std::string> out;
  for (const auto& [name, board] : boards_) {
    if (board.newest.grade(now) >= hardware::Grade::bad) out.push_back(name);
  }
  return out;
}

std::optional<hardware::Grade> HeardBoards::coordinator(Time now) const {
  return coordinator_ ? std::optional(coordinator_->grade(now)) : std::nullopt;
}

}  // namespace ballast::actors
