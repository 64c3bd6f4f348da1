// Every page of a store ends with its seal: a checksum of its bytes and its place. SQLite itself
// keeps none, so that a flipped bit inside a value would be read as another value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ballast::broker::page_seal {

inline constexpr int page_bytes = 4096;
/// At the end of a page, which SQLite leaves to us (its "reserved space").
inline constexpr int seal_bytes = 8;
/// Marks a database as sealed, besides its reserved space, so that no single flipped bit makes a
/// sealed store look like one that never was.
inline constexpr int application_id = 0x42736c64;  // "Bsld"

using Page = std::span<const unsigned char, page_bytes>;

/// Returns whether the first bytes of a database say that its pages are sealed: at least 100.
[[nodiscard]] bool says_sealed(std::span<const unsigned char> database_header);

/// Writes the seal of page `number` (from 0) over its end.
void seal(std::span<unsigned char, page_bytes> page, std::uint64_t number);

/// Returns whether page `number` is as it was sealed.
[[nodiscard]] bool holds(Page page, std::uint64_t number);

}  // namespace ballast::broker::page_seal
