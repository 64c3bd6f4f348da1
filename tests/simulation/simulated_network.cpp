#include "tests/simulation/simulated_network.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker::toy {

/// Its place in the network, as its owner holds it.
class SimulatedEnd final : public WorkEnd {
 public:
  SimulatedEnd(SimulatedNetwork& network, std::uint64_t id) : network_(network), id_(id) {}
  ~SimulatedEnd() override { network_.close(id_); }
  SimulatedEnd(const SimulatedEnd&) = delete;
  SimulatedEnd& operator=(const SimulatedEnd&) = delete;

  [[nodiscard]] bool try_send(const Frames& frames) override { return network_.send(id_, frames); }

  [[nodiscard]] std::optional<Frames> try_receive() override {
    auto& end = *network_.find(id_);
    const bool watched = end.role == SimulatedNetwork::Role::intake && network_.on_intake;
    if (end.inbox.empty()) {
      if (watched) network_.on_intake(nullptr);
      return std::nullopt;
    }
    Frames frames = std::move(end.inbox.front());
    end.inbox.pop_front();
    if (watched) network_.on_intake(&frames);
    return frames;
  }

  [[nodiscard]] bool writable() override { return network_.find(id_)->peer != 0; }
  [[nodiscard]] bool tells_events() const override { return true; }
  [[nodiscard]] std::optional<ConnectionEvent> next_event() override {
    auto& events = network_.find(id_)->events;
    if (events.empty()) return std::nullopt;
    const ConnectionEvent event = events.front();
    events.pop_front();
    return event;
  }

 private:
  SimulatedNetwork& network_;
  std::uint64_t id_;
};

// ---- a process's view

Result<BoundEnd> SimulatedHost::bind_intake(const Endpoint& where, Wake wake) {
  const auto id = network_.open(
      {SimulatedNetwork::Role::intake, this, where.text(), std::move(wake), 0, nullptr, {}, {}});
  return BoundEnd{std::make_unique<SimulatedEnd>(network_, id), where};
}

Result<BoundEnd> SimulatedHost::bind_lane(const LanePlaces& places, std::uint64_t number,
                                          Wake wake) {
  const auto where = Endpoint::inproc(places.intake.place() + ".lane-" + std::to_string(number));
  if (!where) return tl::unexpected(where.error());
  const auto id = network_.open(
      {SimulatedNetwork::Role::lane, this, where->text(), std::move(wake), 0, nullptr, {}, {}});
  return BoundEnd{std::make_unique<SimulatedEnd>(network_, id), *where};
}

Result<std::unique_ptr<WorkEnd>> SimulatedHost::connect_intake(const Endpoint& where,
                                                               Unbound /*unbound*/) {
  const auto id = network_.open(
      {SimulatedNetwork::Role::to_intake, this, where.text(), {}, 0, nullptr, {}, {}});
  return std::make_unique<SimulatedEnd>(network_, id);
}

Result<std::unique_ptr<WorkEnd>> SimulatedHost::connect_lane(const Endpoint& where, Wake wake) {
  const auto id = network_.open({SimulatedNetwork::Role::from_lane,
                                 this,
                                 where.text(),
                                 on_arrival ? on_arrival : wake,
                                 0,
                                 nullptr,
                                 {},
                                 {}});
  lane_end = id;
  network_.time_.in(network_.latency, [&network = network_, id] { network.meet(id); });
  return std::make_unique<SimulatedEnd>(network_, id);
}

// ---- the network

SimulatedNetwork::End* SimulatedNetwork::find(std::uint64_t id) {
  const auto found = ends_.find(id);
  return found == ends_.end() ? nullptr : &found->second;
}

std::uint64_t SimulatedNetwork::bound_at(const std::string& place) const {
  for (const auto& [id, end] : ends_) {
    const bool bound = end.role == Role::intake || end.role == Role::lane;
    if (bound && end.place == place) return id;
  }
  return 0;
}

bool SimulatedNetwork::hears(const SimulatedHost& host) const {
  return !host.mute && time_.now() >= host.deaf_until;
}

bool SimulatedNetwork::is_heard(const SimulatedHost& host) const {
  return !host.mute && time_.now() >= host.unheard_until;
}

std::uint64_t SimulatedNetwork::open(End end) {
  const std::uint64_t id = next_end_++;
  ends_.emplace(id, std::move(end));
  return id;
}

void SimulatedNetwork::close(std::uint64_t id) {
  const auto closing = ends_.extract(id);
  last_arrival_.erase(id);
  const End& gone = closing.mapped();
  End* peer = find(gone.peer);
  // Who dies unnoticed seems to be there, and what is sent to it is lost.
  if (peer == nullptr || gone.host->mute || peer->host->mute) return;
  peer->peer = 0;
  const Monotonic healed = std::max(gone.host->unheard_until, peer->host->deaf_until);
  time_.at(std::max(time_.now(), healed) + latency,
           [this, to = gone.peer] { tell(to, ConnectionEvent::disconnected); });
}

void SimulatedNetwork::meet(std::uint64_t lane_reader) {
  End* reader = find(lane_reader);
  if (reader == nullptr || !hears(*reader->host) || !is_heard(*reader->host)) return;
  const std::uint64_t lane = bound_at(reader->place);
  if (lane == 0) return;
  End& bound = *find(lane);
  reader->peer = lane;
  bound.peer = lane_reader;
  bound.across = reader->host;
  tell(lane_reader, ConnectionEvent::connected);
  tell(lane, ConnectionEvent::connected);
}

void SimulatedNetwork::tell(std::uint64_t id, ConnectionEvent event) {
  End* end = find(id);
  if (end == nullptr) return;
  end->events.push_back(event);
  const auto wake = end->wake;  // the end may go meanwhile
  if (wake) wake();
}

bool SimulatedNetwork::send(std::uint64_t from, const Frames& frames) {
  const End& end = *find(from);
  std::uint64_t to = end.role == Role::to_intake ? bound_at(end.place) : end.peer;
  if (to == 0) return false;
  if (end.role == Role::lane && on_lane) on_lane(frames, *end.across);
  const auto fate = next_fate();
  const bool astray = fate && fate->kind == Fate::Kind::astray;
  Frames sent = frames;
  if (astray && end.role == Role::lane && end.across->before != nullptr) {
    to = end.across->before->lane_end;
  }
  if (astray && end.role == Role::to_intake && end.host->before != nullptr && in_the_name_of) {
    sent = in_the_name_of(frames, end.host->before->incarnation);
  }
  carry(from, fate, end.host->repeats, [this, to, sent] { deliver(to, sent); });
  return true;
}

std::optional<Fate> SimulatedNetwork::next_fate() {
  const auto fate = fates.find(frames_++);
  if (fate == fates.end()) return std::nullopt;
  return fate->second;
}

void SimulatedNetwork::carry(std::uint64_t from, const std::optional<Fate>& fate, bool repeated,
                             const std::function<void()>& delivery) {
  const End* end = find(from);
  if (end == nullptr || end->host->busy_until <= time_.now()) {
    return leave(from, fate, repeated, delivery);
  }
  time_.at(end->host->busy_until, [this, from, fate, repeated, delivery] {
    if (find(from) != nullptr) leave(from, fate, repeated, delivery);
  });
}

void SimulatedNetwork::leave(std::uint64_t from, const std::optional<Fate>& fate, bool repeated,
                             const std::function<void()>& delivery) {
  const auto has = [&](Fate::Kind kind) { return fate && fate->kind == kind; };
  if (has(Fate::Kind::lost)) return;
  if (const End* end = find(from); end != nullptr && !is_heard(*end->host)) return;
  if (has(Fate::Kind::late)) return time_.in(latency + fate->by, delivery);
  Monotonic& last = last_arrival_[from];
  last = std::max(time_.now() + latency, last);
  time_.at(last, delivery);
  if (repeated || has(Fate::Kind::twice)) time_.at(last, delivery);
}

void SimulatedNetwork::deliver(std::uint64_t to, const Frames& frames) {
  End* end = find(to);
  if (end == nullptr || !hears(*end->host)) return;
  end->inbox.push_back(frames);
  const auto wake = end->wake;
  if (wake) wake();
}

}  // namespace ballast::broker::toy
