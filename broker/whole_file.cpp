#include "broker/whole_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

namespace ballast::broker {
namespace {

namespace fs = std::filesystem;
using planner::Failure;
using planner::FailureKind;

constexpr std::size_t piece_bytes = std::size_t{64} << 10U;

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_through(const fs::path& file, std::string_view text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool whole = write_all(descriptor, text);
  return ::close(descriptor) == 0 && whole;
}

bool write_fresh(const fs::path& fresh, std::string_view text, mode_t mode) {
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return false;
  const bool whole = write_all(descriptor, text) && ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && whole;
}

}  // namespace

planner::Result<std::string> read_whole_file(const fs::path& file, std::size_t bytes_max) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  std::string text;
  ssize_t got = descriptor < 0 ? -1 : 1;
  while (got > 0 && text.size() <= bytes_max) {
    const std::size_t before = text.size();
    text.resize(before + piece_bytes);
    do {
      got = ::read(descriptor, text.data() + before, piece_bytes);
    } while (got < 0 && errno == EINTR);
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  }
  if (descriptor >= 0) ::close(descriptor);
  if (got < 0) {
    return tl::unexpected(Failure{FailureKind::missing, "this file cannot be read", file.string(),
                                  "a readable file"});
  }
  if (text.size() <= bytes_max) return text;
  return tl::unexpected(Failure{FailureKind::invalid, "this file is too large", file.string(),
                                "at most " + std::to_string(bytes_max) + " bytes"});
}

bool write_whole_file(const fs::path& file, std::string_view text, mode_t mode) {
  std::error_code error;
  const fs::path target = fs::is_symlink(file, error) ? fs::weakly_canonical(file, error) : file;
  if (fs::exists(file, error) && !fs::is_regular_file(file, error)) {
    return write_through(file, text);
  }
  const fs::path fresh = target.string() + ".part";
  ::unlink(fresh.c_str());  // what a process left that was killed
  if (write_fresh(fresh, text, mode) && ::rename(fresh.c_str(), target.c_str()) == 0) return true;
  const int reason = errno;
  ::unlink(fresh.c_str());
  errno = reason;
  return false;
}

}  // namespace ballast::broker
