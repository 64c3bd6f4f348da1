// ZeroMQ sockets that carry the limits of broker/limits.hpp from birth. A socket belongs to one
// thread. Sending never blocks: a full socket says so.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zmq.hpp>

#include "broker/endpoint.hpp"
#include "broker/frames.hpp"

namespace ballast::broker {

/// Returns the size of all parts together.
[[nodiscard]] std::size_t bytes_of(const Frames& frames);

/// What a socket is for; decides its type and options.
enum class Purpose : std::uint8_t {
  front_door_in,   // PULL, bound by the broker
  front_door_out,  // PUSH, connected by actors and clients
  mailbox_out,     // PUSH, bound by the broker, one per role or instance
  mailbox_in,      // PULL, connected by an actor
  bus_publish,     // PUB, connected by actors
  bus_collect,     // XSUB, bound by the broker
  bus_spread,      // XPUB, bound by the broker
  bus_read,        // SUB, connected by actors and clients
  intake_in,       // PULL, bound by the coordinator
  intake_out,      // PUSH, connected by evaluators and the generator
  lane_out,        // PUSH, bound by the ventilator for one worker
  lane_in,         // PULL, connected by the worker
};

/// Socket files, which ZeroMQ leaves behind; gone with their owner.
class SocketFiles {
 public:
  SocketFiles() = default;
  ~SocketFiles();
  SocketFiles(SocketFiles&&) noexcept = default;
  SocketFiles& operator=(SocketFiles&& other) noexcept;
  SocketFiles(const SocketFiles&) = delete;
  SocketFiles& operator=(const SocketFiles&) = delete;

  void add(const std::string& path) { paths_.push_back(path); }
  void remove(const std::string& path);

 private:
  std::vector<std::string> paths_;
};

class Socket {
 public:
  Socket(zmq::context_t& context, Purpose purpose);

  /// A busy address, a missing directory or a wrong host is a Failure with the address in `where`.
  [[nodiscard]] Result<void> bind(const Endpoint& endpoint);
  [[nodiscard]] Result<void> connect(const Endpoint& endpoint);
  void disconnect(const Endpoint& endpoint);
  void unbind(const Endpoint& endpoint);
  /// Returns where the last bind() ended up: the port in place of "*".
  [[nodiscard]] Result<Endpoint> bound() const;

  /// REQUIRES: bus_read.
  void subscribe(std::string_view prefix);
  void unsubscribe(std::string_view prefix);

  /// Sends all parts or none; false when there is no room or no peer.
  [[nodiscard]] bool try_send(std::span<const std::string_view> parts);
  [[nodiscard]] bool try_send(const Frames& parts);

  /// Returns the next message, or nothing when there is none. Parts beyond limits::parts_max are
  /// dropped, but leave the result one part too long, so that its reader refuses it.
  [[nodiscard]] std::optional<Frames> try_receive();

  [[nodiscard]] zmq::socket_ref ref() { return socket_; }

 private:
  zmq::socket_t socket_;
  SocketFiles files_;
};

}  // namespace ballast::broker
