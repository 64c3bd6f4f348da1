// Runs one behaviour on one thread: its mailbox, its bus, its way out, timers, retries, heartbeats.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "broker/cluster_map.hpp"
#include "broker/identifiers.hpp"
#include "broker/notice.hpp"
#include "broker/pollable.hpp"
#include "broker/pulse.hpp"
#include "broker/trust/keyed_context.hpp"

namespace ballast::broker {

/// What a node borrows; everything outlives it.
struct NodeSettings {
  KeyedContext& context;
  const ClusterMap& map;
  const Clock& clock;
  RandomSource& random;
  Identity identity;
  /// Polled together with the node's own sockets; the behaviour may add its own to it.
  PollSet& pollables;
  /// Readable when the node shall drain and end: StopFlag or StopSignals; -1 for none.
  int stop_descriptor = -1;
  std::string version = {};  // of the program, told in heartbeats
  std::string digest = {};   // of the engine; empty for actors without one
  /// Told of what a person should know: refused frames, a lost bus. May be empty.
  Report report = {};
  Pulse* pulse = nullptr;              // where its watchdog looks, if it has one
  std::uint64_t memory_budget_kb = 0;  // told in heartbeats; 0: none
};

/// Answers for the behaviour: `Ping` with `Pong` (ready or not), `Stop` with `Stopping`. A repeat
/// of a command is answered from the replies kept, and never reaches the behaviour twice.
class Node {
 public:
  Node(NodeSettings settings, Behaviour& behaviour);
  ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  /// Connects, tells the broker, runs until stopped. A cluster that is not there yet is waited for.
  /// Fails only if an address of the map cannot be used.
  [[nodiscard]] Result<void> run();

  /// One turn of the loop, for who runs several nodes or a test: waits at most `longest`. Returns
  /// false once the node has ended. The first call connects.
  [[nodiscard]] Result<bool> turn(std::chrono::milliseconds longest);

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

/// Returns the identity of the `number`-th instance of a role on a board, newly started.
[[nodiscard]] Identity new_identity(std::string_view role, int number, std::string_view board,
                                    RandomSource& random);

}  // namespace ballast::broker
