#include "broker/work_plane/socket_transport.hpp"

#include <utility>

#include "broker/socket.hpp"
#include "broker/work_plane/connection_watch.hpp"

namespace ballast::broker {

namespace {

using Wake = WorkTransport::Wake;

class SocketEnd final : public WorkEnd {
 public:
  SocketEnd(KeyedContext& context, PollSet& poll_set, Purpose purpose, std::string_view reader = {})
      : context_(context),
        poll_set_(poll_set),
        keeps_door_(purpose == Purpose::intake_in),
        socket_(context, purpose, reader) {}
  ~SocketEnd() override {
    for (const PollSet::Ticket ticket : tickets_) poll_set_.remove(ticket);
  }
  SocketEnd(const SocketEnd&) = delete;
  SocketEnd& operator=(const SocketEnd&) = delete;

  [[nodiscard]] bool try_send(const Frames& frames) override { return socket_.try_send(frames); }
  [[nodiscard]] std::optional<Frames> try_receive() override { return socket_.try_receive(); }
  [[nodiscard]] bool writable() override {
    return (socket_.ref().get(zmq::sockopt::events) & ZMQ_POLLOUT) != 0;
  }
  [[nodiscard]] bool tells_events() const override { return watch_ != nullptr; }
  [[nodiscard]] std::optional<ConnectionEvent> next_event() override {
    return watch_ ? watch_->next() : std::nullopt;
  }

  [[nodiscard]] Result<void> check_sender(std::string_view sender) const override {
    return socket_.check_sender(sender);
  }
  [[nodiscard]] std::vector<Failure> handshake_news() override {
    auto news = socket_.handshake_news();
    if (!keeps_door_ || context_.trust() == nullptr) return news;
    for (auto& refusal : context_.refusals().take()) news.push_back(std::move(refusal));
    return news;
  }
  [[nodiscard]] bool let_in() const override { return socket_.let_in(); }

  [[nodiscard]] Socket& socket() { return socket_; }

  /// To be called before it is bound or connected, so that no event is missed.
  void follow_peers(const Endpoint& at, ConnectionWatch::Side side, Wake wake) {
    if (at.transport() == Transport::inproc) return;
    watch_ = std::make_unique<ConnectionWatch>(context_, socket_.ref(), side);
    tickets_.push_back(poll_set_.add(watch(watch_->ref(), std::move(wake))));
  }
  void follow_frames(Wake wake) {
    tickets_.push_back(poll_set_.add(watch(socket_.ref(), std::move(wake))));
  }

 private:
  KeyedContext& context_;
  PollSet& poll_set_;
  bool keeps_door_;
  Socket socket_;
  std::unique_ptr<ConnectionWatch> watch_;
  std::vector<PollSet::Ticket> tickets_;
};

// Unique in the context, whatever else it carries: the place of the intake and the lane's number.
std::string lane_place(const Endpoint& intake, std::uint64_t number) {
  return intake.place() + ".lane-" + std::to_string(number);
}

Result<Endpoint> bind_in_range(Socket& socket, const LanePlaces& places) {
  Result<Endpoint> last = tl::unexpected(
      Failure{FailureKind::conflict, "no port is left for another lane", places.intake.text(), ""});
  for (std::uint32_t port = places.first_port; port <= places.last_port; ++port) {
    const auto endpoint = Endpoint::tcp(places.intake.place(), static_cast<std::uint16_t>(port));
    if (!endpoint) return tl::unexpected(endpoint.error());
    const auto bound = socket.bind(*endpoint);
    if (bound) return socket.bound();
    if (bound.error().kind != FailureKind::conflict) return tl::unexpected(bound.error());
  }
  return last;
}

Result<Endpoint> bind_for_one(Socket& socket, const LanePlaces& places, std::uint64_t number) {
  const Endpoint& intake = places.intake;
  if (intake.transport() == Transport::tcp) {
    auto bound = bind_in_range(socket, places);
    if (!bound) return bound;
    const std::string& host =
        places.advertised_host.empty() ? intake.place() : places.advertised_host;
    return Endpoint::tcp(host, bound->port());
  }
  auto endpoint = intake.transport() == Transport::ipc
                      ? Endpoint::ipc(lane_place(intake, number))
                      : Endpoint::inproc(lane_place(intake, number));
  if (!endpoint) return endpoint;
  if (auto bound = socket.bind(*endpoint); !bound) return tl::unexpected(std::move(bound.error()));
  return endpoint;
}

/// Returns the endpoint with the port that the system chose.
Result<Endpoint> bind_there(Socket& socket, const Endpoint& where) {
  if (auto bound = socket.bind(where); !bound) return tl::unexpected(std::move(bound.error()));
  if (where.transport() != Transport::tcp) return where;
  return socket.bound().and_then(
      [&](const Endpoint& bound) { return Endpoint::tcp(where.place(), bound.port()); });
}

}  // namespace

Result<BoundEnd> SocketTransport::bind_intake(const Endpoint& where, Wake wake) {
  auto end = std::make_unique<SocketEnd>(context_, poll_set_, Purpose::intake_in);
  const auto bound = bind_there(end->socket(), where);
  if (!bound) return tl::unexpected(bound.error());
  end->follow_frames(std::move(wake));
  return BoundEnd{std::move(end), *bound};
}

Result<BoundEnd> SocketTransport::bind_lane(const LanePlaces& places, std::uint64_t number,
                                            Wake wake) {
  auto end = std::make_unique<SocketEnd>(context_, poll_set_, Purpose::lane_out, places.reader);
  // What a worker that left did not take is given to others: nobody waits for it to go.
  end->socket().ref().set(zmq::sockopt::linger, 0);
  end->follow_peers(places.intake, ConnectionWatch::Side::bound, std::move(wake));
  const auto bound = bind_for_one(end->socket(), places, number);
  if (!bound) return tl::unexpected(bound.error());
  return BoundEnd{std::move(end), *bound};
}

Result<std::unique_ptr<WorkEnd>> SocketTransport::connect_intake(const Endpoint& where,
                                                                 Unbound unbound) {
  auto end = std::make_unique<SocketEnd>(context_, poll_set_, Purpose::intake_out);
  if (unbound == Unbound::refuse) end->socket().ref().set(zmq::sockopt::immediate, 1);
  if (auto connected = end->socket().connect(where); !connected) {
    return tl::unexpected(std::move(connected.error()));
  }
  return end;
}

Result<std::unique_ptr<WorkEnd>> SocketTransport::connect_lane(const Endpoint& where, Wake wake) {
  auto end = std::make_unique<SocketEnd>(context_, poll_set_, Purpose::lane_in);
  end->follow_peers(where, ConnectionWatch::Side::connecting, wake);
  end->follow_frames(std::move(wake));
  if (auto connected = end->socket().connect(where); !connected) {
    return tl::unexpected(std::move(connected.error()));
  }
  return end;
}

}  // namespace ballast::broker
