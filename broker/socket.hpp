// ZeroMQ sockets that carry the limits of broker/limits.hpp from birth, and on tcp the keys of
// their context. A socket belongs to one thread. Sending never blocks: a full socket says so.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zmq.hpp>

#include "broker/endpoint.hpp"
#include "broker/frames.hpp"
#include "broker/trust/handshakes.hpp"

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
  /// `reader`: of a mailbox_out or lane_out, the role or instance that it is for.
  Socket(KeyedContext& context, Purpose purpose, std::string_view reader = {});

  /// A busy address, a missing directory or a wrong host is a Failure with the address in `where`.
  /// So is tcp without keys beyond loopback, a key that is not there, a list without a keeper, a
  /// door that lets a stranger in.
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

  /// Fails if the key that the last message came with belongs to others than `sender`, or is not
  /// good any more.
  [[nodiscard]] Result<void> check_sender(std::string_view sender) const;
  /// What a person should know of handshakes since the last call. To be called now and then: who
  /// was not let in tries again with it.
  [[nodiscard]] std::vector<Failure> handshake_news();
  /// False while the other end is known to refuse us.
  [[nodiscard]] bool let_in() const { return !handshakes_ || handshakes_->let_in(); }
  /// Readable when there may be such news; nothing without keys.
  [[nodiscard]] std::optional<zmq::socket_ref> handshake_ref();

  [[nodiscard]] zmq::socket_ref ref() { return socket_; }

 private:
  [[nodiscard]] Result<void> prepare(const Endpoint& endpoint, bool binding);
  [[nodiscard]] Result<void> try_door(const Endpoint& endpoint);

  zmq::socket_t socket_;
  std::unique_ptr<Handshakes> handshakes_;  // with keys
  bool guarded_ = false;                    // bound on tcp with keys
  std::string visitor_;                     // whose key the last message came with
  SocketFiles files_;
};

}  // namespace ballast::broker
