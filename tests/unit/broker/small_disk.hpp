// Runs a test in a process of its own that has a small disk to itself, which may be made read-only.
#pragma once

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::broker {

/// A file system of `bytes` that only this process sees, where the system lets a process have one.
class SmallDisk {
 public:
  explicit SmallDisk(std::filesystem::path place) : place_(std::move(place)) {}

  [[nodiscard]] bool mount(std::size_t bytes) const {
    const bool alone = ::unshare(CLONE_NEWNS) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;
    if (!alone || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
    const std::string options = "size=" + std::to_string(bytes);
    return ::mount("small", place_.c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  [[nodiscard]] bool resize(std::size_t bytes) const {
    const std::string options = "size=" + std::to_string(bytes);
    return ::mount("small", place_.c_str(), "tmpfs", MS_REMOUNT, options.c_str()) == 0;
  }
  [[nodiscard]] bool forbid_writing() const {
    return ::mount("small", place_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  }

 private:
  std::filesystem::path place_;
};

/// Writing beyond fails from now on, in this process.
inline void forbid_files_above(rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, RLIM_INFINITY};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/// Runs `test` in a child process; what it expects in vain fails the test that called, and what it
/// skips is skipped there, with its reason on stdout.
inline void in_a_process_of_its_own(const std::function<void()>& test) {
  constexpr int skipped = 77;
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    test();
    std::fflush(nullptr);
    ::_exit(testing::Test::HasFailure() ? 1 : testing::Test::IsSkipped() ? skipped : 0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  if (WIFEXITED(status) && WEXITSTATUS(status) == skipped) GTEST_SKIP();
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "status " << status;
}

}  // namespace ballast::broker
