// One worker of the tests: a worker over the toy's work.
#pragma once

#include <atomic>
#include <string>

#include "tests/unit/broker/work_plane/counting_work.hpp"
#include "tools/bench/listening_worker.hpp"

namespace ballast::broker::toy {

struct BenchWorker {
  std::string name;
  std::string intake;
  std::string announcements;
  std::uint64_t incarnation = 1;
  CountingWork work;
};

/// Works until `stop`, then drains.
inline void run_worker(KeyedContext& context, BenchWorker& worker, const std::atomic<bool>& stop) {
  tools::run_listening_worker(context, worker.intake, worker.announcements,
                              {"evaluator", worker.name, "board-1", worker.incarnation},
                              worker.work, stop);
}

}  // namespace ballast::broker::toy
