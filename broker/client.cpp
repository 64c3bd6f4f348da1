#include "broker/client.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "broker/bus.hpp"
#include "broker/limits.hpp"
#include "broker/open_requests.hpp"
#include "broker/postmark.hpp"
#include "broker/sequences.hpp"
#include "broker/trust/knock.hpp"
#include "broker/wire.hpp"

namespace ballast::broker {

using messages::Envelope;
using std::chrono::milliseconds;

class Client::Connection {
 public:
  explicit Connection(ClientSettings settings)
      : settings_(std::move(settings)),
        postmark_(settings_.name + "-" + random_hex(settings_.random, 8), settings_.clock,
                  settings_.random),
        door_(settings_.context, Purpose::front_door_out),
        bus_(settings_.context, Purpose::bus_read),
        follower_(limits::followed_sequences_max) {
    pollables_.add(watch(bus_.ref(), [this] { read(); }));
    if (settings_.stop_descriptor >= 0) {
      stop_ticket_ =
          pollables_.add(watch(settings_.stop_descriptor, [this] { interrupted_ = true; }));
    }
  }

  const std::string& instance() const { return postmark_.sender(); }
  bool interrupted() const { return interrupted_; }
  std::uint64_t missed() const { return missed_; }

  Result<void> open(const std::vector<std::string>& topics, Observer observer,
                    milliseconds patience) {
    const auto until = now() + Monotonic(patience);
    const auto presence = probe(settings_.map.front_door(), patience);
    if (presence == Presence::nobody) {
      return tl::unexpected(Failure{FailureKind::missing, "nobody listens at the cluster's address",
                                    settings_.map.front_door().text(), "a running broker"});
    }
    observer_ = std::move(observer);
    find_key_of_server(settings_.context, broker_role, settings_.map.front_door());
    if (gives_commands(settings_.role)) {
      if (auto done = door_.connect(settings_.map.front_door()); !done) return done;
    }
    if (auto done = bus_.connect(settings_.map.bus_out()); !done) return done;
    bus_.subscribe(reply_route());
    for (const auto& topic : topics) bus_.subscribe(topic);
    for (Socket* socket : {&door_, &bus_}) {
      if (const auto news = socket->handshake_ref()) {
        pollables_.add(watch(*news, [this, socket] { note(socket->handshake_news()); }));
      }
    }
    return welcomed(until);
  }

  Result<void> subscribe(std::string_view topic, milliseconds patience) {
    bus_.subscribe(topic);
    return welcomed(now() + Monotonic(patience));
  }

  Result<Envelope> request(std::string_view route, messages::Payload payload,
                           std::string_view correlation, milliseconds deadline) {
    auto command = postmark_.stamp(route, std::move(payload), correlation);
    command.header.reply_to = reply_route();
    command.header.ttl_ms = ttl_of(deadline);
    if (command.body.size() > static_cast<std::size_t>(limits::frame_bytes_max)) {
      return tl::unexpected(
          Failure{FailureKind::invalid, command.header.type + " is too large", command.route,
                  "at most " + std::to_string(limits::frame_bytes_max) + " bytes"});
    }
    std::optional<Result<Envelope>> outcome;
    static_cast<void>(requests_.add(command, now(), now() + Monotonic(deadline),
                                    [&](const Result<Envelope>& reply) { outcome = reply; }));
    send(command);
    while (!outcome && !interrupted_ && !refusal_) turn(now() + Monotonic(limits::poll_longest));
    if (outcome) return *outcome;
    requests_ = {};
    if (refusal_) return tl::unexpected(*refusal_);
    return tl::unexpected(Failure{FailureKind::refused, "interrupted", command.route, ""});
  }

  bool wait(const Finished& finished, milliseconds longest) {
    const auto until = now() + Monotonic(longest);
    bool done = finished();
    while (!done && !interrupted_ && now() < until) {
      turn(until);
      done = finished();
    }
    return done;
  }

 private:
  Monotonic now() const { return settings_.clock.now(); }
  std::string reply_route() const { return "reply." + instance(); }

  void send(const Envelope& command) { static_cast<void>(door_.try_send(frames_of(command))); }

  /// Waits until the bus knows of every subscription made so far.
  Result<void> welcomed(Monotonic until) {
    const auto topic = welcome_mark + instance() + "-" + std::to_string(++welcomes_);
    bus_.subscribe(topic);
    while (welcome_ != topic && !interrupted_ && !refusal_ && now() < until) turn(until);
    bus_.unsubscribe(topic);
    if (welcome_ == topic) return {};
    if (refusal_) return tl::unexpected(*refusal_);
    return tl::unexpected(Failure{interrupted_ ? FailureKind::refused : FailureKind::unavailable,
                                  interrupted_ ? "interrupted" : "the bus does not answer",
                                  settings_.map.bus_out().text(), "a running broker"});
  }

  void note(const std::vector<Failure>& news) {
    if (!news.empty()) refusal_ = news.back();
  }

  /// Whose key is good no more is left, also when nothing comes from there.
  void look_at_keys() {
    if (settings_.context.trust() == nullptr || now() < next_look_) return;
    next_look_ = now() + limits::list_look;
    note(door_.handshake_news());
    note(bus_.handshake_news());
  }

  void turn(Monotonic until) {
    auto at = until;
    if (const auto next = requests_.next()) at = std::min(at, *next);
    const auto wait = std::clamp(at - now(), Monotonic(0), Monotonic(limits::poll_longest));
    pollables_.poll(std::chrono::ceil<milliseconds>(wait));
    look_at_keys();
    // A signal is told once and stays readable: no need to be woken again.
    if (interrupted_) pollables_.remove(stop_ticket_);
    auto due = requests_.due(now());
    for (const auto& command : due.repeat) send(command);
    for (const auto& [command, handler] : due.expired) handler(tl::unexpected(no_answer(command)));
  }

  void read() {
    for (int count = 0; count < limits::messages_per_turn; ++count) {
      const auto frames = bus_.try_receive();
      if (!frames) return;
      auto envelope = envelope_of(*frames);
      // What is no event is the sender's fault, and told by the broker.
      if (envelope) take(*envelope);
    }
  }

  void take(Envelope& envelope) {
    if (envelope.route.starts_with(welcome_mark)) {
      welcome_ = envelope.route;
      return;
    }
    if (envelope.route == reply_route()) {
      if (const auto handler = requests_.take(envelope))
        (*handler)(outcome_of(std::move(envelope)));
      return;
    }
    const auto& header = envelope.header;
    const auto arrival = follower_.arrived(header.sender, envelope.route, header.seq, header.id);
    if (arrival.repeated) return;
    missed_ += arrival.missed;
    if (observer_) observer_(envelope);
  }

  ClientSettings settings_;
  Postmark postmark_;
  PollSet pollables_;
  Socket door_;
  Socket bus_;
  OpenRequests requests_;
  SequenceFollower follower_;
  Observer observer_;
  PollSet::Ticket stop_ticket_ = 0;
  std::string welcome_;
  std::optional<Failure> refusal_;  // our key is not let in, or the broker's is another
  Monotonic next_look_{};
  int welcomes_ = 0;
  std::uint64_t missed_ = 0;
  bool interrupted_ = false;
};

Client::Client(ClientSettings settings)
    : connection_(std::make_unique<Connection>(std::move(settings))) {}

Client::~Client() = default;

const std::string& Client::instance() const {
  return connection_->instance();
}

Result<void> Client::open(const std::vector<std::string>& topics, Observer observer,
                          milliseconds patience) {
  return connection_->open(topics, std::move(observer), patience);
}

Result<void> Client::subscribe(std::string_view topic, milliseconds patience) {
  return connection_->subscribe(topic, patience);
}

Result<Envelope> Client::request(std::string_view route, messages::Payload payload,
                                 std::string_view correlation, milliseconds deadline) {
  return connection_->request(route, std::move(payload), correlation, deadline);
}

bool Client::wait(const Finished& finished, milliseconds longest) {
  return connection_->wait(finished, longest);
}

bool Client::interrupted() const {
  return connection_->interrupted();
}

std::uint64_t Client::missed() const {
  return connection_->missed();
}

}  // namespace ballast::broker
