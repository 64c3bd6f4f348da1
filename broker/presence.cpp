#include "broker/presence.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

namespace ballast::broker {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int family)
      : value_(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int value() const { return value_; }

 private:
  int value_;
};

Presence presence_of(int error) {
  switch (error) {
    case 0:
    case EAGAIN:  // a unix socket whose queue is full: somebody is there, and busy
      return Presence::listening;
    case ENOENT:
    case ECONNREFUSED:
    case ENOTDIR:
    case EADDRNOTAVAIL:
      return Presence::nobody;
    default:
      return Presence::silent;
  }
}

Presence knock(const sockaddr* address, socklen_t length, std::chrono::milliseconds patience) {
  const Descriptor socket(address->sa_family);
  if (socket.value() < 0) return Presence::silent;
  if (::connect(socket.value(), address, length) == 0) return Presence::listening;
  if (errno != EINPROGRESS) return presence_of(errno);
  pollfd item{socket.value(), POLLOUT, 0};
  if (::poll(&item, 1, static_cast<int>(patience.count())) != 1) return Presence::silent;
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket.value(), SOL_SOCKET, SO_ERROR, &error, &size);
  return presence_of(error);
}

Presence probe_ipc(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), std::min(path.size(), sizeof address.sun_path - 1));
  const void* raw = &address;
  return knock(static_cast<const sockaddr*>(raw), sizeof address, std::chrono::milliseconds(0));
}

Presence probe_tcp(const Endpoint& endpoint, std::chrono::milliseconds patience) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const auto port = std::to_string(endpoint.port());
  if (::getaddrinfo(endpoint.place().c_str(), port.c_str(), &hints, &found) != 0) {
    return Presence::silent;
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> all(found, &::freeaddrinfo);
  auto presence = Presence::silent;
  for (const auto* at = all.get(); at != nullptr; at = at->ai_next) {
    presence = knock(at->ai_addr, at->ai_addrlen, patience);
    if (presence == Presence::listening) return presence;
  }
  return presence;
}

}  // namespace

Presence probe(const Endpoint& endpoint, std::chrono::milliseconds patience) {
  switch (endpoint.transport()) {
    case Transport::inproc:
      return Presence::listening;
    case Transport::ipc:
      return probe_ipc(endpoint.place());
    case Transport::tcp:
      break;
  }
  return probe_tcp(endpoint, patience);
}

}  // namespace ballast::broker
