// The broker: mailboxes for commands and the bus for events. One per cluster.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "broker/cluster_map.hpp"
#include "broker/identifiers.hpp"
#include "broker/notice.hpp"
#include "broker/pulse.hpp"
#include "broker/trust/keyed_context.hpp"

namespace ballast::broker {

/// What a broker borrows; everything outlives it.
struct BrokerSettings {
  KeyedContext& context;
  const ClusterMap& map;
  const Clock& clock;
  RandomSource& random;
  Identity identity;
  int stop_descriptor = -1;  // readable when it shall end
  std::string version = {};  // of the program, told in heartbeats
  std::uint64_t memory_budget_kb = 0;
  Report report = {};
  Pulse* pulse = nullptr;  // where its watchdog looks, if it has one
};

/// Commands come in at the front door and wait in a bounded queue per role or instance until their
/// reader takes them, they expire (told to `reply_to`, and as event `command.expired`) or the queue
/// is full (told likewise). Nothing is kept over a restart: senders repeat until they are answered.
/// A frame it cannot read never stops it.
class Broker {
 public:
  explicit Broker(BrokerSettings settings);
  ~Broker();
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  /// Takes the addresses of the map. Fails if one is in use or another broker runs already.
  [[nodiscard]] Result<void> open();

  /// REQUIRES: open() succeeded. Returns once told to stop.
  void run();
  /// One turn of the loop; false once it has been told to stop.
  bool turn(std::chrono::milliseconds longest);

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace ballast::broker
