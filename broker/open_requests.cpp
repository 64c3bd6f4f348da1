#include "broker/open_requests.hpp"

#include <algorithm>

#include "broker/limits.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"

namespace ballast::broker {

using planner::FailureKind;

bool OpenRequests::add(messages::Envelope command, Monotonic now, Monotonic deadline,
                       ReplyHandler on_reply) {
  if (open_.size() >= limits::open_requests_max) return false;
  const auto id = command.header.id;
  const Monotonic first = limits::retry_first;
  open_[id] = {std::move(command), deadline, now + first, first, std::move(on_reply)};
  return true;
}

std::optional<ReplyHandler> OpenRequests::take(const messages::Envelope& reply) {
  const auto found = open_.find(reply.header.causation);
  if (found == open_.end()) return std::nullopt;
  auto handler = std::move(found->second.on_reply);
  open_.erase(found);
  return handler;
}

OpenRequests::Due OpenRequests::due(Monotonic now) {
  Due due;
  for (auto at = open_.begin(); at != open_.end();) {
    auto& request = at->second;
    if (now >= request.deadline) {
      due.expired.emplace_back(std::move(request.command), std::move(request.on_reply));
      at = open_.erase(at);
      continue;
    }
    if (now >= request.repeat_at) {
      request.wait = std::min<Monotonic>(request.wait * 2, limits::retry_longest);
      request.repeat_at = now + request.wait;
      request.command.header.ttl_ms = ttl_of(request.deadline - now);
      due.repeat.push_back(request.command);
    }
    ++at;
  }
  return due;
}

std::optional<Monotonic> OpenRequests::next() const {
  std::optional<Monotonic> soonest;
  for (const auto& [id, request] : open_) {
    const auto at = std::min(request.deadline, request.repeat_at);
    soonest = soonest ? std::min(*soonest, at) : at;
  }
  return soonest;
}

Result<messages::Envelope> outcome_of(messages::Envelope reply) {
  if (reply.header.type != messages::type_of<Failure>) return reply;
  auto failure = messages::unpack<Failure>(reply);
  return tl::unexpected(failure ? std::move(*failure) : std::move(failure.error()));
}

Failure no_answer(const messages::Envelope& command) {
  return {FailureKind::unavailable, command.header.type + " was not answered in time",
          command.route, "a running " + command.route};
}

std::uint32_t ttl_of(Monotonic left) {
  const auto whole_ms = std::chrono::ceil<std::chrono::milliseconds>(left).count();
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(whole_ms, 1, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace ballast::broker
