// Whatever arrives, decoding answers with a body or a reason, and takes no more memory than the
// frame and the limits warrant.
#include <random>

#include <gtest/gtest.h>

#include "messages/control.hpp"
#include "messages/trading.hpp"
#include "tests/unit/messages/allocation_meter.hpp"
#include "tests/unit/messages/body_kinds.hpp"

namespace ballast::messages {
namespace {

/// A few zones and paths; and for each byte at most a decoded value and its place in a grown list.
std::size_t allowed_bytes(std::size_t frame_bytes) {
  return (std::size_t{128} << 10U) + 400 * frame_bytes;
}

void decode_within_bounds(const BodyKind& kind, const std::string& bytes, std::uint64_t seed) {
  const AllocationMeter meter;
  const auto body = kind.decode(bytes);
  EXPECT_LE(meter.bytes(), allowed_bytes(bytes.size())) << kind.type << " seed " << seed;
}

std::string random_bytes(std::mt19937_64& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

std::string mutated(std::string bytes, std::mt19937_64& random) {
  for (std::uint64_t i = random() % 4 + 1; i > 0 && !bytes.empty(); --i) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 4) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes.erase(at, random() % 8);
        break;
      case 2:
        bytes.insert(at, random_bytes(random, random() % 8));
        break;
      default:
        bytes[at] = static_cast<char>(0xc0 + random() % 32);  // lengths, counts, kinds
    }
  }
  return bytes;
}

TEST(HostileBytes, RandomBytesAreRefusedOrHarmless) {
  for (const BodyKind& kind : body_kinds()) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      std::mt19937_64 random(seed);
      decode_within_bounds(kind, random_bytes(random, random() % 200), seed);
    }
  }
}

TEST(HostileBytes, MutatedBodiesAreRefusedOrHarmless) {
  for (const BodyKind& kind : body_kinds()) {
    const std::string honest = kind.random(1, true)->encoded();
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      std::mt19937_64 random(seed);
      const std::string bytes = mutated(honest, random);
      decode_within_bounds(kind, bytes, seed);
      const auto shown = any_to_json(bytes);
      EXPECT_TRUE(!shown || !shown->dump().empty()) << "seed " << seed;
    }
  }
}

TEST(HostileBytes, EveryTruncationIsRefused) {
  for (const BodyKind& kind : body_kinds()) {
    const std::string honest = kind.random(2, true)->encoded();
    const std::size_t step = honest.size() / 100 + 1;
    for (std::size_t size = 0; size < honest.size(); size += step) {
      ASSERT_FALSE(kind.decode(std::string_view(honest).substr(0, size)))
          << kind.type << " cut to " << size;
    }
  }
}

TEST(HostileBytes, BytesAfterTheEndAreRefused) {
  EXPECT_FALSE(decode<Ping>(encode(Ping{}) + "x"));
}

TEST(HostileBytes, HugeCountsCostNothing) {
  for (const char kind : {'\xdd', '\xdf', '\xc6', '\xdb', '\xc9'}) {
    const std::string huge = std::string(1, kind) + "\xff\xff\xff\xff" + "\x01\x01";
    const std::string inside = std::string("\x81\xa6") + "orders" + huge;
    for (const std::string& bytes : {huge, inside}) {
      const AllocationMeter meter;
      EXPECT_FALSE(decode<OrderList>(bytes));
      EXPECT_LT(meter.bytes(), std::size_t{16} << 10U);
    }
  }
}

TEST(HostileBytes, CountsWithinTheirLimitButBeyondTheFrameCostNothing) {
  const std::string almost = std::string("\xdd\x00\x01\x86\x9f", 5);  // 99,999 elements
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += almost;
  const AllocationMeter meter;
  EXPECT_FALSE(decode<OrderList>(bytes));
  EXPECT_LT(meter.bytes(), std::size_t{16} << 10U);
}

TEST(HostileBytes, DeepNestingIsRefused) {
  for (const char kind : {'\x91', '\x81'}) {
    const std::string bytes(1'000'000, kind);
    const AllocationMeter meter;
    EXPECT_FALSE(decode<OrderList>(bytes));
    EXPECT_LT(meter.bytes(), std::size_t{16} << 10U);
  }
}

TEST(HostileBytes, TooManySmallValuesAreRefused) {
  std::string bytes("\x81\xa1x\xdc\xff\xff", 6);
  std::string inner("\xdc\xff\xff", 3);
  inner += std::string(0xffff, '\xc0');
  for (int i = 0; i < 0xffff && bytes.size() < (std::size_t{2} << 20U); ++i) bytes += inner;
  const auto refused = decode<Ping>(bytes);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "too many values");
}

TEST(HostileBytes, AFrameAboveItsLimitIsRefusedUnread) {
  const std::string bytes(default_limits.frame_bytes + 1, '\xc0');
  const auto refused = decode<Ping>(bytes);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "the frame is too large");
}

TEST(HostileBytes, RandomHeadersAreRefusedOrHarmless) {
  Header header;
  header.type = "Ping";
  const std::string honest = encode_header(header);
  for (std::uint64_t seed = 0; seed < 5000; ++seed) {
    std::mt19937_64 random(seed);
    const std::string bytes = mutated(honest, random);
    const AllocationMeter meter;
    const auto decoded = decode_header(bytes);
    EXPECT_LE(meter.bytes(), allowed_bytes(bytes.size())) << "seed " << seed;
  }
}

}  // namespace
}  // namespace ballast::messages
