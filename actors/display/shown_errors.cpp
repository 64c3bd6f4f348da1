#include "actors/display/shown_errors.hpp"

#include <algorithm>

#include "hardware/matrix/board_view.hpp"

namespace ballast::actors {
namespace {

constexpr std::chrono::minutes error_shown_for{10};
constexpr std::chrono::milliseconds error_is_news{10'000};
constexpr std::uint32_t actor_error = 10;  // its number; those below are exit codes

}  // namespace

/// Who it was is no secret, what it says may be.
std::optional<Interlude> ShownErrors::hear(const messages::ActorHeartbeat& beat, Time now) {
  const Time age{beat.last_error_age_ms};
  if (beat.last_error.empty() || age >= error_shown_for) return std::nullopt;
  if (acknowledged_at_ && now - age <= *acknowledged_at_) return std::nullopt;
  const bool first = !any(now) && age < error_is_news;
  until_ = std::max(until_, now + error_shown_for - age);
  if (!first) return std::nullopt;
  return Interlude(hardware::paint_error(actor_error), beat.role + " error", now);
}

}  // namespace ballast::actors
