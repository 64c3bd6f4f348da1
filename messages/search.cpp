#include "messages/search.hpp"

#include <array>

#include <sodium.h>

#include "messages/codec.hpp"

namespace ballast::messages {
namespace {

using planner::CandidateIndex;

std::uint8_t byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<std::uint8_t>(bytes[index]);
}

Failure cut_end(std::size_t offset) {
  return {FailureKind::invalid, "ends inside a sequence",
          "sequences, byte " + std::to_string(offset), ""};
}

}  // namespace

std::string pack_sequences(const std::vector<std::vector<CandidateIndex>>& sequences) {
  std::string bytes;
  for (const auto& sequence : sequences) {
    bytes.push_back(static_cast<char>(sequence.size()));
    for (const CandidateIndex index : sequence) {
      bytes.push_back(static_cast<char>(index & 0xffU));
      bytes.push_back(static_cast<char>(index >> 8U));
    }
  }
  return bytes;
}

Result<std::vector<std::vector<CandidateIndex>>> unpack_sequences(std::string_view bytes) {
  std::vector<std::vector<CandidateIndex>> sequences;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t length = byte_at(bytes, at);
    if (length > planner::max_sequence_length) {
      return tl::unexpected(Failure{FailureKind::invalid,
                                    "a sequence of " + std::to_string(length) + " trades",
                                    "sequences, byte " + std::to_string(at),
                                    "at most " + std::to_string(planner::max_sequence_length)});
    }
    ++at;
    if (bytes.size() - at < 2 * length) return tl::unexpected(cut_end(at));
    auto& sequence = sequences.emplace_back(length);
    for (CandidateIndex& index : sequence) {
      index = static_cast<CandidateIndex>(byte_at(bytes, at) | (byte_at(bytes, at + 1) << 8));
      at += 2;
    }
  }
  return sequences;
}

std::uint64_t checksum_of(SearchAnswer answer) {
  answer.checksum = 0;
  const std::string bytes = encode(answer);
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::uint64_t checksum = 0;
  for (std::size_t i = 8; i-- > 0;) checksum = (checksum << 8U) | hash[i];
  return checksum;
}

}  // namespace ballast::messages
