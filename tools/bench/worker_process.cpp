#include "tools/bench/worker_process.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "actors/evaluator/search_work.hpp"
#include "tools/bench/listening_worker.hpp"
#include "tools/bench/waiting_work.hpp"

namespace ballast::tools {

namespace {

std::atomic<bool> told_to_end = false;

}  // namespace

WorkerProcess::WorkerProcess(const WorkerWish& wish) : account_(wish.account) {
  std::vector<std::string> words{"bench",
                                 "scale",
                                 std::string{worker_word},
                                 wish.name,
                                 wish.intake,
                                 wish.announcements,
                                 wish.account.string(),
                                 std::to_string(wish.ns_per_index)};
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  if (posix_spawn(&process_, "/proc/self/exe", nullptr, nullptr, arguments.data(), environ) != 0) {
    throw std::runtime_error("a worker cannot be started");
  }
}

WorkerProcess::~WorkerProcess() {
  end(SIGKILL);
}

void WorkerProcess::end(int signal) {
  if (process_ < 0) return;
  kill(process_, signal);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

WorkCost WorkerProcess::finish() {
  end(SIGTERM);
  WorkCost cost;
  std::ifstream file{account_};
  if (!(file >> cost.evaluating >> cost.rest)) {
    throw std::runtime_error("a worker has told nothing: " + account_.string());
  }
  return cost;
}

int work_as_process(BenchArguments words) {
  constexpr std::size_t count = 5;
  if (words.size() != count) throw std::invalid_argument{"a worker takes five words"};
  std::signal(SIGTERM, [](int) { told_to_end = true; });
  const std::chrono::nanoseconds per_index{
      std::strtoll(std::string{words[4]}.c_str(), nullptr, 10)};
  actors::SearchWork searching;
  WaitingWork waiting{per_index};
  const bool waits = per_index.count() > 0;
  MeteredWork work{waits ? static_cast<broker::Work&>(waiting) : searching};
  broker::KeyedContext context;
  run_listening_worker(context, std::string{words[1]}, std::string{words[2]},
                       {"evaluator", std::string{words[0]}, "board-1", 1}, work, told_to_end);
  std::ofstream{std::string{words[3]}} << work.cost().evaluating << ' ' << work.cost().rest;
  return 0;
}

}  // namespace ballast::tools
