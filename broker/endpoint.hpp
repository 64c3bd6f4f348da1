// An address that a socket binds or connects to, for all three transports:
//   inproc://NAME            threads of one process
//   ipc:///ABSOLUTE/PATH     processes of one board
//   tcp://HOST:PORT          boards; PORT "*" asks the system for a free one when binding
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "planner/model/failure.hpp"

namespace ballast::broker {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

enum class Transport : std::uint8_t { inproc, ipc, tcp };

/// sockaddr_un holds 108 bytes with the closing zero.
inline constexpr std::size_t ipc_path_bytes_max = 107;

class Endpoint {
 public:
  /// Any free port; printed "*".
  static constexpr std::uint16_t any_port = 0;

  [[nodiscard]] static Result<Endpoint> parse(std::string_view text);
  [[nodiscard]] static Result<Endpoint> inproc(std::string name);
  [[nodiscard]] static Result<Endpoint> ipc(std::string path);
  [[nodiscard]] static Result<Endpoint> tcp(std::string host, std::uint16_t port);

  [[nodiscard]] Transport transport() const { return transport_; }
  /// inproc: the name; ipc: the path; tcp: the host, without brackets.
  [[nodiscard]] const std::string& place() const { return place_; }
  /// tcp only.
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// True if only this machine can reach it.
  [[nodiscard]] bool is_local() const;

  /// Returns the form that parse() reads.
  [[nodiscard]] std::string text() const;

  bool operator==(const Endpoint&) const = default;

 private:
  Endpoint(Transport transport, std::string place, std::uint16_t port)
      : transport_(transport), place_(std::move(place)), port_(port) {}

  Transport transport_;
  std::string place_;
  std::uint16_t port_;
};

/// Refuses tcp without keys, unless its address is loopback.
[[nodiscard]] Result<void> check_plain(const Endpoint& endpoint);

/// The host as people write it: an IPv4 address without the form in which a socket for both kinds
/// tells it.
[[nodiscard]] std::string plain_host(std::string_view host);

/// True for localhost, 127.0.0.0/8 and ::1.
[[nodiscard]] bool is_loopback(std::string_view host);

}  // namespace ballast::broker
