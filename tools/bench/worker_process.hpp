// A worker of `bench scale` as a process of its own: this program again, with other words.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "tools/bench/benches.hpp"
#include "tools/bench/metered_work.hpp"

namespace ballast::tools {

/// The word that makes a worker of `bench scale`.
inline constexpr std::string_view worker_word = "--as-worker";

struct WorkerWish {
  std::string name;
  std::string intake;
  std::string announcements;
  std::filesystem::path account;   // where it writes its cost when it ends
  std::uint64_t ns_per_index = 0;  // waits so long; 0: searches
};

/// Ended with its owner.
class WorkerProcess {
 public:
  /// Throws std::runtime_error when the process cannot be started.
  explicit WorkerProcess(const WorkerWish& wish);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  /// Lets it end and returns what its work cost. Throws std::runtime_error if it tells nothing.
  WorkCost finish();

 private:
  void end(int signal);

  pid_t process_ = -1;
  std::filesystem::path account_;
};

/// What such a process does until it is told to end: the words behind `worker_word`.
int work_as_process(BenchArguments words);

}  // namespace ballast::tools
