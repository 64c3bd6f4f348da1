// exchanges.toml: the exchanges, their hours and holidays; and their zones, as this system has
// them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/trading/exchange_calendar.hpp"

namespace ballast::actors {

/// Reads the text of the file. A failure names `name`, the line, the key and what is allowed.
[[nodiscard]] planner::Result<std::vector<planner::trading::Exchange>> parse_exchanges(
    std::string_view text, std::string_view name);

/// Reads the file at `path`; a file that cannot be read is a failure too.
[[nodiscard]] planner::Result<std::vector<planner::trading::Exchange>> load_exchanges(
    const std::string& path);

/// Reads the offsets of a zone below `directory`. Failure: missing, or as parse_zone.
[[nodiscard]] planner::Result<planner::trading::ZoneOffsets> load_zone(
    const std::string& zone, const std::string& directory = "/usr/share/zoneinfo");

/// Tells whether exchanges trade; zones are read when they are first asked for.
class Exchanges {
 public:
  explicit Exchanges(std::vector<planner::trading::Exchange> exchanges)
      : exchanges_(std::move(exchanges)) {}

  /// Returns the session of an exchange by its code or name; nothing where it, its year or its zone
  /// is not known. `mic` is then its code.
  struct Told {
    std::string mic;
    planner::trading::Session session;
  };
  [[nodiscard]] std::optional<Told> session(std::string_view name, std::int64_t now_ms);

 private:
  std::vector<planner::trading::Exchange> exchanges_;
  std::map<std::string, std::optional<planner::trading::ZoneOffsets>> zones_;
};

}  // namespace ballast::actors
