#include "broker/open_files.hpp"

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace ballast::broker {
namespace {

rlimit limit_of_files() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return limit;
}

/// The system gives away the lowest number that is free, so the number tells how many are taken.
bool is_one_too_many(long descriptor) {
  const rlim_t limit = limit_of_files().rlim_cur;
  return static_cast<rlim_t>(descriptor) + kept_open_files(limit) >= limit;
}

}  // namespace

std::uint64_t allow_open_files() {
  rlimit limit = limit_of_files();
  const rlim_t wanted = std::min<rlim_t>(limit.rlim_max, open_files_max);
  if (wanted <= limit.rlim_cur) return limit.rlim_cur;
  limit.rlim_cur = wanted;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  return limit_of_files().rlim_cur;
}

}  // namespace ballast::broker

/// Stands before the system's accept4 in the whole process. libzmq aborts where no descriptor is
/// left for a connection from this machine, and turns without end where none is left for one from
/// another. Whoever is one too many is let go instead; to libzmq it looks like somebody who hung
/// up.
extern "C" int accept4(int door, sockaddr* address, socklen_t* size, int flags) {
  const long taken = ::syscall(SYS_accept4, door, address, size, flags);
  if (taken < 0) {
    if (errno == EMFILE) errno = ENFILE;
    return -1;
  }
  if (!ballast::broker::is_one_too_many(taken)) return static_cast<int>(taken);
  ::close(static_cast<int>(taken));
  errno = ECONNABORTED;
  return -1;
}
