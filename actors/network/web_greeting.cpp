#include "actors/network/web_greeting.hpp"

#include <fmt/format.h>
#include <boost/uuid/detail/sha1.hpp>

#include "actors/network/http.hpp"
#include "messages/base64.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::string_view status_line = "HTTP/1.1 ";
constexpr std::string_view switching = "101";
constexpr std::size_t hash_byte_bits = 8;
/// What the protocol adds to a key; only who speaks it knows.
constexpr std::string_view key_addition = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

Failure refusal(std::string what) {
  return {FailureKind::refused, std::move(what), "stream", "101 and the agreed key"};
}

/// The three digits; for what is no HTTP, a word.
std::string_view status_of(std::string_view head) {
  const std::string_view status =
      head.starts_with(status_line) ? head.substr(status_line.size(), switching.size()) : "";
  const bool is_one = status.size() == switching.size() &&
                      status.find_first_not_of("0123456789") == std::string_view::npos;
  return is_one ? status : "nothing in HTTP";
}

/// What was asked for was said yes to, and nothing else.
std::string fault_of(const HttpAnswer& answer, std::string_view key) {
  const auto said = [&](const char* name, std::string_view value) {
    const auto told = answer.header(name);
    return told && same_name(*told, value);
  };
  if (!said("Upgrade", "websocket") || !said("Connection", "upgrade")) {
    return "the server does not change to a stream";
  }
  if (answer.header("Sec-WebSocket-Accept") != web_accept(key)) {
    return "the server did not understand what it agreed to";
  }
  if (answer.header("Sec-WebSocket-Extensions") || answer.header("Sec-WebSocket-Protocol")) {
    return "the server agrees to what nobody asked for";
  }
  return "";
}

}  // namespace

std::string web_request(std::string_view url, std::string_view key, std::string_view user_agent) {
  const std::string_view beyond_scheme = url.substr(url.find("://") + 3);
  const std::size_t slash = beyond_scheme.find('/');
  return fmt::format(
      "GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: {}\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {}\r\n\r\n",
      slash == std::string_view::npos ? "/" : beyond_scheme.substr(slash),
      beyond_scheme.substr(0, slash), user_agent, key);
}

std::string web_accept(std::string_view key) {
  boost::uuids::detail::sha1 hash;
  hash.process_bytes(key.data(), key.size());
  hash.process_bytes(key_addition.data(), key_addition.size());
  boost::uuids::detail::sha1::digest_type words{};
  hash.get_digest(words);
  std::string bytes;
  for (const auto word : words) {
    for (std::size_t left = sizeof word; left > 0; --left) {
      bytes += static_cast<char>(static_cast<unsigned char>(word >> ((left - 1) * hash_byte_bits)));
    }
  }
  return messages::to_base64(bytes);
}

Result<std::optional<std::size_t>> read_web_answer(std::string_view bytes, std::string_view key) {
  const std::size_t end = bytes.substr(0, web_greeting_bytes_max).find(head_end);
  if (end == std::string_view::npos) {
    if (bytes.size() < web_greeting_bytes_max) return std::optional<std::size_t>();
    return tl::unexpected(refusal("the answer does not end"));
  }
  std::string_view head = bytes.substr(0, end);
  if (const std::string_view status = status_of(head); status != switching) {
    return tl::unexpected(refusal(fmt::format("the server opens no stream and says {}", status)));
  }
  HttpAnswer answer;
  for (std::size_t at = head.find(line_end); at != std::string_view::npos;
       at = head.find(line_end)) {
    head.remove_prefix(at + line_end.size());
    if (auto header = read_header(head.substr(0, head.find(line_end)))) {
      answer.headers.push_back(std::move(*header));
    }
  }
  if (std::string fault = fault_of(answer, key); !fault.empty()) {
    return tl::unexpected(refusal(std::move(fault)));
  }
  return std::optional(end + head_end.size());
}

}  // namespace ballast::actors
