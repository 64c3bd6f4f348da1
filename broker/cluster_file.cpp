// Reading the cluster file: TOML in, a checked ClusterMap or the first mistake out.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "broker/cluster_map.hpp"
#include "broker/cluster_ports.hpp"
#include "broker/toml_reading.hpp"
#include "broker/whole_file.hpp"

namespace ballast::broker {
namespace {

constexpr std::int64_t replicas_max = 64;
constexpr std::size_t boards_max = 64;
constexpr std::size_t name_length_max = 32;

/// Roles that own something which cannot be owned twice.
constexpr std::string_view single_roles[] = {"broker", "coordinator", "universe", "portfolio",
                                             "trading"};

bool plain_name(std::string_view name) {
  return !name.empty() && name.size() <= name_length_max &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

}  // namespace

class ClusterReader : private TomlReading {
 public:
  ClusterReader(const std::string& file, const std::vector<std::string>& known_roles,
                const ClusterOverrides& overrides, const Environment& environment)
      : TomlReading(file),
        file_(file),
        known_roles_(known_roles),
        overrides_(overrides),
        environment_(environment) {
    std::sort(known_roles_.begin(), known_roles_.end());
  }

  ClusterMap read(const toml::table& table) {
    const PortsReading ports(*this);
    check_keys(table, "",
               {"board", "insecure", "keys_dir", "limits", "ports", "runtime_dir", "state_dir"});
    read_boards(table);
    if (const auto* insecure = table.get("insecure")) map_.insecure_ = flag(*insecure, "insecure");
    map_.ports_ = ports.read(table);
    if (const auto* limits = table.get("limits")) read_limits(table_of(*limits, "limits"));
    map_.runtime_dir_ = directory(table, "runtime_dir", overrides_.runtime_dir,
                                  "BALLAST_RUNTIME_DIR", default_runtime_dir());
    map_.state_dir_ = directory(table, "state_dir", overrides_.state_dir, "BALLAST_STATE_DIR",
                                default_state_dir());
    map_.keys_dir_ =
        directory(table, "keys_dir", std::nullopt, "BALLAST_KEYS_DIR", default_keys_dir());
    ports.check(table, map_);
    check_transport(table);
    return std::move(map_);
  }

 private:
  void read_boards(const toml::table& table) {
    const auto* node = table.get("board");
    const char* allowed = "[[board]] with id, address and roles, once for each board";
    if (node == nullptr) stop(toml::source_region{}, "board", "the file names no board", allowed);
    const auto* boards = node->as_array();
    if (boards == nullptr || boards->empty()) stop(*node, "board", "this is no board", allowed);
    if (boards->size() > boards_max) {
      stop(*node, "board", "there are too many boards", "at most " + std::to_string(boards_max));
    }
    for (const auto& board : *boards) read_board(table_of(board, "board"), boards->size() > 1);
    check_roles(*node);
  }

  void read_board(const toml::table& table, bool several) {
    check_keys(table, "board.", {"address", "id", "roles"});
    const char* allowed = "1 to 32 lower-case letters, digits and dashes";
    const auto* id = table.get("id");
    if (id == nullptr) stop(table, "board.id", "a board has no id", allowed);
    Board board{text(*id, "board.id"), "local", {}, {}};
    if (!plain_name(board.id)) stop(*id, "board.id", "'" + board.id + "' is no id", allowed);
    if (map_.find_board(board.id) != nullptr) {
      stop(*id, "board.id", "board '" + board.id + "' stands here twice", "each id once");
    }
    read_address(table, board, several);
    const auto* roles = table.get("roles");
    if (roles == nullptr) {
      stop(table, "board.roles", "board '" + board.id + "' has no roles",
           "roles = { broker = 1, ... }, of: " + listed(known_roles_));
    }
    for (const auto& [key, node] : table_of(*roles, "board.roles")) read_role(board, key, node);
    map_.boards_.push_back(std::move(board));
  }

  void read_address(const toml::table& table, Board& board, bool several) const {
    const char* allowed = "a host name or address that the other boards can reach";
    const auto* address = table.get("address");
    if (address == nullptr) {
      if (several) {
        stop(table, "board.address", "board '" + board.id + "' has no address", allowed);
      }
      return;
    }
    board.address = text(*address, "board.address");
    if (board.address == "local") {
      if (several) {
        stop(*address, "board.address", "'local' works for a single board only", allowed);
      }
      return;
    }
    if (!Endpoint::tcp(board.address, 1)) {
      stop(*address, "board.address", "'" + board.address + "' is no host name or address",
           allowed);
    }
  }

  void read_role(Board& board, const toml::key& key, const toml::node& node) {
    const std::string role(key.str());
    if (!std::binary_search(known_roles_.begin(), known_roles_.end(), role)) {
      stop(key.source(), "board.roles." + role, "there is no such role",
           suggestion(role, known_roles_));
    }
    if (const auto word = node.value_exact<std::string>(); word && role == evaluator_role) {
      if (*word != "auto") {
        stop(node, "board.roles." + role, "'" + *word + "' is no count", R"(1 to 64, or "auto")");
      }
      board.roles[role] = automatic_most;
      board.automatic.insert(role);
      return;
    }
    const auto count = whole(node, "board.roles." + role, 1, replicas_max);
    const bool single =
        std::find(std::begin(single_roles), std::end(single_roles), role) != std::end(single_roles);
    if (single && (count > 1 || !singles_.insert(role).second)) {
      stop(key.source(), "board.roles." + role,
           "a cluster has one " + role + ", and this makes two", "1, on one board");
    }
    board.roles[role] = static_cast<int>(count);
  }

  void check_roles(const toml::node& node) const {
    if (singles_.count("broker") == 0) {
      stop(node, "board.roles", "no board runs the broker", "broker = 1 on one board");
    }
  }

  void read_limits(const toml::table& table) {
    check_keys(table, "limits.",
               {"first_units", "heartbeat_ms", "lease_target_ms", "mailbox_messages", "mailbox_mib",
                "stuck_ms"});
    auto& limits = map_.limits_;
    if (const auto* node = table.get("mailbox_messages")) {
      limits.mailbox_messages =
          static_cast<std::size_t>(whole(*node, "limits.mailbox_messages", 1, 1'000'000));
    }
    if (const auto* node = table.get("mailbox_mib")) {
      // One largest frame must fit.
      const auto lowest = limits::frame_bytes_max >> 20;
      limits.mailbox_bytes =
          static_cast<std::size_t>(whole(*node, "limits.mailbox_mib", lowest, 1024)) << 20U;
    }
    if (const auto* node = table.get("heartbeat_ms")) {
      limits.heartbeat = std::chrono::milliseconds(whole(*node, "limits.heartbeat_ms", 50, 60'000));
    }
    if (const auto* node = table.get("stuck_ms")) {
      limits.stuck_after =
          std::chrono::milliseconds(whole(*node, "limits.stuck_ms", 500, 3'600'000));
    }
    if (const auto* node = table.get("lease_target_ms")) {
      limits.lease_target =
          std::chrono::milliseconds(whole(*node, "limits.lease_target_ms", 1, 10'000));
    }
    if (const auto* node = table.get("first_units")) {
      limits.first_units =
          static_cast<std::uint64_t>(whole(*node, "limits.first_units", 1, 1'000'000'000));
    }
  }

  std::string default_runtime_dir() const {
    const auto session = environment_("XDG_RUNTIME_DIR");
    return session ? *session + "/ballast" : "/run/ballast";
  }

  std::string default_state_dir() const {
    if (const auto state = environment_("XDG_STATE_HOME")) return *state + "/ballast";
    const auto home = environment_("HOME");
    if (::geteuid() == 0 || !home) return "/var/lib/ballast";
    return *home + "/.local/state/ballast";
  }

  std::string default_keys_dir() const {
    return (std::filesystem::absolute(file_).parent_path() / "keys").lexically_normal().string();
  }

  std::string directory(const toml::table& table, const std::string& key,
                        const std::optional<std::string>& flag_value, const char* variable,
                        std::string fallback) const {
    std::string path = std::move(fallback);
    std::string where = "default";
    toml::source_region place{};
    if (flag_value) {
      path = *flag_value;
      where = "flag";
    } else if (const auto set = environment_(variable)) {
      path = *set;
      where = variable;
    } else if (const auto* node = table.get(key)) {
      path = text(*node, key);
      place = node->source();
    }
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    if (path.starts_with('/') && path.size() > 1) return path;
    stop(place, place.begin.line > 0 ? key : key + " (" + where + ")",
         "'" + path + "' is no absolute path", "a path that begins with /");
  }

  void check_transport(const toml::table& table) {
    const auto& first = map_.boards_.front();
    map_.transport_ = first.address == "local" ? Transport::ipc : Transport::tcp;
    const auto* boards = table.get("board")->as_array();
    if (map_.transport_ == Transport::tcp) {
      for (std::size_t at = 0; at < map_.boards_.size(); ++at) {
        const auto endpoint = Endpoint::tcp(map_.boards_[at].address, map_.ports_.front_door);
        if (const auto permitted = check_plain(*endpoint); map_.insecure_ && !permitted) {
          stop(*boards->get(at)->as_table()->get("address"), "board.address",
               permitted.error().what, permitted.error().allowed);
        }
      }
      return;
    }
    std::string longest = "front-door";
    for (const auto& instance : map_.instances()) {
      if (instance.size() + 3 > longest.size()) longest = "to-" + instance;
    }
    const auto socket = Endpoint::ipc(map_.runtime_dir_ + "/" + longest + ".sock");
    const auto* node = table.get("runtime_dir");
    if (!socket) {
      stop(node == nullptr ? toml::source_region{} : node->source(), "runtime_dir",
           socket.error().what + ": " + socket.error().where, socket.error().allowed);
    }
  }

  const std::string& file_;
  std::vector<std::string> known_roles_;
  const ClusterOverrides& overrides_;
  const Environment& environment_;
  ClusterMap map_;
  std::set<std::string> singles_;
};

Result<ClusterMap> ClusterMap::parse(std::string_view text, const std::string& file,
                                     const std::vector<std::string>& known_roles,
                                     const ClusterOverrides& overrides,
                                     const Environment& environment) {
  return read_toml(text, file, [&](const toml::table& table) {
    return ClusterReader(file, known_roles, overrides, environment).read(table);
  });
}

Result<ClusterMap> ClusterMap::load(const std::string& file,
                                    const std::vector<std::string>& known_roles,
                                    const ClusterOverrides& overrides,
                                    const Environment& environment) {
  const auto text = read_whole_file(file);
  if (!text) return tl::unexpected(text.error());
  return parse(*text, file, known_roles, overrides, environment);
}

}  // namespace ballast::broker
