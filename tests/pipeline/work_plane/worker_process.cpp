// A worker as a process: NAME INTAKE ANNOUNCEMENTS INCARNATION ROUNDS DIGEST. Drains on SIGTERM.
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "tests/pipeline/work_plane/bench_worker.hpp"

namespace {

std::atomic<bool> stop = false;

}  // namespace

int main(int argc, char** argv) {
  constexpr int arguments = 7;
  if (argc != arguments) {
    std::cerr << "NAME INTAKE ANNOUNCEMENTS INCARNATION ROUNDS DIGEST\n";
    return 2;
  }
  std::signal(SIGTERM, [](int) { stop = true; });
  ballast::broker::KeyedContext context;
  ballast::broker::toy::BenchWorker worker;
  worker.name = argv[1];
  worker.intake = argv[2];
  worker.announcements = argv[3];
  worker.incarnation = std::strtoull(argv[4], nullptr, 10);
  worker.work.rounds_per_unit = std::strtoull(argv[5], nullptr, 10);
  worker.work.own_digest = argv[6];
  ballast::broker::toy::run_worker(context, worker, stop);
  return 0;
}
