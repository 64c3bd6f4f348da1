// Bodies that every actor knows: a refusal, signs of life, mailboxes, the registry.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/events.hpp"
#include "messages/field.hpp"
#include "planner/model/failure.hpp"

namespace ballast::messages {

/// The reply to a command that failed.
template <>
inline constexpr std::string_view type_of<planner::Failure> = "Failure";

template <>
struct NamesOf<planner::FailureKind> {
  static constexpr std::array<std::string_view, 6> names = {"invalid",     "missing",  "refused",
                                                            "unavailable", "conflict", "internal"};
};

template <>
struct FieldsOf<planner::Failure> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("kind", self.kind);
    visitor("what", self.what);
    visitor("where", self.where, may_be_absent);
    visitor("allowed", self.allowed, may_be_absent);
  }
};

/// Anyone -> any mailbox: are you there? Answered with Pong.
struct Ping {
  static constexpr std::string_view type = "Ping";
  bool operator==(const Ping&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

struct Pong {
  static constexpr std::string_view type = "Pong";
  std::string role;
  std::string instance;
  std::string board;
  std::uint64_t incarnation = 0;
  bool ready = false;
  std::string doing;
  std::string version;

  bool operator==(const Pong&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("role", self.role);
    visit("instance", self.instance);
    visit("board", self.board);
    visit("incarnation", self.incarnation);
    visit("ready", self.ready);
    visit("doing", self.doing, may_be_absent);
    visit("version", self.version, may_be_absent);
  }
};

/// Supervisor -> any mailbox: hand back what is open and end. Answered with Stopping.
struct Stop {
  static constexpr std::string_view type = "Stop";
  bool operator==(const Stop&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

struct Stopping {
  static constexpr std::string_view type = "Stopping";
  std::string instance;

  bool operator==(const Stopping&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
  }
};

/// An actor -> broker: open a mailbox for this instance. Answered with MailboxOpened.
struct OpenMailbox {
  static constexpr std::string_view type = "OpenMailbox";
  std::string instance;

  bool operator==(const OpenMailbox&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
  }
};

struct MailboxOpened {
  static constexpr std::string_view type = "MailboxOpened";
  std::string instance;
  std::string endpoint;  // "ipc:///run/ballast/mailbox-portfolio-1@board-1"

  bool operator==(const MailboxOpened&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
    visit("endpoint", self.endpoint);
  }
};

/// Anyone -> broker: who is alive? Answered with Registry.
struct GetRegistry {
  static constexpr std::string_view type = "GetRegistry";
  bool operator==(const GetRegistry&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

struct RegisteredActor {
  ActorHeartbeat heartbeat;    // the last one
  std::uint64_t age_ms = 0;    // since it came
  bool alive = false;          // false: three heartbeats missed, or it said that it stops
  std::uint32_t restarts = 0;  // since the broker started
  std::uint64_t still_ms = 0;  // how long it has been busy without progress; 0: it is not

  bool operator==(const RegisteredActor&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("heartbeat", self.heartbeat);
    visit("age_ms", self.age_ms);
    visit("alive", self.alive);
    visit("restarts", self.restarts, may_be_absent);
    visit("still_ms", self.still_ms, may_be_absent);
  }
};

struct Registry {
  static constexpr std::string_view type = "Registry";
  std::vector<RegisteredActor> actors;  // by instance

  /// Whether an actor of the role lives.
  [[nodiscard]] bool has_alive(std::string_view role) const {
    return std::any_of(actors.begin(), actors.end(), [role](const RegisteredActor& one) {
      return one.alive && one.heartbeat.role == role;
    });
  }

  bool operator==(const Registry&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("actors", self.actors);
  }
};

}  // namespace ballast::messages
