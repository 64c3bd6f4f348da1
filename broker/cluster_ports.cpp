#include "broker/cluster_ports.hpp"

#include <algorithm>

namespace ballast::broker {
namespace {

constexpr std::int64_t port_lowest = 1024;
constexpr std::int64_t port_highest = 32767;

/// The place of a key in [ports], or of nothing if its default was left in place.
toml::source_region place_of(const toml::table& table, const std::string& key) {
  const auto* node = table.at_path("ports." + key).node();
  return node == nullptr ? toml::source_region{} : node->source();
}

}  // namespace

struct PortsReading::Taken {
  std::string key;
  PortRange range;
};

std::uint16_t PortsReading::port(const toml::node& node, const std::string& key) const {
  const auto value = node.value_exact<std::int64_t>();
  const auto allowed = std::to_string(port_lowest) + " to " + std::to_string(port_highest);
  if (value && *value > port_highest && *value <= 65535) {
    reading_.stop(
        node, key,
        std::to_string(*value) + " is a port that the system gives to outgoing connections",
        allowed);
  }
  return static_cast<std::uint16_t>(reading_.whole(node, key, port_lowest, port_highest));
}

PortRange PortsReading::range(const toml::node& node, const std::string& key) const {
  const auto* ends = node.as_array();
  if (ends == nullptr || ends->size() != 2) {
    reading_.stop(node, key, "this is no range of ports", "[FIRST, LAST]");
  }
  const PortRange found{port(*ends->get(0), key), port(*ends->get(1), key)};
  if (found.first > found.last) {
    reading_.stop(node, key, "the range ends before it begins", "[FIRST, LAST] with FIRST <= LAST");
  }
  return found;
}

Ports PortsReading::read(const toml::table& whole) const {
  Ports ports;
  const auto* ports_node = whole.get("ports");
  if (ports_node == nullptr) return ports;
  const auto& table = reading_.table_of(*ports_node, "ports");
  reading_.check_keys(table, "ports.",
                      {"bus_in", "bus_out", "front_door", "instance_mailboxes", "intake", "lanes",
                       "role_mailboxes"});
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
  return ports;
}

void PortsReading::check(const toml::table& table, const ClusterMap& map) const {
  const auto& ports = map.ports();
  const auto alone = [](std::uint16_t port) { return PortRange{port, port}; };
  const std::vector<Taken> all = {{"front_door", alone(ports.front_door)},
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
  check_room(table, "role_mailboxes", ports.role_mailboxes, map.roles().size(), "roles");
  check_room(table, "instance_mailboxes", ports.instance_mailboxes, map.instances().size(),
             "instances");
}

void PortsReading::check_apart(const toml::table& table, const Taken& one,
                               const Taken& other) const {
  if (one.range.last < other.range.first || other.range.last < one.range.first) return;
  const auto twice = std::max(one.range.first, other.range.first);
  auto place = place_of(table, other.key);
  const bool at_other = place.begin.line > 0;
  if (!at_other) place = place_of(table, one.key);
  reading_.stop(
      place, "ports." + (at_other ? other.key : one.key),
      "port " + std::to_string(twice) + " is also taken by " + (at_other ? one.key : other.key),
      "each port once");
}

void PortsReading::check_room(const toml::table& table, const std::string& key,
                              const PortRange& range, std::size_t needed, const char* what) const {
  if (static_cast<std::size_t>(range.count()) >= needed) return;
  reading_.stop(place_of(table, key), "ports." + key,
                "the range has " + std::to_string(range.count()) + " ports for " +
                    std::to_string(needed) + " " + what,
                "at least one port each");
}

}  // namespace ballast::broker
