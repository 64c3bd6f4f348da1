#include "tools/bench/waiting_work.hpp"

#include <poll.h>

#include <algorithm>

#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "planner/evaluation/engine_digest.hpp"

namespace ballast::tools {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Between looks at the lane, as a slice of a real search is.
constexpr std::chrono::milliseconds waiting_slice{5};

/// To the nanosecond, which milliseconds of a poll are too coarse for.
void wait_for(std::chrono::nanoseconds duration) {
  const std::int64_t ns = std::max<std::int64_t>(0, duration.count());
  const timespec longest{0, ns};  // less than a second
  ppoll(nullptr, 0, &longest, nullptr);
}

}  // namespace

std::string WaitingWork::digest() const {
  return planner::engine_digest();
}

broker::Result<void> WaitingWork::begin_run(std::string_view /*run*/,
                                            std::string_view /*context*/) {
  return {};
}

void WaitingWork::end_run(std::string_view /*run*/) {}

broker::Result<void> WaitingWork::begin_batch(std::string_view /*run*/, std::string_view payload) {
  const auto begun = SteadyClock::now();
  const auto task = messages::decode<messages::SearchTask>(payload);
  if (!task) return tl::unexpected(task.error());
  due_ = begun + per_index_ * (task->end - task->begin);
  return {};
}

std::optional<std::string> WaitingWork::advance() {
  wait_for(std::min<std::chrono::nanoseconds>(due_ - SteadyClock::now(), waiting_slice));
  if (SteadyClock::now() < due_) return std::nullopt;
  messages::SearchAnswer answer;
  answer.checksum = messages::checksum_of(answer);
  return messages::encode(answer);
}

}  // namespace ballast::tools
