#include "broker/trust/handshakes.hpp"

#include <algorithm>
#include <utility>

#include "broker/trust/knock.hpp"

namespace ballast::broker {
namespace {

/// ZMQ_ZAP_ENFORCE_DOMAIN, which stable headers leave out: without a keeper nobody gets in.
constexpr int enforce_domain = 93;
constexpr int failed_handshakes = ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
                                  ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                                  ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;
constexpr int followed = failed_handshakes | ZMQ_EVENT_HANDSHAKE_SUCCEEDED;

constexpr int patience_with_each_key = 3;

/// A handshake that ended without a reason: as it does with a wrong key.
bool ended_early(const SocketEvent& event) {
  return event.event == ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL ||
         event.event == ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL;
}

Failure refusal_of(std::string what, std::string where, std::string allowed) {
  return {FailureKind::refused, std::move(what), std::move(where), std::move(allowed)};
}

std::string plain_address(const std::string& told) {
  const auto endpoint = Endpoint::parse(told);
  if (!endpoint || endpoint->transport() != Transport::tcp) return told;
  return Endpoint::tcp(plain_host(endpoint->place()), endpoint->port())
      .map([](const Endpoint& plain) { return plain.text(); })
      .value_or(told);
}

}  // namespace

Handshakes::Handshakes(KeyedContext& context, zmq::socket_ref socket, HandshakePlan plan)
    : context_(context), socket_(socket), plan_(std::move(plan)) {
  if (plan_.follow) monitor_.emplace(context, socket, followed);
}

Result<void> Handshakes::before_bind() {
  if (auto guarded = context_.guard(); !guarded) return guarded;
  socket_.set(zmq::sockopt::curve_server, true);
  socket_.set(zmq::sockopt::curve_secretkey, context_.trust()->own().secret());
  socket_.set(zmq::sockopt::zap_domain, plan_.door);
  const int yes = 1;
  if (zmq_setsockopt(socket_.handle(), enforce_domain, &yes, sizeof yes) == 0) return {};
  return tl::unexpected(refusal_of("this libzmq cannot be told to let nobody in without the list",
                                   "libzmq", "4.3.3 or newer"));
}

Result<void> Handshakes::after_bind(const Endpoint& door) {
  port_ = door.port();
  context_.trust()->opened(plan_.door, port_);
  return knock_as_stranger(context_, door, socket_.get(zmq::sockopt::socket_type));
}

Handshakes::~Handshakes() {
  if (port_ != 0) context_.trust()->closed(plan_.door, port_);
}

Result<void> Handshakes::check_visitor(std::string_view user_id) const {
  auto fault = context_.trust()->fault_of(user_id);
  if (fault.empty()) return {};
  return tl::unexpected(refusal_of(std::move(fault), "", ""));
}

Result<void> Handshakes::before_connect(const Endpoint& endpoint) {
  const auto keys = context_.trust()->keys_of_server(plan_.server);
  if (keys.empty()) return tl::unexpected(no_key_of_server());
  use(keys.front());
  connected_.push_back(endpoint.text());
  return {};
}

void Handshakes::disconnected(const Endpoint& endpoint) {
  std::erase(connected_, endpoint.text());
}

Failure Handshakes::no_key_of_server() const {
  return {FailureKind::missing, "no good key of the " + plan_.server + "'s board is on the list",
          context_.trust()->list_file().string(), "`ballast keys enrol BOARD PUBLIC-KEY`"};
}

void Handshakes::use(const PublicKey& key) {
  const KeyPair& own = context_.trust()->own();
  socket_.set(zmq::sockopt::curve_publickey, own.open().text());
  socket_.set(zmq::sockopt::curve_secretkey, own.secret());
  socket_.set(zmq::sockopt::curve_serverkey, key.text());
  server_key_ = key;
}

void Handshakes::try_next_key() {
  const auto keys = context_.trust()->keys_of_server(plan_.server);
  const auto at = std::find(keys.begin(), keys.end(), server_key_);
  const auto next = at == keys.end() || at + 1 == keys.end() ? keys.begin() : at + 1;
  if (keys.empty()) return;
  use(*next);
  connect_again();
}

void Handshakes::connect_again() {
  disconnect_all();
  for (const auto& address : connected_) zmq_connect(socket_.handle(), address.c_str());
}

void Handshakes::disconnect_all() {
  for (const auto& address : connected_) zmq_disconnect(socket_.handle(), address.c_str());
}

/// Its connections end at once; another good key of it is tried, also one that comes later.
std::optional<Failure> Handshakes::leave_server() {
  if (!server_key_ || connected_.empty()) return std::nullopt;
  std::string fault = context_.trust()->fault_of_server(*server_key_);
  if (fault.empty()) return std::nullopt;
  const auto keys = context_.trust()->keys_of_server(plan_.server);
  if (!keys.empty()) {
    left_ = false;
    use(keys.front());
    connect_again();
    return std::nullopt;
  }
  if (std::exchange(left_, true)) return std::nullopt;
  disconnect_all();
  return refusal_of(fault + "; the " + plan_.server + " was connected to, and is left",
                    connected_.front(), "a good key of its board on the list");
}

std::optional<zmq::socket_ref> Handshakes::ref() {
  if (!monitor_) return std::nullopt;
  return monitor_->ref();
}

std::vector<Failure> Handshakes::news() {
  auto told = look();
  if (!told.empty()) let_in_ = false;
  return told;
}

std::vector<Failure> Handshakes::look() {
  std::vector<Failure> told;
  bool ended = false;
  while (monitor_) {
    auto event = monitor_->next();
    if (!event) break;
    event->address = plain_address(event->address);
    const bool outside = !connected_.empty();
    if (auto failure = outside ? told_outside(*event) : told_at_door(*event)) {
      told.push_back(std::move(*failure));
    }
    if (outside) ended = ended_early(*event);
    if (ended) ended_at_ = event->address;
  }
  if (auto failure = leave_server()) {
    told.push_back(std::move(*failure));
    return told;
  }
  if (left_) return told;
  // What ZeroMQ tried again meanwhile was tried with the same key.
  if (ended) {
    if (auto failure = wrong_key()) told.push_back(std::move(*failure));
  }
  return told;
}

std::optional<Failure> Handshakes::told_at_door(const SocketEvent& event) const {
  // Who is refused for its key is told by the keeper of the list, who knows its name.
  if (event.event != ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL) return std::nullopt;
  if (event.value == ZMQ_PROTOCOL_ERROR_ZMTP_CRYPTOGRAPHIC) {
    return refusal_of("somebody knocked who expects another key here", event.address,
                      "our key, " + context_.trust()->own().open().text() + ", on their list");
  }
  if (event.value == ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH) {
    return refusal_of("somebody knocked without a key", event.address, "tcp with keys");
  }
  return refusal_of("somebody knocked who does not speak ZeroMQ", event.address, "");
}

std::optional<Failure> Handshakes::told_outside(const SocketEvent& event) {
  const std::string holder = context_.trust()->holder().text();
  if (event.event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED) {
    failed_ = 0;
    let_in_ = true;
    if (server_key_) context_.trust()->worked(plan_.server, *server_key_);
    return std::nullopt;
  }
  if (event.event == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH) {
    // ZeroMQ gives up; but the key may be enrolled yet.
    connect_again();
    return refusal_of("the " + plan_.server + " does not let " + holder + "'s key in",
                      event.address, "a key that is on its list, in its time, for this role");
  }
  return std::nullopt;
}

std::optional<Failure> Handshakes::wrong_key() {
  const auto keys = context_.trust()->keys_of_server(plan_.server).size();
  try_next_key();
  // The other end may have gone in the middle, and the last word of a connection may come when the
  // next key is being tried: each has its chance before this is told.
  if (++failed_ <= patience_with_each_key * static_cast<int>(std::max<std::size_t>(keys, 1))) {
    return std::nullopt;
  }
  return refusal_of("the " + plan_.server + " has another key than this board's list says",
                    ended_at_, "its public key in " + context_.trust()->list_file().string());
}

}  // namespace ballast::broker
