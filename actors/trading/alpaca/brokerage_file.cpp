#include "actors/trading/alpaca/brokerage_file.hpp"

#include <filesystem>

#include "broker/toml_reading.hpp"
#include "broker/whole_file.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

constexpr std::int64_t pause_least = 100;
constexpr std::int64_t pause_most = 3'600'000;

class BrokerageReading : private broker::TomlReading {
 public:
  explicit BrokerageReading(const std::string& path) : TomlReading(path), path_(path) {}

  BrokerageFile read(const toml::table& table) const {
    check_keys(table, "", {"broker", "look_up_after_ms", "ask_every_ms", "alpaca"});
    BrokerageFile file;
    if (const auto* node = table.get("broker")) read_broker(file, *node);
    if (const auto* node = table.get("look_up_after_ms")) read_pauses(file, *node);
    if (const auto* node = table.get("ask_every_ms")) {
      file.delivery.poll_ms = whole(*node, "ask_every_ms", pause_least, pause_most);
    }
    const auto* const account = table.get("alpaca");
    if (account != nullptr) read_alpaca(file.alpaca, table_of(*account, "alpaca"));
    if (file.broker == BrokerageFile::Broker::alpaca && file.alpaca.key_file.empty()) {
      stop(table, "alpaca.key_file", "it is missing", "the name of a file of mode 0600");
    }
    return file;
  }

 private:
  void read_broker(BrokerageFile& file, const toml::node& node) const {
    const std::string name = text(node, "broker");
    if (name != "paper" && name != "alpaca") {
      stop(node, "broker", "'" + name + "' is no broker", "\"paper\" or \"alpaca\"");
    }
    file.broker = name == "alpaca" ? BrokerageFile::Broker::alpaca : BrokerageFile::Broker::paper;
  }

  void read_pauses(BrokerageFile& file, const toml::node& node) const {
    auto& pauses = file.delivery.pauses_ms;
    const auto* const list = node.as_array();
    if (list == nullptr || list->size() != pauses.size()) {
      stop(node, "look_up_after_ms", "this is no list of three pauses", "[2000, 10000, 60000]");
    }
    for (std::size_t at = 0; at < pauses.size(); ++at) {
      pauses.at(at) = whole(*list->get(at), "look_up_after_ms", pause_least, pause_most);
    }
  }

  void read_alpaca(alpaca::ConnectionSettings& out, const toml::table& table) const {
    check_keys(table, "alpaca.", {"base_url", "key_file", "live", "live_account", "stream"});
    if (const auto* node = table.get("base_url")) out.base_url = text(*node, "alpaca.base_url");
    if (const auto* node = table.get("key_file")) {
      out.key_file = std::filesystem::path(path_).parent_path() / text(*node, "alpaca.key_file");
    }
    if (const auto* node = table.get("live")) out.live = flag(*node, "alpaca.live");
    if (const auto* node = table.get("live_account")) {
      out.live_account = text(*node, "alpaca.live_account");
    }
    if (const auto* node = table.get("stream")) out.stream = flag(*node, "alpaca.stream");
  }

  std::string path_;
};

}  // namespace

Result<BrokerageFile> parse_brokerage_file(std::string_view text, const std::string& path) {
  return broker::read_toml(
      text, path, [&](const toml::table& table) { return BrokerageReading(path).read(table); });
}

Result<BrokerageFile> load_brokerage_file(const std::string& path) {
  if (path.empty()) return BrokerageFile{};
  const auto text = broker::read_whole_file(path);
  if (!text) return tl::unexpected(text.error());
  return parse_brokerage_file(*text, path);
}

}  // namespace ballast::actors
