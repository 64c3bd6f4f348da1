#include "broker/work_plane/piece_feed.hpp"

#include <algorithm>

namespace ballast::broker {

namespace {

constexpr std::chrono::milliseconds reminder{200};
// A generator is told before it runs dry, but not of every single piece.
constexpr std::uint64_t few_left = 8;
constexpr std::uint64_t many_more = 16;

}  // namespace

PieceFeed::Taken PieceFeed::take(std::uint64_t ordinal) const {
  if (ordinal < next_) return Taken::repeated;
  if (sealed_ || ordinal > next_) return Taken::refused;
  return Taken::expected;
}

bool PieceFeed::complete(std::uint64_t count) {
  if (count != next_) return false;
  sealed_ = true;
  return true;
}

std::optional<messages::PieceWindow> PieceFeed::window(std::size_t room, Monotonic now) {
  const std::uint64_t allowed = std::max(allowed_, next_ + (sealed_ ? 0 : room));
  const bool starving = allowed > allowed_ && allowed_ <= next_ + few_left;
  const bool news =
      !told_ || starving || allowed >= allowed_ + many_more || sealed_ != told_sealed_;
  const bool due = !sealed_ && told_ && now - *told_ >= reminder;
  if (!news && !due) return std::nullopt;
  allowed_ = allowed;
  told_sealed_ = sealed_;
  told_ = now;
  return messages::PieceWindow{run_, next_, allowed_, sealed_};
}

}  // namespace ballast::broker
