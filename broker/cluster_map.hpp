// Who runs where and how to reach them: the cluster file, read and checked completely, and the
// addresses that follow from it. One board uses ipc, several use tcp, a process of its own inproc.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "broker/endpoint.hpp"
#include "broker/limits.hpp"

namespace ballast::broker {

/// The one role that every cluster has, and that is no behaviour.
inline constexpr std::string_view broker_role = "broker";
/// Where evaluators get their batches.
inline constexpr std::string_view coordinator_role = "coordinator";
/// The one role whose count may follow the board.
inline constexpr std::string_view evaluator_role = "evaluator";
/// So many places a role with the count "auto" has at most.
inline constexpr int automatic_most = 16;

struct Board {
  std::string id;
  std::string address;               // "local", or a host name or address that the others can reach
  std::map<std::string, int> roles;  // how many of each role run here
  std::set<std::string> automatic{};  // of these at most so many: the board says when it starts

  bool operator==(const Board&) const = default;
};

/// Both ends belong to it.
struct PortRange {
  std::uint16_t first = 0;
  std::uint16_t last = 0;

  [[nodiscard]] int count() const { return last - first + 1; }
  bool operator==(const PortRange&) const = default;
};

/// Used by tcp only. All below 32768, where the system takes ports for outgoing connections.
struct Ports {
  std::uint16_t front_door = 7400;
  std::uint16_t bus_in = 7401;
  std::uint16_t bus_out = 7402;
  std::uint16_t intake = 7403;
  PortRange role_mailboxes{7410, 7449};
  PortRange instance_mailboxes{7450, 7599};
  PortRange lanes{7600, 7999};
};

struct ClusterLimits {
  std::size_t mailbox_messages = limits::mailbox_messages_max;
  std::size_t mailbox_bytes = limits::mailbox_bytes_max;
  std::chrono::milliseconds heartbeat = limits::actor_heartbeat;
  std::chrono::milliseconds stuck_after = limits::stuck_after;
  std::chrono::milliseconds lease_target = limits::lease_target;
  std::uint64_t first_units = limits::first_units;
};

/// Returns the value of an environment variable, if set and not empty.
using Environment = std::function<std::optional<std::string>(const char* name)>;
[[nodiscard]] Environment process_environment();

/// What flags say; each goes before the environment, which goes before the file.
struct ClusterOverrides {
  std::optional<std::string> runtime_dir;  // else BALLAST_RUNTIME_DIR
  std::optional<std::string> state_dir;    // else BALLAST_STATE_DIR
};

/// "evaluator-2@board-1" in its parts.
struct InstanceName {
  std::string role;
  int number = 0;
  std::string board;
};
[[nodiscard]] std::string instance_name(std::string_view role, int number, std::string_view board);
[[nodiscard]] std::optional<InstanceName> parse_instance_name(std::string_view text);

class ClusterMap {
 public:
  /// Reads a cluster file. `known_roles` are the roles that may stand in it. Every mistake is a
  /// Failure with file:line:column, the key and what is allowed.
  [[nodiscard]] static Result<ClusterMap> load(
      const std::string& file, const std::vector<std::string>& known_roles,
      const ClusterOverrides& overrides = {},
      const Environment& environment = process_environment());
  [[nodiscard]] static Result<ClusterMap> parse(
      std::string_view text, const std::string& file, const std::vector<std::string>& known_roles,
      const ClusterOverrides& overrides = {},
      const Environment& environment = process_environment());
  /// One board, "local", inside this process. `name` tells clusters of one process apart.
  [[nodiscard]] static ClusterMap in_process(const std::string& name,
                                             std::map<std::string, int> roles);

  [[nodiscard]] const std::vector<Board>& boards() const { return boards_; }
  [[nodiscard]] const Board* find_board(std::string_view id) const;
  [[nodiscard]] Transport transport() const { return transport_; }
  [[nodiscard]] const std::string& runtime_dir() const { return runtime_dir_; }
  [[nodiscard]] const std::string& state_dir() const { return state_dir_; }
  [[nodiscard]] const Ports& ports() const { return ports_; }
  [[nodiscard]] const ClusterLimits& limits() const { return limits_; }
  /// True if its tcp addresses speak CURVE, with keys of keys_dir().
  [[nodiscard]] bool wants_keys() const { return transport_ == Transport::tcp && !insecure_; }
  [[nodiscard]] const std::string& keys_dir() const { return keys_dir_; }

  /// Roles that run on some board, the broker among them, sorted.
  [[nodiscard]] std::vector<std::string> roles() const;
  /// Instances of one board, in the order to start them: the broker first, the rest by role.
  [[nodiscard]] std::vector<std::string> instances_on(std::string_view board) const;
  [[nodiscard]] std::vector<std::string> instances() const;

  // Addresses, the same text for who binds and who connects.
  [[nodiscard]] Endpoint front_door() const;
  [[nodiscard]] Endpoint bus_in() const;
  [[nodiscard]] Endpoint bus_out() const;
  /// Where the coordinator listens to its workers.
  [[nodiscard]] Endpoint intake() const;
  /// Nothing if no board runs the role.
  [[nodiscard]] std::optional<Endpoint> mailbox(std::string_view role) const;
  /// The mailbox of an instance. One that stands in the file has its place; another one gets the
  /// `spare`-th place behind them, nothing when the range is used up.
  [[nodiscard]] std::optional<Endpoint> mailbox_of(std::string_view instance,
                                                   std::size_t spare = 0) const;
  [[nodiscard]] bool in_file(std::string_view instance) const;
  /// The `slot`-th lane (from 0) of the coordinator's board; nothing when the range is used up.
  [[nodiscard]] std::optional<Endpoint> lane(std::size_t slot) const;

 private:
  friend class ClusterReader;
  ClusterMap() = default;

  [[nodiscard]] Endpoint on_board_of(std::string_view role, const std::string& name,
                                     std::uint16_t port) const;
  [[nodiscard]] const std::string& address_of(std::string_view role) const;

  std::vector<Board> boards_;
  Transport transport_ = Transport::ipc;
  std::string name_;  // inproc only
  std::string runtime_dir_;
  std::string state_dir_;
  std::string keys_dir_;
  Ports ports_;
  ClusterLimits limits_;
  bool insecure_ = false;
};

/// What this machine is called: the flag, else BALLAST_BOARD, else the board of a file with a
/// single one, else the host name. It need not be in the file.
[[nodiscard]] std::string machine_name(const ClusterMap& map,
                                       const std::optional<std::string>& flag,
                                       const Environment& environment = process_environment());

/// Which board this is: the flag, else BALLAST_BOARD, else the host name; a file with a single
/// board needs none. A board that is not in the file is a Failure that lists them.
[[nodiscard]] Result<std::string> this_board(
    const ClusterMap& map, const std::optional<std::string>& flag,
    const Environment& environment = process_environment());

}  // namespace ballast::broker
