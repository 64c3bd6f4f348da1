#include "broker/service_notice.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>

namespace ballast::broker {

bool notify_service(const std::string& address, std::string_view state) {
  sockaddr_un to{};
  const bool known = address.starts_with('/') || address.starts_with('@');
  if (!known || address.size() < 2 || address.size() >= sizeof to.sun_path) return false;
  to.sun_family = AF_UNIX;
  std::copy(address.begin(), address.end(), to.sun_path);
  if (address.front() == '@') to.sun_path[0] = '\0';
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) return false;
  const void* raw = &to;
  const auto sent = ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
                             static_cast<const sockaddr*>(raw), length);
  ::close(socket);
  return sent == static_cast<ssize_t>(state.size());
}

}  // namespace ballast::broker
