#include "broker/socket.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

#include "broker/hand_over.hpp"
#include "broker/limits.hpp"

namespace ballast::broker {
namespace {

zmq::socket_type type_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::front_door_in:
    case Purpose::mailbox_in:
    case Purpose::intake_in:
    case Purpose::lane_in:
      return zmq::socket_type::pull;
    case Purpose::front_door_out:
    case Purpose::mailbox_out:
    case Purpose::intake_out:
    case Purpose::lane_out:
      return zmq::socket_type::push;
    case Purpose::bus_publish:
      return zmq::socket_type::pub;
    case Purpose::bus_collect:
      return zmq::socket_type::xsub;
    case Purpose::bus_spread:
      return zmq::socket_type::xpub;
    case Purpose::bus_read:
      break;
  }
  return zmq::socket_type::sub;
}

int high_water_mark_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::mailbox_in:
    case Purpose::mailbox_out:
      return limits::mailbox_high_water_mark;
    case Purpose::lane_in:
    case Purpose::lane_out:
      return limits::lane_high_water_mark;
    default:
      return limits::high_water_mark;
  }
}

int count_of(std::chrono::milliseconds duration) {
  return static_cast<int>(duration.count());
}

int seconds_of(std::chrono::seconds duration) {
  return static_cast<int>(duration.count());
}

// The options of tcp are set always: the other transports ignore them.
void apply_limits(zmq::socket_t& socket, Purpose purpose) {
  socket.set(zmq::sockopt::sndhwm, high_water_mark_of(purpose));
  socket.set(zmq::sockopt::rcvhwm, high_water_mark_of(purpose));
  socket.set(zmq::sockopt::linger, count_of(limits::linger));
  socket.set(zmq::sockopt::maxmsgsize, limits::frame_bytes_max);
  socket.set(zmq::sockopt::connect_timeout, count_of(limits::connect));
  socket.set(zmq::sockopt::handshake_ivl, count_of(limits::handshake));
  socket.set(zmq::sockopt::reconnect_ivl, count_of(limits::reconnect_first));
  socket.set(zmq::sockopt::reconnect_ivl_max, count_of(limits::reconnect_longest));
  socket.set(zmq::sockopt::heartbeat_ivl, 0);
  socket.set(zmq::sockopt::tcp_keepalive, 1);
  socket.set(zmq::sockopt::tcp_keepalive_idle, seconds_of(limits::silent_link));
  socket.set(zmq::sockopt::tcp_keepalive_intvl, seconds_of(limits::link_probe));
  socket.set(zmq::sockopt::tcp_keepalive_cnt, limits::link_probes);
  socket.set(zmq::sockopt::tcp_maxrt, count_of(limits::unanswered_link));
  socket.set(zmq::sockopt::backlog, limits::backlog);
  socket.set(zmq::sockopt::ipv6, true);
  // Every subscription is told, the second of the same topic too: late joiners need their replay.
  if (purpose == Purpose::bus_spread) socket.set(zmq::sockopt::xpub_verbose, 1);
}

HandshakePlan plan_of(Purpose purpose, std::string_view reader) {
  switch (purpose) {
    case Purpose::front_door_in:
      return {std::string(command_door), {}};
    case Purpose::bus_collect:
      return {std::string(events_in_door), {}};
    case Purpose::bus_spread:
      return {std::string(events_out_door), {}};
    case Purpose::intake_in:
      return {std::string(intake_door), {}};
    case Purpose::mailbox_out:
      return {mailbox_door(reader), {}, false};
    case Purpose::lane_out:
      return {lane_door(reader), {}, false};
    case Purpose::intake_out:
      return {{}, std::string(coordinator_role)};
    case Purpose::lane_in:
      return {{}, std::string(coordinator_role), false};
    default:
      return {{}, std::string(broker_role)};
  }
}

Failure address_failure(const zmq::error_t& error, const Endpoint& endpoint, const char* doing) {
  const auto where = endpoint.text();
  switch (error.num()) {
    case EADDRINUSE:
      return {FailureKind::conflict, "this address is in use by another process", where,
              "a free address in the cluster file, or end the other process"};
    case EADDRNOTAVAIL:
    case ENODEV:
      return {FailureKind::invalid, "this machine does not have that address", where,
              "an address of this board"};
    case ENOENT:
      return {FailureKind::missing, "the directory of this socket does not exist", where, ""};
    case EACCES:
    case EPERM:
      return {FailureKind::refused, "not allowed to make this socket", where,
              "a runtime_dir that this user may write"};
    default:
      return {FailureKind::internal, std::string("cannot ") + doing + ": " + error.what(), where,
              ""};
  }
}

/// Nothing for what nobody was asked for: such a message speaks for no sender.
std::string visitor_of(zmq::message_t& part) {
  const char* told = zmq_msg_gets(part.handle(), "User-Id");
  return told == nullptr ? "" : told;
}

}  // namespace

std::size_t bytes_of(const Frames& frames) {
  std::size_t bytes = 0;
  for (const auto& frame : frames) bytes += frame.size();
  return bytes;
}

SocketFiles::~SocketFiles() {
  for (const auto& path : paths_) ::unlink(path.c_str());
}

SocketFiles& SocketFiles::operator=(SocketFiles&& other) noexcept {
  std::swap(paths_, other.paths_);
  return *this;
}

void SocketFiles::remove(const std::string& path) {
  if (std::erase(paths_, path) > 0) ::unlink(path.c_str());
}

Socket::Socket(KeyedContext& context, Purpose purpose, std::string_view reader)
    : socket_(context, type_of(purpose)) {
  apply_limits(socket_, purpose);
  if (context.trust() == nullptr) return;
  handshakes_ = std::make_unique<Handshakes>(context, socket_, plan_of(purpose, reader));
}

Result<void> Socket::prepare(const Endpoint& endpoint, bool binding) {
  if (endpoint.transport() != Transport::tcp) return {};
  if (!handshakes_) return check_plain(endpoint);
  if (!binding) return handshakes_->before_connect(endpoint);
  guarded_ = true;
  return handshakes_->before_bind();
}

Result<void> Socket::bind(const Endpoint& endpoint) {
  if (auto prepared = prepare(endpoint, true); !prepared) return prepared;
  try {
    socket_.bind(endpoint.text());
  } catch (const zmq::error_t& error) {
    return tl::unexpected(address_failure(error, endpoint, "bind"));
  }
  if (endpoint.transport() == Transport::ipc) files_.add(endpoint.place());
  return guarded_ ? try_door(endpoint) : Result<void>();
}

Result<void> Socket::try_door(const Endpoint& endpoint) {
  const auto door = bound().and_then(
      [&](const Endpoint& place) { return Endpoint::tcp(endpoint.place(), place.port()); });
  if (!door) return tl::unexpected(door.error());
  auto shut = handshakes_->after_bind(*door);
  if (!shut) unbind(*door);
  return shut;
}

Result<void> Socket::connect(const Endpoint& endpoint) {
  if (auto prepared = prepare(endpoint, false); !prepared) return prepared;
  try {
    socket_.connect(endpoint.text());
  } catch (const zmq::error_t& error) {
    return tl::unexpected(address_failure(error, endpoint, "connect"));
  }
  return {};
}

void Socket::disconnect(const Endpoint& endpoint) {
  if (handshakes_) handshakes_->disconnected(endpoint);
  zmq_disconnect(socket_.handle(), endpoint.text().c_str());
}

void Socket::unbind(const Endpoint& endpoint) {
  zmq_unbind(socket_.handle(), endpoint.text().c_str());
  if (endpoint.transport() == Transport::ipc) files_.remove(endpoint.place());
}

Result<Endpoint> Socket::bound() const {
  return Endpoint::parse(socket_.get(zmq::sockopt::last_endpoint));
}

void Socket::subscribe(std::string_view prefix) {
  socket_.set(zmq::sockopt::subscribe, zmq::buffer(prefix));
}

void Socket::unsubscribe(std::string_view prefix) {
  socket_.set(zmq::sockopt::unsubscribe, zmq::buffer(prefix));
}

bool Socket::try_send(std::span<const std::string_view> parts) {
  hand_over::give();
  for (std::size_t at = 0; at < parts.size(); ++at) {
    auto flags = zmq::send_flags::dontwait;
    if (at + 1 < parts.size()) flags = flags | zmq::send_flags::sndmore;
    // Once the first part is accepted the rest of the message is too.
    if (!socket_.send(zmq::buffer(parts[at]), flags)) return false;
  }
  return true;
}

bool Socket::try_send(const Frames& parts) {
  const std::vector<std::string_view> views(parts.begin(), parts.end());
  return try_send(std::span(views));
}

std::optional<Frames> Socket::try_receive() {
  Frames frames;
  zmq::message_t part;
  do {
    if (!socket_.recv(part, zmq::recv_flags::dontwait)) return std::nullopt;
    if (guarded_ && frames.empty()) visitor_ = visitor_of(part);
    if (frames.size() <= limits::parts_max) frames.push_back(part.to_string());
  } while (part.more());
  hand_over::take();
  return frames;
}

Result<void> Socket::check_sender(std::string_view sender) const {
  if (!guarded_) return {};
  if (auto good = handshakes_->check_visitor(visitor_); !good) return good;
  if (speaks_for(visitor_, sender)) return {};
  const std::string whose(board_of(visitor_));
  return tl::unexpected(Failure{FailureKind::refused,
                                whose + "'s key does not speak for " + std::string(sender),
                                "sender", "roles of its holder"});
}

std::vector<Failure> Socket::handshake_news() {
  return handshakes_ ? handshakes_->news() : std::vector<Failure>{};
}

std::optional<zmq::socket_ref> Socket::handshake_ref() {
  return handshakes_ ? handshakes_->ref() : std::nullopt;
}

}  // namespace ballast::broker
