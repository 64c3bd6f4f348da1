// The table [ports] of a cluster file: read, and checked against each other and against the roles.
#pragma once

#include "broker/cluster_map.hpp"
#include "broker/toml_reading.hpp"

namespace ballast::broker {

/// Borrows the reading; every function throws its Mistake.
class PortsReading {
 public:
  explicit PortsReading(const TomlReading& reading) : reading_(reading) {}

  /// The ports of the file, defaults where it names none. `table` is the whole file.
  [[nodiscard]] Ports read(const toml::table& table) const;
  /// No port twice, and enough of them for the roles and instances of the map.
  void check(const toml::table& table, const ClusterMap& map) const;

 private:
  struct Taken;

  [[nodiscard]] std::uint16_t port(const toml::node& node, const std::string& key) const;
  [[nodiscard]] PortRange range(const toml::node& node, const std::string& key) const;
  void check_apart(const toml::table& table, const Taken& one, const Taken& other) const;
  void check_room(const toml::table& table, const std::string& key, const PortRange& range,
                  std::size_t needed, const char* what) const;

  const TomlReading& reading_;
};

}  // namespace ballast::broker
