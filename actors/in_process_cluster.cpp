#include "actors/in_process_cluster.hpp"

#include <atomic>
#include <mutex>
#include <new>
#include <thread>

#include "actors/roles.hpp"
#include "broker/stop.hpp"

namespace ballast::actors {
namespace {

std::map<std::string, int> all_roles(int evaluators) {
  std::map<std::string, int> counts;
  for (const std::string& role : known_roles()) counts[role] = role == "evaluator" ? evaluators : 1;
  return counts;
}

std::string unique_name() {
  static std::atomic<unsigned> count{0};
  return "local-" + std::to_string(++count);
}

}  // namespace

class InProcessCluster::State {
 public:
  explicit State(InProcessSettings settings)
      : settings_(std::move(settings)),
        map_(broker::ClusterMap::in_process(unique_name(), all_roles(settings_.evaluators))) {
    for (const auto& [role, count] : map_.boards().front().roles) {
      for (int number = 1; number <= count; ++number) launch(role, number);
    }
  }

  ~State() {
    // Actors first, so that their last words still find the broker.
    stop_.raise();
    for (auto& thread : threads_) thread.join();
    broker_stop_.raise();
    if (broker_thread_.joinable()) broker_thread_.join();
  }

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  broker::KeyedContext& context() { return context_; }
  [[nodiscard]] const broker::ClusterMap& map() const { return map_; }

  [[nodiscard]] std::optional<planner::Failure> failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
  }

 private:
  void launch(const std::string& role, int number) {
    const bool is_broker = role == "broker";
    std::thread thread([this, role, number, is_broker] {
      try {
        run(role, number, is_broker ? broker_stop_.descriptor() : stop_.descriptor());
      } catch (const std::bad_alloc&) {
        note({planner::FailureKind::unavailable, "out of memory", role,
              "more of it, or smaller plans"});
      }
    });
    if (is_broker) {
      broker_thread_ = std::move(thread);
    } else {
      threads_.push_back(std::move(thread));
    }
  }

  void run(const std::string& role, int number, int stop_descriptor) {
    broker::SystemRandom random;
    const auto ran =
        run_role(role, number,
                 {context_, map_, settings_.clock, random, settings_.planner, settings_.state_dir,
                  map_.boards().front().id, stop_descriptor, settings_.report, nullptr,
                  settings_.brokerage_file, false, "/", settings_.stands_in_for});
    if (!ran) note(ran.error());
  }

  void note(const planner::Failure& failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = failure;
  }

  InProcessSettings settings_;
  broker::KeyedContext context_;
  broker::ClusterMap map_;
  broker::StopFlag stop_;
  broker::StopFlag broker_stop_;
  mutable std::mutex mutex_;
  std::optional<planner::Failure> failure_;
  std::thread broker_thread_;
  std::vector<std::thread> threads_;
};

InProcessCluster::InProcessCluster(std::unique_ptr<State> state) : state_(std::move(state)) {}
InProcessCluster::~InProcessCluster() = default;

broker::Result<std::unique_ptr<InProcessCluster>> InProcessCluster::start(
    InProcessSettings settings) {
  return std::make_unique<InProcessCluster>(std::make_unique<State>(std::move(settings)));
}

broker::KeyedContext& InProcessCluster::context() {
  return state_->context();
}
const broker::ClusterMap& InProcessCluster::map() const {
  return state_->map();
}
std::optional<planner::Failure> InProcessCluster::failure() const {
  return state_->failure();
}

}  // namespace ballast::actors
