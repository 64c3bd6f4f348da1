#include "broker/cluster_map.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <set>

namespace ballast::broker {
namespace {

std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.data();
}

// What these make was checked when the map was read, so a Failure here is a programming fault.
Endpoint checked(Result<Endpoint> endpoint) {
  return std::move(endpoint).value();
}

struct Named {
  std::string id;
  std::string by;
};

Named named_by(const ClusterMap& map, const std::optional<std::string>& flag,
               const Environment& environment) {
  if (flag) return {*flag, "--board"};
  if (auto variable = environment("BALLAST_BOARD")) return {std::move(*variable), "BALLAST_BOARD"};
  if (map.boards().size() == 1) return {map.boards().front().id, "the cluster file"};
  return {host_name(), "host name"};
}

}  // namespace

Environment process_environment() {
  return [](const char* name) -> std::optional<std::string> {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return std::string(value);
  };
}

std::string instance_name(std::string_view role, int number, std::string_view board) {
  return std::string(role) + "-" + std::to_string(number) + "@" + std::string(board);
}

std::optional<InstanceName> parse_instance_name(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at + 1 == text.size()) return std::nullopt;
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '@';
  });
  if (!plain || text.size() > 80) return std::nullopt;
  const auto dash = text.rfind('-', at);
  if (dash == std::string_view::npos || dash == 0) return std::nullopt;
  InstanceName name{std::string(text.substr(0, dash)), 0, std::string(text.substr(at + 1))};
  const auto digits = text.substr(dash + 1, at - dash - 1);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), name.number);
  if (error != std::errc{} || end != digits.data() + digits.size() || name.number < 1) {
    return std::nullopt;
  }
  return name;
}

ClusterMap ClusterMap::in_process(const std::string& name, std::map<std::string, int> roles) {
  ClusterMap map;
  map.transport_ = Transport::inproc;
  map.name_ = name;
  roles.try_emplace(std::string(broker_role), 1);
  map.boards_.push_back({"local", "local", std::move(roles), {}});
  return map;
}

const Board* ClusterMap::find_board(std::string_view id) const {
  const auto found = std::find_if(boards_.begin(), boards_.end(),
                                  [id](const Board& board) { return board.id == id; });
  return found == boards_.end() ? nullptr : &*found;
}

std::vector<std::string> ClusterMap::roles() const {
  std::set<std::string> names;
  for (const auto& board : boards_) {
    for (const auto& [role, count] : board.roles) names.insert(role);
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> ClusterMap::instances_on(std::string_view board) const {
  std::vector<std::string> names;
  const Board* found = find_board(board);
  if (found == nullptr) return names;
  for (const bool brokers : {true, false}) {
    for (const auto& [role, count] : found->roles) {
      if ((role == broker_role) != brokers) continue;
      for (int number = 1; number <= count; ++number) {
        names.push_back(instance_name(role, number, found->id));
      }
    }
  }
  return names;
}

std::vector<std::string> ClusterMap::instances() const {
  std::vector<std::string> names;
  for (const auto& board : boards_) {
    auto there = instances_on(board.id);
    names.insert(names.end(), there.begin(), there.end());
  }
  return names;
}

const std::string& ClusterMap::address_of(std::string_view role) const {
  for (const auto& board : boards_) {
    if (board.roles.find(std::string(role)) != board.roles.end()) return board.address;
  }
  return boards_.front().address;
}

Endpoint ClusterMap::on_board_of(std::string_view role, const std::string& name,
                                 std::uint16_t port) const {
  switch (transport_) {
    case Transport::inproc:
      return checked(Endpoint::inproc(name_ + "/" + name));
    case Transport::ipc:
      return checked(Endpoint::ipc(runtime_dir_ + "/" + name + ".sock"));
    case Transport::tcp:
      break;
  }
  return checked(Endpoint::tcp(address_of(role), port));
}

Endpoint ClusterMap::front_door() const {
  return on_board_of(broker_role, "front-door", ports_.front_door);
}

Endpoint ClusterMap::bus_in() const {
  return on_board_of(broker_role, "bus-in", ports_.bus_in);
}

Endpoint ClusterMap::bus_out() const {
  return on_board_of(broker_role, "bus-out", ports_.bus_out);
}

Endpoint ClusterMap::intake() const {
  return on_board_of(coordinator_role, "intake", ports_.intake);
}

std::optional<Endpoint> ClusterMap::mailbox(std::string_view role) const {
  const auto all = roles();
  const auto found = std::find(all.begin(), all.end(), role);
  if (found == all.end()) return std::nullopt;
  const auto port = ports_.role_mailboxes.first + (found - all.begin());
  return on_board_of(broker_role, "role-" + std::string(role), static_cast<std::uint16_t>(port));
}

std::optional<Endpoint> ClusterMap::mailbox_of(std::string_view instance, std::size_t spare) const {
  const auto all = instances();
  const auto found = std::find(all.begin(), all.end(), instance);
  auto place = static_cast<std::size_t>(found - all.begin());
  if (found == all.end()) place += spare;
  const auto name = "to-" + std::string(instance);
  if (transport_ == Transport::inproc) {
    const auto endpoint = Endpoint::inproc(name_ + "/" + name);
    return endpoint ? std::optional(*endpoint) : std::nullopt;
  }
  if (transport_ == Transport::ipc) {
    if (instance.find('/') != std::string_view::npos) return std::nullopt;
    const auto endpoint = Endpoint::ipc(runtime_dir_ + "/" + name + ".sock");
    return endpoint ? std::optional(*endpoint) : std::nullopt;
  }
  if (place >= static_cast<std::size_t>(ports_.instance_mailboxes.count())) return std::nullopt;
  return on_board_of(broker_role, name,
                     static_cast<std::uint16_t>(ports_.instance_mailboxes.first + place));
}

bool ClusterMap::in_file(std::string_view instance) const {
  const auto all = instances();
  return std::find(all.begin(), all.end(), instance) != all.end();
}

std::optional<Endpoint> ClusterMap::lane(std::size_t slot) const {
  if (slot >= static_cast<std::size_t>(ports_.lanes.count())) return std::nullopt;
  return on_board_of(coordinator_role, "lane-" + std::to_string(slot),
                     static_cast<std::uint16_t>(ports_.lanes.first + slot));
}

std::string machine_name(const ClusterMap& map, const std::optional<std::string>& flag,
                         const Environment& environment) {
  return named_by(map, flag, environment).id;
}

Result<std::string> this_board(const ClusterMap& map, const std::optional<std::string>& flag,
                               const Environment& environment) {
  auto named = named_by(map, flag, environment);
  if (map.find_board(named.id) != nullptr) return std::move(named.id);
  std::string known;
  for (const auto& board : map.boards()) known += (known.empty() ? "" : ", ") + board.id;
  return tl::unexpected(Failure{
      FailureKind::missing, "the cluster file has no board '" + named.id + "'", named.by, known});
}

}  // namespace ballast::broker
