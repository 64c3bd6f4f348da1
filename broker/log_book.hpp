// What one actor tells in its log; the last thing that went wrong is also told in its heartbeat.
#pragma once

#include <string>

#include "broker/clock.hpp"
#include "broker/notice.hpp"
#include "messages/events.hpp"
#include "planner/model/failure.hpp"

namespace ballast::broker {

class LogBook {
 public:
  /// `report` may be empty; `clock` outlives it.
  LogBook(Report report, std::string actor, const Clock& clock);

  /// Fills in the actor. Warnings and errors are what went wrong.
  void write(Notice notice);

  /// A command was refused, which is no fault of this actor.
  void refused(const messages::Header& command, const planner::Failure& failure);

  /// Tells what went wrong last, if anything did, and how long ago.
  void add_last_error(messages::ActorHeartbeat& beat) const;

 private:
  Report report_;
  std::string actor_;
  const Clock& clock_;
  std::string last_error_;
  Monotonic last_error_at_{};
};

}  // namespace ballast::broker
