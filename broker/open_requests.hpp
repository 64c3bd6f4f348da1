// Commands that wait for their reply: when to repeat each, and when to give up. Opens no socket.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "broker/behaviour.hpp"

namespace ballast::broker {

class OpenRequests {
 public:
  /// The command goes out at `now`; its reply is awaited until `deadline`. False when too many
  /// wait.
  [[nodiscard]] bool add(messages::Envelope command, Monotonic now, Monotonic deadline,
                         ReplyHandler on_reply);

  /// Returns the handler of the command that `reply` answers, which is then closed.
  [[nodiscard]] std::optional<ReplyHandler> take(const messages::Envelope& reply);

  struct Due {
    std::vector<messages::Envelope> repeat;  // with what is left of their time to live
    std::vector<std::pair<messages::Envelope, ReplyHandler>> expired;
  };
  /// Returns what has to be done at `now`.
  [[nodiscard]] Due due(Monotonic now);

  /// When due() has something to do next.
  [[nodiscard]] std::optional<Monotonic> next() const;

  [[nodiscard]] std::size_t size() const { return open_.size(); }

 private:
  struct Request {
    messages::Envelope command;
    Monotonic deadline{};
    Monotonic repeat_at{};
    Monotonic wait{};
    ReplyHandler on_reply;
  };
  std::map<std::string, Request> open_;  // by message id
};

/// What a reply means: itself, or the Failure it carries.
[[nodiscard]] Result<messages::Envelope> outcome_of(messages::Envelope reply);

/// The Failure of a command that nobody answered.
[[nodiscard]] Failure no_answer(const messages::Envelope& command);

/// What is left of a duration in milliseconds, at least 1, for a header.
[[nodiscard]] std::uint32_t ttl_of(Monotonic left);

}  // namespace ballast::broker
