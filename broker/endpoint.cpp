#include "broker/endpoint.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace ballast::broker {
namespace {

constexpr std::string_view allowed_forms =
    "inproc://NAME, ipc:///ABSOLUTE/PATH or tcp://HOST:PORT with a port of 1 to 65535 or *";

tl::unexpected<Failure> invalid(std::string what, std::string_view where) {
  return tl::unexpected(Failure{FailureKind::invalid, std::move(what), std::string(where),
                                std::string(allowed_forms)});
}

bool printable(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool host_characters(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '%';
  });
}

Result<Endpoint> parse_tcp(std::string_view text, std::string_view rest) {
  const auto colon = rest.rfind(':');
  if (colon == std::string_view::npos) return invalid("a tcp address needs a port", text);
  auto host = rest.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return invalid("an IPv6 address stands in brackets", text);
  }
  const auto digits = rest.substr(colon + 1);
  std::uint16_t port = Endpoint::any_port;
  if (digits != "*") {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port == 0) {
      return invalid("this is no tcp port", text);
    }
  }
  return Endpoint::tcp(std::string(host), port);
}

}  // namespace

Result<Endpoint> Endpoint::parse(std::string_view text) {
  constexpr std::string_view inproc_mark = "inproc://";
  constexpr std::string_view ipc_mark = "ipc://";
  constexpr std::string_view tcp_mark = "tcp://";
  if (text.starts_with(inproc_mark)) return inproc(std::string(text.substr(inproc_mark.size())));
  if (text.starts_with(ipc_mark)) return ipc(std::string(text.substr(ipc_mark.size())));
  if (text.starts_with(tcp_mark)) return parse_tcp(text, text.substr(tcp_mark.size()));
  return invalid("this is no address", text);
}

Result<Endpoint> Endpoint::inproc(std::string name) {
  if (!printable(name) || name.size() > 200) {
    return invalid("an inproc name has 1 to 200 printable characters", name);
  }
  return Endpoint(Transport::inproc, std::move(name), 0);
}

Result<Endpoint> Endpoint::ipc(std::string path) {
  if (!path.starts_with('/') || path.ends_with('/') || !printable(path)) {
    return invalid("an ipc address is the absolute path of a socket", path);
  }
  if (path.size() > ipc_path_bytes_max) {
    return tl::unexpected(Failure{
        FailureKind::invalid,
        "the path of this socket has " + std::to_string(path.size()) + " bytes", path,
        "at most " + std::to_string(ipc_path_bytes_max) + "; choose a shorter runtime_dir"});
  }
  return Endpoint(Transport::ipc, std::move(path), 0);
}

Result<Endpoint> Endpoint::tcp(std::string host, std::uint16_t port) {
  if (!host_characters(host)) return invalid("this is no host name or address", host);
  return Endpoint(Transport::tcp, std::move(host), port);
}

bool Endpoint::is_local() const {
  return transport_ != Transport::tcp || is_loopback(place_);
}

std::string Endpoint::text() const {
  switch (transport_) {
    case Transport::inproc:
      return "inproc://" + place_;
    case Transport::ipc:
      return "ipc://" + place_;
    case Transport::tcp:
      break;
  }
  const auto host = place_.find(':') == std::string::npos ? place_ : "[" + place_ + "]";
  return "tcp://" + host + ":" + (port_ == any_port ? "*" : std::to_string(port_));
}

Result<void> check_plain(const Endpoint& endpoint) {
  if (endpoint.is_local()) return {};
  return tl::unexpected(
      Failure{FailureKind::refused, "plain tcp would let anyone on the network in", endpoint.text(),
              "tcp with keys, so without insecure = true, or an address of loopback"});
}

std::string plain_host(std::string_view host) {
  constexpr std::string_view mapped = "::ffff:";
  if (host.starts_with(mapped)) host.remove_prefix(mapped.size());
  return std::string(host);
}

bool is_loopback(std::string_view told) {
  const auto host = plain_host(told);
  if (host == "localhost" || host == "::1") return true;
  if (!host.starts_with("127.")) return false;
  return std::all_of(host.begin(), host.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace ballast::broker
