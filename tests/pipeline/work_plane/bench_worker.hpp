// One worker of the tests: a WorkerLoop over the toy's work, told of its lane by a PUB socket that
// stands in for the bus.
#pragma once

#include <atomic>
#include <string>

#include "broker/work_plane/frame.hpp"
#include "broker/work_plane/worker.hpp"
#include "tests/unit/broker/work_plane/counting_work.hpp"

namespace ballast::broker::toy {

struct BenchWorker {
  std::string name;
  std::string intake;
  std::string announcements;
  std::uint64_t incarnation = 1;
  CountingWork work;
};

/// Works until `stop`, then drains.
inline void run_worker(zmq::context_t& context, BenchWorker& worker,
                       const std::atomic<bool>& stop) {
  PollSet poll_set;
  const SystemClock clock;
  zmq::socket_t bus(context, zmq::socket_type::sub);
  bus.connect(worker.announcements);
  bus.set(zmq::sockopt::subscribe, "");
  bus.set(zmq::sockopt::linger, 0);
  const Identity identity{"evaluator", worker.name, "board-1", worker.incarnation};
  WorkerLoop loop(context, poll_set, clock, worker.work,
                  {Endpoint::parse(worker.intake).value(), identity});
  poll_set.add(watch(zmq::socket_ref(bus), [&] {
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

}  // namespace ballast::broker::toy
