// Reading the cluster file: TOML in, a checked ClusterMap or the first mistake out.
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include <toml++/toml.h>

#include "broker/cluster_map.hpp"

namespace ballast::broker {
namespace {

constexpr std::int64_t port_lowest = 1024;
constexpr std::int64_t port_highest = 32767;
constexpr std::int64_t replicas_max = 64;
constexpr std::size_t boards_max = 64;
constexpr std::size_t name_length_max = 32;
constexpr std::size_t file_bytes_max = 1U << 20U;

/// Roles that own something which cannot be owned twice.
constexpr std::string_view single_roles[] = {"broker", "coordinator", "universe", "portfolio",
                                             "trading"};

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t at = 0; at < row.size(); ++at) row[at] = at;
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const auto replaced = diagonal + (left[i] == right[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

/// Returns "did you mean X? one of: ...", without the question if nothing is near.
std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t nearest = word.size() / 3 + 2;
  for (const auto& candidate : known) {
    const auto distance = edit_distance(word, candidate);
    if (distance < nearest) {
      nearest = distance;
      best = candidate;
    }
  }
  return (best.empty() ? "" : "did you mean " + best + "? one of: ") + listed(known);
}

bool plain_name(std::string_view name) {
  return !name.empty() && name.size() <= name_length_max &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

/// Ends the descent through the file at its first mistake; never leaves this file.
struct Mistake {
  Failure failure;
};

struct TakenPorts {
  std::string key;
  PortRange range;
};

}  // namespace

class ClusterReader {
 public:
  ClusterReader(const std::string& file, const std::vector<std::string>& known_roles,
                const ClusterOverrides& overrides, const Environment& environment)
      : file_(file), known_roles_(known_roles), overrides_(overrides), environment_(environment) {
    std::sort(known_roles_.begin(), known_roles_.end());
  }

  ClusterMap read(const toml::table& table) {
    check_keys(table, "", {"board", "insecure", "limits", "ports", "runtime_dir", "state_dir"});
    read_boards(table);
    if (const auto* insecure = table.get("insecure")) map_.insecure_ = flag(*insecure, "insecure");
    if (const auto* ports = table.get("ports")) read_ports(table_of(*ports, "ports"));
    if (const auto* limits = table.get("limits")) read_limits(table_of(*limits, "limits"));
    map_.runtime_dir_ = directory(table, "runtime_dir", overrides_.runtime_dir,
                                  "BALLAST_RUNTIME_DIR", default_runtime_dir());
    map_.state_dir_ = directory(table, "state_dir", overrides_.state_dir, "BALLAST_STATE_DIR",
                                default_state_dir());
    check_ports(table);
    check_transport(table);
    return std::move(map_);
  }

 private:
  [[noreturn]] void stop(const toml::source_region& at, const std::string& key, std::string what,
                         std::string allowed) const {
    auto where = file_;
    if (at.begin.line > 0) {
      where += ":" + std::to_string(at.begin.line) + ":" + std::to_string(at.begin.column);
    }
    if (!key.empty()) where += ": " + key;
    throw Mistake{{FailureKind::invalid, std::move(what), std::move(where), std::move(allowed)}};
  }

  [[noreturn]] void stop(const toml::node& node, const std::string& key, std::string what,
                         std::string allowed) const {
    stop(node.source(), key, std::move(what), std::move(allowed));
  }

  void check_keys(const toml::table& table, const std::string& prefix,
                  const std::vector<std::string>& known) const {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      stop(key.source(), prefix + name, "there is no such key", suggestion(name, known));
    }
  }

  const toml::table& table_of(const toml::node& node, const std::string& key) const {
    if (const auto* table = node.as_table()) return *table;
    stop(node, key, "this must be a table", "[" + key + "] and one key a line");
  }

  bool flag(const toml::node& node, const std::string& key) const {
    if (const auto value = node.value_exact<bool>()) return *value;
    stop(node, key, "this is neither true nor false", "true or false");
  }

  std::string text(const toml::node& node, const std::string& key) const {
    if (const auto value = node.value_exact<std::string>()) return *value;
    stop(node, key, "this must be a text", "a text in quotes");
  }

  std::int64_t whole(const toml::node& node, const std::string& key, std::int64_t lowest,
                     std::int64_t highest) const {
    const auto value = node.value_exact<std::int64_t>();
    const auto allowed = std::to_string(lowest) + " to " + std::to_string(highest);
    if (!value) stop(node, key, "this must be a whole number", allowed);
    if (*value < lowest || *value > highest) {
      stop(node, key, std::to_string(*value) + " is out of range", allowed);
    }
    return *value;
  }

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
    Board board{text(*id, "board.id"), "local", {}};
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

  std::uint16_t port(const toml::node& node, const std::string& key) const {
    const auto value = node.value_exact<std::int64_t>();
    const auto allowed = std::to_string(port_lowest) + " to " + std::to_string(port_highest);
    if (value && *value > port_highest && *value <= 65535) {
      stop(node, key,
           std::to_string(*value) + " is a port that the system gives to outgoing connections",
           allowed);
    }
    return static_cast<std::uint16_t>(whole(node, key, port_lowest, port_highest));
  }

  PortRange range(const toml::node& node, const std::string& key) const {
    const auto* ends = node.as_array();
    if (ends == nullptr || ends->size() != 2) {
      stop(node, key, "this is no range of ports", "[FIRST, LAST]");
    }
    const PortRange found{port(*ends->get(0), key), port(*ends->get(1), key)};
    if (found.first > found.last) {
      stop(node, key, "the range ends before it begins", "[FIRST, LAST] with FIRST <= LAST");
    }
    return found;
  }

  void read_ports(const toml::table& table) {
    check_keys(table, "ports.",
               {"bus_in", "bus_out", "front_door", "instance_mailboxes", "intake", "lanes",
                "role_mailboxes"});
    auto& ports = map_.ports_;
    const auto one = [&](const char* key, std::uint16_t& value) {
      if (const auto* node = table.get(key)) value = port(*node, std::string("ports.") + key);
    };
    const auto several = [&](const char* key, PortRange& value) {
      if (const auto* node = table.get(key)) value = range(*node, std::string("ports.") + key);
    };
    one("front_door", ports.front_door);
    one("bus_in", ports.bus_in);
    one("bus_out", ports.bus_out);
    one("intake", ports.intake);
    several("role_mailboxes", ports.role_mailboxes);
    several("instance_mailboxes", ports.instance_mailboxes);
    several("lanes", ports.lanes);
  }

  /// The place of a key in [ports], or of nothing if its default was left in place.
  static toml::source_region place_of(const toml::table& table, const std::string& key) {
    const auto* node = table.at_path("ports." + key).node();
    return node == nullptr ? toml::source_region{} : node->source();
  }

  void check_ports(const toml::table& table) const {
    const auto& ports = map_.ports_;
    const auto alone = [](std::uint16_t port) { return PortRange{port, port}; };
    const std::vector<TakenPorts> all = {{"front_door", alone(ports.front_door)},
                                         {"bus_in", alone(ports.bus_in)},
                                         {"bus_out", alone(ports.bus_out)},
                                         {"intake", alone(ports.intake)},
                                         {"role_mailboxes", ports.role_mailboxes},
                                         {"instance_mailboxes", ports.instance_mailboxes},
                                         {"lanes", ports.lanes}};
    for (std::size_t later = 1; later < all.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        check_apart(table, all[earlier], all[later]);
      }
    }
    check_room(table, "role_mailboxes", ports.role_mailboxes, map_.roles().size(), "roles");
    check_room(table, "instance_mailboxes", ports.instance_mailboxes, map_.instances().size(),
               "instances");
  }

  void check_apart(const toml::table& table, const TakenPorts& one, const TakenPorts& other) const {
    if (one.range.last < other.range.first || other.range.last < one.range.first) return;
    const auto twice = std::max(one.range.first, other.range.first);
    auto place = place_of(table, other.key);
    const bool at_other = place.begin.line > 0;
    if (!at_other) place = place_of(table, one.key);
    stop(place, "ports." + (at_other ? other.key : one.key),
         "port " + std::to_string(twice) + " is also taken by " + (at_other ? one.key : other.key),
         "each port once");
  }

  void check_room(const toml::table& table, const std::string& key, const PortRange& range,
                  std::size_t needed, const char* what) const {
    if (static_cast<std::size_t>(range.count()) >= needed) return;
    stop(place_of(table, key), "ports." + key,
         "the range has " + std::to_string(range.count()) + " ports for " + std::to_string(needed) +
             " " + what,
         "at least one port each");
  }

  void read_limits(const toml::table& table) {
    check_keys(table, "limits.", {"heartbeat_ms", "mailbox_messages", "mailbox_mib"});
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
        if (const auto permitted = check_permitted(*endpoint, map_.insecure_); !permitted) {
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

  std::string file_;
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
  try {
    const auto table = toml::parse(text, file);
    return ClusterReader(file, known_roles, overrides, environment).read(table);
  } catch (const Mistake& mistake) {
    return tl::unexpected(mistake.failure);
  } catch (const toml::parse_error& error) {
    const auto& place = error.source().begin;
    return tl::unexpected(Failure{
        FailureKind::invalid, std::string(error.description()),
        file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column), "TOML 1.0"});
  }
}

Result<ClusterMap> ClusterMap::load(const std::string& file,
                                    const std::vector<std::string>& known_roles,
                                    const ClusterOverrides& overrides,
                                    const Environment& environment) {
  std::ifstream stream(file, std::ios::binary);
  std::string text(file_bytes_max + 1, '\0');
  if (!stream) {
    return tl::unexpected(
        Failure{FailureKind::missing, "the cluster file cannot be opened", file, ""});
  }
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || (stream.gcount() == 0 && !stream.eof())) {
    return tl::unexpected(
        Failure{FailureKind::missing, "the cluster file cannot be read", file, "a file"});
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > file_bytes_max) {
    return tl::unexpected(Failure{FailureKind::invalid, "the cluster file is too large", file,
                                  "at most " + std::to_string(file_bytes_max) + " bytes"});
  }
  return parse(text, file, known_roles, overrides, environment);
}

}  // namespace ballast::broker
