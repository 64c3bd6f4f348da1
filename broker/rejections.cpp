#include "broker/rejections.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker {
namespace {

bool is_power_of_ten(std::uint64_t count) {
  while (count % 10 == 0) count /= 10;
  return count == 1;
}

/// What came from outside may be any bytes; what goes out is a short plain text.
std::string printable(std::string text) {
  text.resize(std::min(text.size(), limits::route_bytes_max));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

}  // namespace

std::optional<messages::FrameRejected> Rejections::count(const planner::Failure& failure,
                                                         std::string route, std::string frame_type,
                                                         std::string sender) {
  ++total_;
  // Reasons may quote what came in, so their number is bounded, too.
  std::string reason = failure.what + " " + failure.where;
  if (by_reason_.size() >= limits::reject_reasons_max && by_reason_.count(reason) == 0) {
    reason = "other";
  }
  const auto times = ++by_reason_[reason];
  if (!is_power_of_ten(times)) return std::nullopt;
  messages::FrameRejected rejected;
  rejected.reason = failure.what;
  rejected.where = failure.where;
  rejected.route = printable(std::move(route));
  rejected.frame_type = std::move(frame_type);
  rejected.sender = std::move(sender);
  rejected.count = times;
  return rejected;
}

}  // namespace ballast::broker
