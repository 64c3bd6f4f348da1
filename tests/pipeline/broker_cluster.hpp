// A cluster for tests of the broker: real sockets on each transport, brokers and nodes on threads.
#pragma once

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "broker/broker.hpp"
#include "broker/client.hpp"
#include "broker/node.hpp"
#include "broker/socket.hpp"
#include "broker/stop.hpp"
#include "tests/pipeline/ports.hpp"

namespace ballast::broker {

using std::chrono::milliseconds;

/// A bound that only a fault reaches.
inline constexpr milliseconds patience{20'000};

class ClusterOfTest {
 public:
  explicit ClusterOfTest(Transport transport, const std::string& limits = "")
      : map_(make_map(transport, limits)) {}
  ~ClusterOfTest() {
    nodes_.clear();
    stop_broker();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  ClusterOfTest(const ClusterOfTest&) = delete;
  ClusterOfTest& operator=(const ClusterOfTest&) = delete;

  const ClusterMap& map() const { return map_; }
  const Clock& clock() const { return clock_; }
  RandomSource& random() { return random_; }

  /// Threads share a context on inproc alone; elsewhere each has its own, as processes have.
  KeyedContext& new_context() {
    if (contexts_.empty() || map_.transport() != Transport::inproc) {
      contexts_.push_back(std::make_unique<KeyedContext>());
    }
    return *contexts_.back();
  }

  BrokerSettings broker_settings(KeyedContext& context, int stop_descriptor) {
    return {context,         map_, clock_, random_, new_identity("broker", 1, "home", random_),
            stop_descriptor, {}};
  }

  void start_broker() {
    broker_stop_ = std::make_unique<StopFlag>();
    if (map_.transport() != Transport::inproc) {
      broker_context_ = std::make_unique<KeyedContext>();
    }
    auto& context = broker_context_ ? *broker_context_ : new_context();
    broker_ = std::make_unique<Broker>(broker_settings(context, broker_stop_->descriptor()));
    const auto opened = broker_->open();
    ASSERT_TRUE(opened) << describe(opened.error());
    broker_thread_ = std::thread([this] { broker_->run(); });
  }

  void stop_broker() {
    if (!broker_) return;
    broker_stop_->raise();
    if (broker_thread_.joinable()) broker_thread_.join();
    broker_.reset();
    // Its addresses are free once its context has ended.
    broker_context_.reset();
  }

  /// A node on a thread, until it is stopped or goes out of scope.
  class Running {
   public:
    Running(ClusterOfTest& cluster, const Identity& identity, Behaviour& behaviour)
        : node_({cluster.new_context(), cluster.map_, cluster.clock_, cluster.random_, identity,
                 pollables_, stop_.descriptor()},
                behaviour),
          thread_([this] {
            const auto ended = node_.run();
            EXPECT_TRUE(ended) << describe(ended.error());
            over_ = true;
          }) {}
    ~Running() {
      stop_.raise();
      if (thread_.joinable()) thread_.join();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void raise_stop() { stop_.raise(); }
    void join() { thread_.join(); }
    bool over() const { return over_; }

   private:
    StopFlag stop_;
    PollSet pollables_;
    std::atomic<bool> over_ = false;
    Node node_;
    std::thread thread_;
  };

  /// REQUIRES: the behaviour outlives this cluster, whose threads use it to the end.
  Running& start_node(const Identity& identity, Behaviour& behaviour) {
    nodes_.push_back(std::make_unique<Running>(*this, identity, behaviour));
    return *nodes_.back();
  }
  Running& start_node(const std::string& role, Behaviour& behaviour) {
    return start_node(new_identity(role, 1, "home", random_), behaviour);
  }

  std::unique_ptr<Client> new_client(int stop_descriptor = -1) {
    return std::make_unique<Client>(
        ClientSettings{new_context(), map_, clock_, random_, "test", stop_descriptor});
  }

 private:
  ClusterMap make_map(Transport transport, const std::string& limits) {
    const std::string roles = "roles = { broker = 1, portfolio = 1, trading = 1 }\n";
    std::string text;
    if (transport == Transport::inproc) {
      return ClusterMap::in_process("test", {{"portfolio", 1}, {"trading", 1}});
    }
    if (transport == Transport::ipc) {
      std::string pattern = (std::filesystem::temp_directory_path() / "ballast-XXXXXX").string();
      folder_ = ::mkdtemp(pattern.data());
      text =
          "runtime_dir = \"" + folder_.string() + "/run\"\n" + "[[board]]\nid = \"home\"\n" + roles;
    } else {
      const int first = ports_.emplace().first();
      const auto port = [first](int offset) { return std::to_string(first + offset); };
      text = "insecure = true\n[[board]]\nid = \"home\"\naddress = \"127.0.0.1\"\n" + roles +
             "[ports]\nfront_door = " + port(0) + "\nbus_in = " + port(1) +
             "\nbus_out = " + port(2) + "\nintake = " + port(3) + "\nrole_mailboxes = [" + port(4) +
             ", " + port(9) + "]\ninstance_mailboxes = [" + port(10) + ", " + port(19) +
             "]\nlanes = [" + port(20) + ", " + port(31) + "]\n";
    }
    auto map = ClusterMap::parse(text + limits, "test.toml",
                                 {"broker", "portfolio", "trading", "evaluator"});
    if (!map) throw std::runtime_error(describe(map.error()));
    return *map;
  }

  std::filesystem::path folder_;
  std::optional<pipeline::PortLease> ports_;
  SystemClock clock_;
  SystemRandom random_;
  ClusterMap map_;
  std::vector<std::unique_ptr<KeyedContext>> contexts_;
  std::unique_ptr<KeyedContext> broker_context_;
  std::unique_ptr<StopFlag> broker_stop_;
  std::unique_ptr<Broker> broker_;
  std::thread broker_thread_;
  std::vector<std::unique_ptr<Running>> nodes_;
};

/// Answers "Echo" with the body it was sent, "Refuse" with a Failure, "Throw" by throwing; keeps
/// silent on everything else.
class Echo : public Behaviour {
 public:
  void receive(const messages::Envelope& command, Outlet& outlet) override {
    ++received;
    if (command.header.type == "Echo") outlet.reply(command, {"Echoed", command.body});
    if (command.header.type == "Refuse") {
      outlet.refuse(command, {planner::FailureKind::refused, "not today", "here", "tomorrow"});
    }
    if (command.header.type == "Throw") throw std::runtime_error("broken");
  }
  void drain(Outlet&) override { drained = true; }

  std::atomic<int> received = 0;
  std::atomic<bool> drained = false;
};

inline const messages::Payload echo{"Echo", "\x81\xa1x\x01"};

inline std::unique_ptr<Client> opened(ClusterOfTest& cluster,
                                      const std::vector<std::string>& topics = {},
                                      Client::Observer observer = {}) {
  auto client = cluster.new_client();
  const auto done = client->open(topics, std::move(observer), patience);
  EXPECT_TRUE(done) << describe(done.error());
  return client;
}

inline std::string name_of(const testing::TestParamInfo<Transport>& one) {
  constexpr const char* names[] = {"inproc", "ipc", "tcp"};
  return names[static_cast<std::size_t>(one.param)];
}

}  // namespace ballast::broker
