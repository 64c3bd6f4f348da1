#include "broker/page_seal.hpp"

#include <cstring>

namespace ballast::broker::page_seal {
namespace {

constexpr std::size_t sealed_bytes = page_bytes - seal_bytes;
// In the header of a database file.
constexpr std::size_t reserved_at = 20;
constexpr std::size_t application_id_at = 68;

/// Every step is a bijection in the word, so that a change within one word always shows; any other
/// change goes unseen once in 2^64.
std::uint64_t seal_of(Page page, std::uint64_t number) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
  std::uint64_t sum = (number + 1) * odd;
  for (std::size_t at = 0; at < sealed_bytes; at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, &page[at], sizeof word);
    sum = (sum ^ word) * odd;
    sum ^= sum >> 32U;
  }
  return sum;
}

}  // namespace

bool says_sealed(std::span<const unsigned char> database_header) {
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < sizeof id; ++i) {
    id = id << 8U | database_header[application_id_at + i];
  }
  return database_header[reserved_at] == seal_bytes || id == application_id;
}

void seal(std::span<unsigned char, page_bytes> page, std::uint64_t number) {
  const std::uint64_t sum = seal_of(page, number);
  std::memcpy(&page[sealed_bytes], &sum, sizeof sum);
}

bool holds(Page page, std::uint64_t number) {
  std::uint64_t kept = 0;
  std::memcpy(&kept, &page[sealed_bytes], sizeof kept);
  return kept == seal_of(page, number);
}

}  // namespace ballast::broker::page_seal
