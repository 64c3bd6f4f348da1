#include "broker/file_lock.hpp"

#include <fcntl.h>
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

/// All of a file for one opener of it, threads of one process included.
struct flock whole_file() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
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
  struct flock wanted = whole_file();
  if (::fcntl(descriptor, F_OFD_SETLK, &wanted) != 0) {
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

bool FileLock::is_held(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const FileLock opened(descriptor);
  struct flock found = whole_file();
  return ::fcntl(descriptor, F_OFD_GETLK, &found) == 0 && found.l_type != F_UNLCK;
}

}  // namespace ballast::broker
