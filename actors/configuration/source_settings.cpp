#include "actors/configuration/source_settings.hpp"

#include <algorithm>

namespace ballast::actors {
namespace {

using broker::TomlReading;

constexpr std::int64_t minutes_max = 1440;
constexpr std::int64_t hours_max = 720;
constexpr std::int64_t years_max = 30;
/// Returns of ten years are looked at, and what was fetched is not dropped again.
constexpr std::int64_t kept_years_least = 11;
constexpr std::int64_t kept_years_most = 100;
constexpr std::int64_t requests_max = 10'000;

/// One table below [sources], by its name.
class SourceTable {
 public:
  SourceTable(const toml::node& node, std::string name, const TomlReading& reading,
              const std::vector<std::string>& keys)
      : table_(reading.table_of(node, name)), name_(std::move(name)), reading_(reading) {
    reading_.check_keys(table_, name_ + ".", keys);
  }

  void text(const char* key, std::string& value) const {
    if (const toml::node* node = table_.get(key)) value = reading_.text(*node, place(key));
  }

  /// An address that a request may be put behind.
  void url(std::string& value) const {
    text("url", value);
    const bool web = value.rfind("https://", 0) == 0 || value.rfind("http://127.0.0.1", 0) == 0 ||
                     value.rfind("http://[::1]", 0) == 0;
    if (!web || value.find_first_of("?#@ ") != std::string::npos) {
      reading_.stop(*table_.get("url"), place("url"), "this address cannot be asked",
                    "https, or http to 127.0.0.1 or [::1], without ?, # and @");
    }
    while (value.back() == '/') value.pop_back();
  }

  void whole(const char* key, int& value, std::int64_t most) const {
    const toml::node* const node = table_.get(key);
    if (node == nullptr) return;
    value = static_cast<int>(reading_.whole(*node, place(key), 1, most));
  }

  void need(const char* key, const std::string& value, const char* allowed) const {
    if (!value.empty()) return;
    reading_.stop(table_, place(key), "this is missing", allowed);
  }

 private:
  [[nodiscard]] std::string place(const char* key) const { return name_ + "." + key; }

  const toml::table& table_;
  std::string name_;
  const TomlReading& reading_;
};

EcbSettings read_ecb(const toml::node& node, const TomlReading& reading) {
  EcbSettings out;
  SourceTable(node, "sources.ecb", reading, {"url"}).url(out.url);
  return out;
}

AlpacaDataSettings read_alpaca(const toml::node& node, const TomlReading& reading) {
  const SourceTable table(node, "sources.alpaca", reading,
                          {"url", "key_file", "feed", "requests_per_minute"});
  AlpacaDataSettings out;
  table.url(out.url);
  table.text("key_file", out.key_file);
  table.need("key_file", out.key_file, "a file with key_id and secret");
  table.text("feed", out.feed);
  const bool word = !out.feed.empty() && std::all_of(out.feed.begin(), out.feed.end(),
                                                     [](char c) { return c >= 'a' && c <= 'z'; });
  if (!word) table.need("feed", "", "iex, sip, boats or otc");
  table.whole("requests_per_minute", out.requests_per_minute, requests_max);
  return out;
}

BinanceSettings read_binance(const toml::node& node, const TomlReading& reading) {
  BinanceSettings out;
  SourceTable(node, "sources.binance", reading, {"url"}).url(out.url);
  return out;
}

FolderSettings read_folder(const toml::node& node, const TomlReading& reading) {
  const SourceTable table(node, "sources.folder", reading, {"path"});
  FolderSettings out;
  table.text("path", out.path);
  table.need("path", out.path, "a folder of CSV files");
  return out;
}

}  // namespace

SourceSettings read_source_settings(const toml::node& node, const TomlReading& reading) {
  const toml::table& table = reading.table_of(node, "sources");
  reading.check_keys(table, "sources.",
                     {"sync_every_minutes", "stale_after_hours", "history_years", "keep_years",
                      "ecb", "alpaca", "binance", "folder"});
  SourceSettings out;
  const auto whole = [&](const char* key, std::int64_t lowest, std::int64_t highest,
                         std::int64_t otherwise) {
    const toml::node* const value = table.get(key);
    if (value == nullptr) return otherwise;
    return reading.whole(*value, std::string("sources.") + key, lowest, highest);
  };
  out.sync_every =
      std::chrono::minutes(whole("sync_every_minutes", 0, minutes_max, out.sync_every.count()));
  out.stale_after =
      std::chrono::hours(whole("stale_after_hours", 1, hours_max, out.stale_after.count()));
  out.history_years = static_cast<int>(whole("history_years", 1, years_max, out.history_years));
  out.keep_years =
      static_cast<int>(whole("keep_years", kept_years_least, kept_years_most, out.keep_years));
  if (out.keep_years <= out.history_years) {
    reading.stop(table, "sources.keep_years", "what is fetched would be dropped again",
                 "more than history_years");
  }
  if (const toml::node* ecb = table.get("ecb")) out.ecb = read_ecb(*ecb, reading);
  if (const toml::node* alpaca = table.get("alpaca")) out.alpaca = read_alpaca(*alpaca, reading);
  if (const toml::node* binance = table.get("binance")) {
    out.binance = read_binance(*binance, reading);
  }
  if (const toml::node* folder = table.get("folder")) out.folder = read_folder(*folder, reading);
  return out;
}

}  // namespace ballast::actors
