// Actors on simulated time: behaviours with the real keeping of requests, replies and timers, over
// mailboxes and a bus whose messages may be lost, come twice or late.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "broker/behaviour.hpp"
#include "broker/identifiers.hpp"
#include "broker/limits.hpp"
#include "broker/open_requests.hpp"
#include "broker/postmark.hpp"
#include "broker/replay_cache.hpp"
#include "broker/timers.hpp"
#include "tests/simulation/simulated_network.hpp"

namespace ballast::broker::toy {

class SimulatedNode;

/// Brings messages to whoever has the name when they arrive; without anybody they are lost, and
/// their sender repeats them.
class SimulatedPost {
 public:
  explicit SimulatedPost(SimulatedNetwork& network) : network_(network) {}

  void join(SimulatedNode& node);
  void leave(const SimulatedNode& node);
  void send(const messages::Envelope& letter);
  void publish(const messages::Envelope& event);

 private:
  [[nodiscard]] SimulatedNode* find(const std::string& route);

  SimulatedNetwork& network_;
  std::map<std::string, SimulatedNode*> nodes_;  // by instance
};

/// A clock that goes on a little with every look: who computes finds that time has passed.
class TickingClock final : public Clock {
 public:
  explicit TickingClock(const SimulatedTime& time) : time_(time) {}
  [[nodiscard]] Monotonic now() const override {
    own_ = std::max(own_, time_.now()) + std::chrono::microseconds{20};
    return own_;
  }
  [[nodiscard]] std::int64_t wall_ns() const override { return time_.wall_ns(); }

 private:
  const SimulatedTime& time_;
  mutable Monotonic own_{};
};

/// One process. Its end is its destruction; nothing that was under way reaches it then.
class SimulatedNode final : public Outlet {
 public:
  /// What it is made of, once it has a place in the network.
  using Maker = std::function<std::unique_ptr<Behaviour>(SimulatedHost& host, const Clock& clock)>;

  SimulatedNode(SimulatedTime& time, SimulatedNetwork& network, SimulatedPost& post,
                RandomSource& random, Identity identity, const Maker& make);
  ~SimulatedNode() override;
  SimulatedNode(const SimulatedNode&) = delete;
  SimulatedNode& operator=(const SimulatedNode&) = delete;

  void arrived(messages::Envelope envelope);
  void observed(const messages::Envelope& event);

  // ---- Outlet
  [[nodiscard]] const Identity& self() const override { return identity_; }
  [[nodiscard]] Monotonic now() const override { return time_.now(); }
  std::string request(std::string_view route, Payload payload, std::string_view correlation,
                      std::chrono::milliseconds deadline, ReplyHandler on_reply) override;
  void reply(const messages::Envelope& command, Payload payload) override;
  void refuse(const messages::Envelope& command, const Failure& failure) override;
  void publish(std::string_view topic, Payload payload, std::string_view correlation,
               Keep keep) override;
  void after(std::chrono::milliseconds delay, std::function<void()> action) override;
  void stop() override {}

 private:
  void wake(Monotonic at);
  void turn();

  SimulatedTime& time_;
  SimulatedPost& post_;
  Identity identity_;
  TickingClock clock_;
  SimulatedHost host_;
  Postmark postmark_;
  OpenRequests requests_;
  ReplayCache replays_{limits::replay_entries_max, limits::replay_bytes_max,
                       limits::replay_reply_bytes_max};
  Timers timers_;
  std::optional<Monotonic> turn_at_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  std::unique_ptr<Behaviour> behaviour_;
};

}  // namespace ballast::broker::toy
