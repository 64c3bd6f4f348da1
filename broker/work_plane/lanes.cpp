#include "broker/work_plane/lanes.hpp"

#include <utility>

#include "broker/work_plane/frame.hpp"

namespace ballast::broker {

Lanes::Lanes(WorkTransport& transport, LanePlaces places, std::string sender,
             std::function<void()> wake)
    : transport_(transport),
      places_(std::move(places)),
      sender_(std::move(sender)),
      wake_(std::move(wake)) {}

void Lanes::tap(std::function<bool()> listening, Copy copy) {
  listening_ = std::move(listening);
  copy_ = std::move(copy);
}

Result<messages::LaneOpened> Lanes::open(WorkerId worker, const messages::WorkerHello& hello,
                                         std::uint32_t heartbeat_ms) {
  const std::uint64_t number = next_lane_++;
  LanePlaces places = places_;
  places.reader = hello.instance;
  auto bound = transport_.bind_lane(places, number, wake_);
  if (!bound) return tl::unexpected(std::move(bound.error()));
  Lane lane(std::move(*bound));
  const messages::LaneOpened announced{hello.instance, hello.incarnation, lane.where().text(),
                                       number,         heartbeat_ms,      ""};
  stays_.insert_or_assign(worker, Stay{std::move(lane), announced, false});
  return announced;
}

void Lanes::close_of(std::string_view instance) {
  std::erase_if(stays_,
                [&](const auto& entry) { return entry.second.announced.instance == instance; });
}

std::optional<messages::LaneOpened> Lanes::announced(WorkerId worker) const {
  const auto found = stays_.find(worker);
  if (found == stays_.end()) return std::nullopt;
  return found->second.announced;
}

std::vector<WorkerId> Lanes::lost() {
  std::vector<WorkerId> out;
  for (auto& [worker, stay] : stays_) {
    if (stay.lane.lost()) out.push_back(worker);
  }
  return out;
}

std::vector<WorkerId> Lanes::newly_connected() {
  std::vector<WorkerId> out;
  for (auto& [worker, stay] : stays_) {
    if (stay.connected || !stay.lane.writable()) continue;
    stay.connected = true;
    out.push_back(worker);
  }
  return out;
}

template <class Body>
bool Lanes::send_frame(Stay& stay, const Body& body) {
  const Frames frames = work_frames(body, sender_);
  if (!stay.lane.send(frames)) return false;
  if (listening_ && listening_())
    copy_("tap.lane." + stay.announced.instance, frames[0], frames[1]);
  return true;
}

bool Lanes::send(WorkerId worker, const messages::Batch& batch, const Context& context) {
  const auto found = stays_.find(worker);
  if (found == stays_.end()) return false;
  Stay& stay = found->second;
  if (!stay.lane.knows(batch.run)) {
    const auto frame = context();
    if (!frame || !send_frame(stay, *frame)) return false;
    stay.lane.learned(batch.run);
  }
  return send_frame(stay, batch);
}

void Lanes::forget_context(WorkerId worker, std::string_view run) {
  if (const auto found = stays_.find(worker); found != stays_.end()) found->second.lane.forgot(run);
}

void Lanes::close_run(const std::string& run) {
  for (auto& [worker, stay] : stays_) {
    if (!stay.lane.knows(run)) continue;
    stay.lane.forgot(run);
    (void)send_frame(stay, messages::RunClosed{run});
  }
}

void Lanes::close_run_of(WorkerId worker, const std::string& run) {
  const auto found = stays_.find(worker);
  if (found != stays_.end()) (void)send_frame(found->second, messages::RunClosed{run});
}

}  // namespace ballast::broker
