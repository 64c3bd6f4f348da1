#include "actors/trading/alpaca/connection.hpp"

#include <algorithm>

#include "broker/toml_reading.hpp"
#include "broker/trust/private_file.hpp"

namespace ballast::actors::alpaca {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::size_t key_bytes_max = 256;
constexpr const char* key_file_form = "key_id = \"...\" and secret = \"...\"";

bool is_header_value(const std::string& text) {
  return !text.empty() && text.size() <= key_bytes_max &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

class KeyFileReading : private broker::TomlReading {
 public:
  explicit KeyFileReading(const std::string& name) : TomlReading(name) {}

  Keys read(const toml::table& table) const {
    check_keys(table, "", {"key_id", "secret", "live"});
    Keys keys;
    keys.key_id = value_of(table, "key_id");
    keys.secret = value_of(table, "secret");
    if (const auto* live = table.get("live")) keys.live = flag(*live, "live");
    return keys;
  }

 private:
  std::string value_of(const toml::table& table, const char* key) const {
    const auto* const node = table.get(key);
    if (node == nullptr) stop(table, key, "it is missing", key_file_form);
    std::string value = text(*node, key);
    if (!is_header_value(value)) stop(*node, key, "it cannot be sent", "visible ASCII characters");
    return value;
  }
};

/// Host and port of an address, or nothing where it is none that may be asked.
std::string authority_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return "";
  const std::string kind = url.substr(0, scheme);
  const std::string authority = url.substr(scheme + 3, url.find('/', scheme + 3) - scheme - 3);
  const bool loopback = authority.starts_with("127.0.0.1:") || authority.starts_with("[::1]:");
  if (authority.find('@') != std::string::npos) return "";
  return kind == "https" || (kind == "http" && loopback) ? authority : "";
}

bool is_paper(const std::string& authority) {
  return authority == "paper-api.alpaca.markets" || authority.starts_with("127.0.0.1:") ||
         authority.starts_with("[::1]:");
}

tl::unexpected<Failure> refused(std::string what, std::string allowed) {
  return tl::unexpected(
      Failure{FailureKind::refused, std::move(what), "alpaca", std::move(allowed)});
}

Result<void> check_agreement(const ConnectionSettings& settings, const Keys& keys, bool paper) {
  const bool wanted = settings.live && keys.live && !settings.live_account.empty();
  const bool unwanted = !settings.live && !keys.live && settings.live_account.empty();
  if (paper ? unwanted : wanted) return {};
  if (paper) {
    return refused("something here speaks of real money, and the address is not one for it",
                   "live = false, no live_account, keys without live = true");
  }
  return refused("orders to " + settings.base_url + " would cost real money",
                 "live = true, live_account = \"its number\", and live = true in the key file: "
                 "all three, or base_url = \"" +
                     std::string(paper_address) + "\"");
}

}  // namespace

Result<Keys> parse_keys(std::string_view text, const std::string& name) {
  try {
    return KeyFileReading(name).read(toml::parse(text, name));
  } catch (const broker::Mistake& mistake) {
    return tl::unexpected(mistake.failure);
  } catch (const toml::parse_error&) {
    // What stands in the file is a secret, so the parser's own words are kept back.
    return tl::unexpected(
        Failure{FailureKind::invalid, "this is no key file", name, key_file_form});
  }
}

Result<Connection> connect_to(const ConnectionSettings& settings) {
  Connection out;
  out.base_url = settings.base_url;
  while (out.base_url.ends_with('/')) out.base_url.pop_back();
  const std::string authority = authority_of(out.base_url);
  if (authority.empty()) {
    return tl::unexpected(Failure{FailureKind::invalid, "this is no address of a broker",
                                  "alpaca.base_url", "https://..., or http:// to 127.0.0.1"});
  }
  const auto text = broker::read_private_file(settings.key_file);
  if (!text) return tl::unexpected(text.error());
  auto keys = parse_keys(*text, settings.key_file.string());
  if (!keys) return tl::unexpected(keys.error());
  const bool paper = is_paper(authority);
  if (auto agreed = check_agreement(settings, *keys, paper); !agreed) {
    return tl::unexpected(agreed.error());
  }
  out.keys = std::move(*keys);
  out.live_account = paper ? "" : settings.live_account;
  // https becomes wss, http becomes ws.
  if (settings.stream) out.stream_url = "ws" + out.base_url.substr(4) + "/stream";
  return out;
}

}  // namespace ballast::actors::alpaca
