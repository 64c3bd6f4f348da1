#include "broker/identifiers.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <vector>

namespace ballast::broker {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

}  // namespace

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const auto count = ::getrandom(bytes.data(), bytes.size(), 0);
    if (count < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "getrandom");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  const std::lock_guard lock(mutex_);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_() >> 56U);
}

std::string uuid_v7(std::int64_t wall_ns, RandomSource& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(std::span(bytes).subspan(6));
  const auto since_epoch = static_cast<std::uint64_t>(wall_ns / 1'000'000);
  for (std::size_t at = 0; at < 6; ++at) {
    bytes[at] = static_cast<std::uint8_t>(since_epoch >> (8 * (5 - at)));
  }
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x70U);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);

  std::string text;
  text.reserve(36);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (at == 4 || at == 6 || at == 8 || at == 10) text += '-';
    text += hex_digits[bytes[at] >> 4U];
    text += hex_digits[bytes[at] & 0x0fU];
  }
  return text;
}

std::uint64_t random_incarnation(RandomSource& random) {
  std::array<std::uint8_t, 8> bytes{};
  random.fill(bytes);
  std::uint64_t value = 0;
  for (const auto byte : bytes) value = (value << 8U) | byte;
  return value == 0 ? 1 : value;
}

std::string random_hex(RandomSource& random, std::size_t digits) {
  std::vector<std::uint8_t> bytes(digits);
  random.fill(bytes);
  std::string text;
  text.reserve(digits);
  for (const auto byte : bytes) text += hex_digits[byte & 0x0fU];
  return text;
}

}  // namespace ballast::broker
