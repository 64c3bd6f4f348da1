// brokerage.toml: which broker the orders of plans go to, and how it is reached. See
// docs/formats.md.
#pragma once

#include <string>
#include <string_view>

#include "actors/trading/alpaca/connection.hpp"
#include "planner/model/failure.hpp"
#include "planner/trading/delivery.hpp"

namespace ballast::actors {

struct BrokerageFile {
  enum class Broker : std::uint8_t { paper, alpaca };
  Broker broker = Broker::paper;
  alpaca::ConnectionSettings alpaca;
  planner::trading::DeliveryRules delivery;
};

/// Reads the text of a brokerage file. A key file that is named without a directory is beside
/// `path`. A failure names `path`, the line, the key, and what is allowed.
[[nodiscard]] planner::Result<BrokerageFile> parse_brokerage_file(std::string_view text,
                                                                  const std::string& path);

/// Reads the file at `path`; no path: everything on paper. A file that cannot be read is a failure.
[[nodiscard]] planner::Result<BrokerageFile> load_brokerage_file(const std::string& path);

}  // namespace ballast::actors
