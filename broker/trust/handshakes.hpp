// CURVE on one socket: its keys before it binds or connects, and a sentence for a person when a
// handshake fails. Where the other end has two keys for a while, the other one is tried.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <zmq.hpp>

#include "broker/socket_monitor.hpp"
#include "broker/trust/keyed_context.hpp"

namespace ballast::broker {

/// What a socket is at: a door of its own, or one that the process of some role keeps.
struct HandshakePlan {
  std::string door;    // who binds: one of doors.hpp
  std::string server;  // who connects: the role at the other end
  bool follow = true;  // false: its monitor is used otherwise, and nothing is told
};

class Handshakes {
 public:
  /// REQUIRES: the context has keys. Everything outlives it; to be destroyed before the socket.
  Handshakes(KeyedContext& context, zmq::socket_ref socket, HandshakePlan plan);
  ~Handshakes();
  Handshakes(const Handshakes&) = delete;
  Handshakes& operator=(const Handshakes&) = delete;

  /// Starts the keeper of the list. Fails if strangers could get in.
  [[nodiscard]] Result<void> before_bind();
  /// Knocks at the door with a stranger's key. Fails if that is let in, or nobody refuses it.
  [[nodiscard]] Result<void> after_bind(const Endpoint& door);
  /// Fails if the key that this user id was given for is not good any more.
  [[nodiscard]] Result<void> check_visitor(std::string_view user_id) const;
  /// Fails if this machine's list has no key of the other end.
  [[nodiscard]] Result<void> before_connect(const Endpoint& endpoint);
  void disconnected(const Endpoint& endpoint);

  /// What went wrong since the last call, each a sentence. To be called now and then: who was not
  /// let in tries again with it, and a server whose key is good no more is left with it.
  [[nodiscard]] std::vector<Failure> news();
  /// False from a refusal that was told to the next handshake that succeeds.
  [[nodiscard]] bool let_in() const { return let_in_; }
  /// Readable when there may be news; nothing if they are not followed.
  [[nodiscard]] std::optional<zmq::socket_ref> ref();

 private:
  [[nodiscard]] std::vector<Failure> look();
  [[nodiscard]] std::optional<Failure> told_at_door(const SocketEvent& event) const;
  [[nodiscard]] std::optional<Failure> told_outside(const SocketEvent& event);
  [[nodiscard]] Failure no_key_of_server() const;
  void use(const PublicKey& key);
  /// Tries the next key; a sentence once each was tried.
  [[nodiscard]] std::optional<Failure> wrong_key();
  void try_next_key();
  void connect_again();
  void disconnect_all();
  [[nodiscard]] std::optional<Failure> leave_server();

  KeyedContext& context_;
  zmq::socket_ref socket_;
  HandshakePlan plan_;
  std::optional<SocketMonitor> monitor_;
  std::optional<PublicKey> server_key_;
  std::vector<std::string> connected_;
  std::string ended_at_;
  std::uint16_t port_ = 0;  // of a bound door
  int failed_ = 0;          // in a row, without a reason given
  bool left_ = false;       // the server has no good key: nobody is connected to
  bool let_in_ = true;
};

}  // namespace ballast::broker
