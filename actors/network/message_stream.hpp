// Messages that a server sends when it has something to say, as long as the connection lasts: the
// seam between who understands them and the network.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Called from the actor's loop, `ended` also from within send and ping; none may destroy the
/// stream.
struct StreamEars {
  std::function<void()> opened;
  std::function<void(std::string_view message)> message;
  std::function<void()> alive;                             // it said something, if only a pong
  std::function<void(const planner::Failure& why)> ended;  // once, and nothing after it
};

class MessageStream {
 public:
  virtual ~MessageStream() = default;

  /// REQUIRES: it was opened. After its end these do nothing.
  virtual void send(std::string_view text) = 0;
  /// Asks for a sign of life.
  virtual void ping() = 0;
};

/// Begins to open a stream. Failure: there is no way to, now or ever.
using StreamOpener =
    std::function<planner::Result<std::unique_ptr<MessageStream>>(StreamEars ears)>;

}  // namespace ballast::actors
