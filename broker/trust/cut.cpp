#include "broker/trust/cut.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <unistd.h>

#include <sys/socket.h>

#include <array>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <string>

#include "broker/endpoint.hpp"

namespace ballast::broker {
namespace {

/// A second descriptor of the same connection: the first one's number may be given away meanwhile.
class HeldDescriptor {
 public:
  explicit HeldDescriptor(int of) : descriptor_(::fcntl(of, F_DUPFD_CLOEXEC, 0)) {}
  ~HeldDescriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  HeldDescriptor(const HeldDescriptor&) = delete;
  HeldDescriptor& operator=(const HeldDescriptor&) = delete;

  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

struct TcpAddress {
  std::string host;  // empty: not tcp, or nobody there
  std::uint16_t port = 0;
};

TcpAddress address_in(const sockaddr_storage& told) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (told.ss_family == AF_INET) {
    sockaddr_in address{};
    std::memcpy(&address, &told, sizeof address);
    ::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
    return {text.data(), ntohs(address.sin_port)};
  }
  if (told.ss_family != AF_INET6) return {};
  sockaddr_in6 address{};
  std::memcpy(&address, &told, sizeof address);
  ::inet_ntop(AF_INET6, &address.sin6_addr, text.data(), text.size());
  return {plain_host(text.data()), ntohs(address.sin6_port)};
}

using Ask = int (*)(int, sockaddr*, socklen_t*);

TcpAddress asked(Ask ask, int descriptor) {
  sockaddr_storage told{};
  socklen_t size = sizeof told;
  if (ask(descriptor, reinterpret_cast<sockaddr*>(&told), &size) != 0) return {};
  return address_in(told);
}

bool came_to(int descriptor, std::uint16_t port, std::string_view host) {
  if (asked(::getsockname, descriptor).port != port) return false;
  const auto peer = asked(::getpeername, descriptor);
  return !peer.host.empty() && (host.empty() || peer.host == host);
}

}  // namespace

std::size_t cut_connections(std::uint16_t port, std::string_view host) {
  std::size_t ended = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator at("/proc/self/fd", error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    int number = -1;
    std::from_chars(name.data(), name.data() + name.size(), number);
    if (!came_to(number, port, host)) continue;
    const HeldDescriptor held(number);
    if (!came_to(held.get(), port, host)) continue;
    if (::shutdown(held.get(), SHUT_RDWR) == 0) ++ended;
  }
  return ended;
}

}  // namespace ballast::broker
