// The [sources] table of planner.toml: where prices and rates come from, and how often. Without it
// nothing is fetched: no actor speaks to the internet unless the file says so.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <toml++/toml.h>

#include "broker/toml_reading.hpp"

namespace ballast::actors {

struct EcbSettings {
  std::string url = "https://www.ecb.europa.eu/stats/eurofxref";

  bool operator==(const EcbSettings&) const = default;
};

struct AlpacaDataSettings {
  std::string url = "https://data.alpaca.markets";
  std::string key_file;  // key_id and secret; readable by its owner alone
  std::string feed = "iex";
  int requests_per_minute = 150;  // the service allows 200

  bool operator==(const AlpacaDataSettings&) const = default;
};

struct BinanceSettings {
  std::string url = "https://data-api.binance.vision";

  bool operator==(const BinanceSettings&) const = default;
};

struct FolderSettings {
  std::string path;

  bool operator==(const FolderSettings&) const = default;
};

struct SourceSettings {
  std::chrono::minutes sync_every{60};  // 0: only when asked
  std::chrono::hours stale_after{24};   // what was synced longer ago is synced again
  int history_years = 10;               // of the first fetch
  int keep_years = 20;                  // older prices are dropped
  std::optional<EcbSettings> ecb;
  std::optional<AlpacaDataSettings> alpaca;
  std::optional<BinanceSettings> binance;
  std::optional<FolderSettings> folder;

  [[nodiscard]] bool any() const { return ecb || alpaca || binance || folder; }

  bool operator==(const SourceSettings&) const = default;
};

/// Throws broker::Mistake where the table is wrong.
[[nodiscard]] SourceSettings read_source_settings(const toml::node& node,
                                                  const broker::TomlReading& reading);

}  // namespace ballast::actors
