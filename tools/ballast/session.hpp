// A command's way to the actors: the running cluster, or the same actors as threads of this process
// when no cluster runs.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "broker/client.hpp"
#include "messages/codec.hpp"
#include "tools/ballast/command.hpp"

namespace ballast::tools {

/// What happens when nothing listens at the cluster's address.
enum class Otherwise : std::uint8_t {
  fail,
  snapshot,  // actors in this process on copies of the stores; nothing is kept
  own,       // actors in this process on the stores themselves
};

struct SessionOptions {
  CommonOptions common;
  Otherwise otherwise = Otherwise::fail;
  bool local = false;     // do not even look for a cluster
  std::string asks = {};  // a role that not every cluster has: without it as without a cluster
  int evaluators = 0;     // in this process; 0: one a core
  std::vector<std::string> topics;
  broker::Client::Observer observer;
  /// Whose key it takes where there is one; else the board's.
  std::string role = std::string(broker::client_role);
};

/// Of a command that only reads: without a cluster, or where the cluster's map does not name the
/// role that it asks, it looks at copies of the stores.
[[nodiscard]] SessionOptions for_reading(CommonOptions common, std::string_view role = {});

class Session {
  class State;

 public:
  explicit Session(std::unique_ptr<State> state);
  /// Connects. A cluster that is slow, or restarting (its stores are owned), is waited for.
  [[nodiscard]] static planner::Result<std::unique_ptr<Session>> open(SessionOptions options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] broker::Client& client();
  /// Goes on after Ctrl-C, for the last words.
  [[nodiscard]] planner::Result<void> ignore_interrupts();
  /// True if the actors run in this process.
  [[nodiscard]] bool local() const;

  /// Asks a role and returns its typed answer.
  template <class Reply, class Wish>
  [[nodiscard]] planner::Result<Reply> ask(std::string_view role, const Wish& wish,
                                           std::string_view correlation = {},
                                           std::chrono::milliseconds deadline = default_deadline) {
    auto reply = client().request(role, messages::pack(wish), correlation, deadline);
    if (!reply) return tl::unexpected(explain(reply.error(), role));
    return messages::unpack<Reply>(*reply);
  }
  static constexpr std::chrono::milliseconds default_deadline{30'000};

 private:
  /// A failure of this process's own actors is the reason when they do not answer.
  [[nodiscard]] planner::Failure explain(planner::Failure failure, std::string_view role) const;
  std::unique_ptr<State> state_;
};

/// The cluster file that the options name, read and checked.
[[nodiscard]] planner::Result<broker::ClusterMap> load_cluster(const CommonOptions& common);

}  // namespace ballast::tools
