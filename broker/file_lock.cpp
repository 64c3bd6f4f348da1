#include "broker/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace ballast::broker {
namespace {

using planner::Failure;
using planner::FailureKind;

std::string owner_of(int descriptor) {
  std::array<char, 24> text{};
  const auto count = ::pread(descriptor, text.data(), text.size() - 1, 0);
  if (count <= 0) return "another process";
  std::string digits;
  for (const char c : text) {
    if (c < '0' || c > '9') break;
    digits += c;
  }
  return digits.empty() ? "another process" : "process " + digits;
}

}  // namespace

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

planner::Result<FileLock> FileLock::take(const std::filesystem::path& file,
                                         const std::string& owned) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor < 0) {
    const auto kind = errno == ENOENT ? FailureKind::missing : FailureKind::refused;
    return tl::unexpected(Failure{kind,
                                  std::string("cannot make the lock file: ") + std::strerror(errno),
                                  file.string(), "a directory that this user may write"});
  }
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return tl::unexpected(Failure{FailureKind::conflict,
                                  owned + " is in use by " + owner_of(descriptor), file.string(),
                                  "one owner at a time; end the other one first"});
  }
  const auto self = std::to_string(::getpid()) + "\n";
  // The number is for the sentence above only; the lock holds without it.
  if (::ftruncate(descriptor, 0) == 0) {
    [[maybe_unused]] const auto written = ::pwrite(descriptor, self.data(), self.size(), 0);
  }
  return lock;
}

}  // namespace ballast::broker
