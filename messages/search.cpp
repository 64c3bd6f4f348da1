#include "messages/search.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <sodium.h>

#include "messages/codec.hpp"

namespace ballast::messages {
namespace {

using planner::CandidateIndex;

constexpr std::size_t most_candidates = 2 * planner::max_candidates_per_side;

std::uint8_t byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<std::uint8_t>(bytes[index]);
}

Failure cut_end(std::size_t offset) {
  return {FailureKind::invalid, "ends inside a sequence",
          "sequences, byte " + std::to_string(offset), ""};
}

/// Returns the most trades of a sequence; nothing is taken in before all lengths are known.
Result<std::size_t> find_longest(std::string_view bytes) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = byte_at(bytes, at);
    if (length > planner::max_sequence_length) {
      return tl::unexpected(Failure{FailureKind::invalid,
                                    "a sequence of " + std::to_string(length) + " trades",
                                    "sequences, byte " + std::to_string(at),
                                    "at most " + std::to_string(planner::max_sequence_length)});
    }
    ++at;
    if (bytes.size() - at < 2 * length) return tl::unexpected(cut_end(at));
    at += 2 * length;
    longest = std::max(longest, length);
  }
  return longest;
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

Result<planner::SequenceList> unpack_sequences(std::string_view bytes) {
  const auto longest = find_longest(bytes);
  if (!longest) return tl::unexpected(longest.error());
  planner::SequenceList sequences{*longest};
  std::array<CandidateIndex, planner::max_sequence_length> sequence{};
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t length = byte_at(bytes, at++);
    for (std::size_t i = 0; i < length; ++i, at += 2) {
      sequence[i] = static_cast<CandidateIndex>(byte_at(bytes, at) | (byte_at(bytes, at + 1) << 8));
      if (sequence[i] >= most_candidates) {
        return tl::unexpected(Failure{FailureKind::invalid, "there cannot be such a candidate",
                                      "sequences, byte " + std::to_string(at),
                                      "indices below " + std::to_string(most_candidates)});
      }
    }
    sequences.add(std::span{sequence}.first(length));
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
