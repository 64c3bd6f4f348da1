// Every limit on what is decoded, in one place, each with its reason. All are checked before
// anything is allocated.
#pragma once

#include <cstddef>

namespace ballast::messages {

struct Limits {
  /// One frame. The largest honest one is an import of prices: 26 bytes a row, 600,000 rows.
  std::size_t frame_bytes = std::size_t{16} << 20U;
  /// All values of one frame together: a decoded value costs up to 48 bytes, so this bounds what
  /// decoding takes besides the frame itself.
  std::size_t values = 500'000;
  /// Elements of one array: securities, rows of an import.
  std::size_t array_elements = 100'000;
  /// Entries of one map: a struct's fields and some that a newer sender added.
  std::size_t map_entries = 256;
  /// One text: the longest are narratives.
  std::size_t text_bytes = std::size_t{64} << 10U;
  /// Maps and arrays inside each other: a plan report needs seven.
  std::size_t depth = 12;
};

inline constexpr Limits default_limits{};

/// Headers are small and come from anyone, also from peers that are not trusted with more.
inline constexpr Limits header_limits{.frame_bytes = 4096,
                                      .values = 128,
                                      .array_elements = 16,
                                      .map_entries = 32,
                                      .text_bytes = 256,
                                      .depth = 3};

/// A route is a role, an instance or a topic.
inline constexpr std::size_t max_route_bytes = 128;

static_assert(default_limits.array_elements < default_limits.values);
static_assert(default_limits.text_bytes < default_limits.frame_bytes);
static_assert(default_limits.values * 48 <= (std::size_t{32} << 20U),
              "decoding must fit into the memory of a small board");
static_assert(header_limits.text_bytes < header_limits.frame_bytes);
static_assert(max_route_bytes <= header_limits.text_bytes);

}  // namespace ballast::messages
