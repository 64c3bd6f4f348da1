// Runs of ports that are one test's alone while it lives, as ports.py takes them too: a port that
// is free now may be another test's in a moment, so each block of ports has a lock file.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>

#include "broker/file_lock.hpp"
#include "broker/socket.hpp"

namespace ballast::pipeline {

inline bool port_is_free(int port, broker::KeyedContext& context) {
  broker::Socket socket(context, broker::Purpose::intake_in);
  const auto address = broker::Endpoint::tcp("127.0.0.1", static_cast<std::uint16_t>(port));
  return socket.bind(*address).has_value();
}

/// A block of free ports of loopback.
class PortLease {
 public:
  static constexpr int count = 64;

  PortLease() {
    const auto locks = std::filesystem::temp_directory_path() /
                       ("ballast-test-ports-" + std::to_string(::getuid()));
    std::filesystem::create_directories(locks);
    std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<int> block(0, (end - begin) / count - 1);
    for (int attempt = 0; attempt < attempts_most; ++attempt) {
      first_ = begin + block(random) * count;
      auto lock = broker::FileLock::take(locks / std::to_string(first_), "this block of ports");
      if (!lock || !all_free()) continue;
      lock_ = std::move(*lock);
      return;
    }
    throw std::runtime_error("no block of free ports");
  }

  [[nodiscard]] int first() const { return first_; }

 private:
  static constexpr int begin = 10'000;
  static constexpr int end = 32'000;
  static constexpr int attempts_most = 10'000;

  [[nodiscard]] bool all_free() const {
    broker::KeyedContext context;
    for (int port = first_; port < first_ + count; ++port) {
      if (!port_is_free(port, context)) return false;
    }
    return true;
  }

  int first_ = 0;
  broker::FileLock lock_;
};

}  // namespace ballast::pipeline
