// A worker without the rest of an actor: its loop, told of its lane by a PUB socket that stands in
// for the bus. For measurements and tests.
#pragma once

#include <atomic>
#include <string>
#include <utility>

#include "broker/work_plane/frame.hpp"
#include "broker/work_plane/socket_transport.hpp"
#include "broker/work_plane/worker.hpp"

namespace ballast::tools {

/// Works at what comes from `intake` until `stop`, then finishes its batch and says goodbye.
/// `announcements` is where the PUB socket is bound. REQUIRES: `intake` is an endpoint.
inline void run_listening_worker(broker::KeyedContext& context, const std::string& intake,
                                 const std::string& announcements, broker::Identity identity,
                                 broker::Work& work, const std::atomic<bool>& stop) {
  broker::PollSet poll_set;
  const broker::SystemClock clock;
  zmq::socket_t bus(context, zmq::socket_type::sub);
  bus.connect(announcements);
  bus.set(zmq::sockopt::subscribe, "");
  bus.set(zmq::sockopt::linger, 0);
  broker::SocketTransport transport(context, poll_set);
  broker::WorkerLoop loop(transport, clock, work,
                          {broker::Endpoint::parse(intake).value(), std::move(identity)});
  poll_set.add(broker::watch(zmq::socket_ref(bus), [&] {
    zmq::message_t body;
    while (bus.recv(body, zmq::recv_flags::dontwait)) {
      if (const auto lane = messages::decode<messages::LaneOpened>(body.to_string_view())) {
        loop.lane_opened(*lane);
      }
    }
  }));
  bool busy = false;
  while (!loop.drained()) {
    if (stop) loop.drain();
    poll_set.poll(std::chrono::milliseconds{busy ? 0 : 10});
    busy = loop.turn();
  }
}

}  // namespace ballast::tools
