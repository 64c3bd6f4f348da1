// A short-lived peer of the cluster: the command line. It first listens for its replies, then asks.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "broker/clock.hpp"
#include "broker/cluster_map.hpp"
#include "broker/identifiers.hpp"
#include "broker/presence.hpp"
#include "broker/trust/holder.hpp"
#include "broker/trust/keyed_context.hpp"
#include "messages/envelope.hpp"
#include "messages/payload.hpp"

namespace ballast::broker {

struct ClientSettings {
  KeyedContext& context;
  const ClusterMap& map;
  const Clock& clock;
  RandomSource& random;
  std::string name = "cli";  // instance: name and some random digits
  /// Readable when waiting shall end early (Ctrl-C); -1 for none.
  int stop_descriptor = -1;
  /// Whose key it has, where there are keys: a client, or a tap, which cannot send commands.
  std::string role = std::string(client_role);
};

class Client {
 public:
  using Observer = std::function<void(const messages::Envelope&)>;
  using Finished = std::function<bool()>;

  explicit Client(ClientSettings settings);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] const std::string& instance() const;

  /// Subscribes to its replies and to `topics` (prefixes) and waits until the bus has them; every
  /// event goes to `observer`. Failure missing: nobody listens at the address. Failure unavailable:
  /// somebody does, or the host is silent, but the bus did not answer in time.
  [[nodiscard]] Result<void> open(const std::vector<std::string>& topics, Observer observer,
                                  std::chrono::milliseconds patience);
  /// Adds a topic while open.
  [[nodiscard]] Result<void> subscribe(std::string_view topic, std::chrono::milliseconds patience);

  /// Sends a command, repeats it with the same id until a reply comes or the deadline ends. Events
  /// go to the observer meanwhile. A reply of type "Failure" comes back as that Failure; Ctrl-C as
  /// Failure refused, "interrupted". REQUIRES: open() succeeded.
  [[nodiscard]] Result<messages::Envelope> request(std::string_view route,
                                                   messages::Payload payload,
                                                   std::string_view correlation,
                                                   std::chrono::milliseconds deadline);

  /// Hands events to the observer until `finished` or the time is over; true if finished.
  bool wait(const Finished& finished, std::chrono::milliseconds longest);

  /// True once the stop descriptor was readable.
  [[nodiscard]] bool interrupted() const;
  /// Events of the chosen topics that the bus dropped.
  [[nodiscard]] std::uint64_t missed() const;

 private:
  class Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace ballast::broker
