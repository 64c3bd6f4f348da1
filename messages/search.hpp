// What travels inside a batch and its answer: a slice of the enumerated space or written-out
// sequences, and the best of them. The broker moves it as bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"
#include "messages/search_fields.hpp"

namespace ballast::messages {

enum class TaskKind : std::uint8_t { range, written_out };

template <>
struct NamesOf<TaskKind> {
  static constexpr std::array<std::string_view, 2> names = {"range", "written_out"};
};

/// One batch. It carries all that its answer depends on besides the context.
struct SearchTask {
  static constexpr std::string_view type = "SearchTask";
  TaskKind kind = TaskKind::range;
  std::uint32_t pass = 0;   // 0: the best; 1, 2, 3: alternatives
  std::uint32_t keep = 10;  // how many of the best are wanted
  std::uint64_t begin = 0;  // of a range: first index
  std::uint64_t end = 0;    // of a range: one past the last index
  std::string sequences;    // written out: see pack_sequences
  planner::Distinctness distinctness;
  std::optional<planner::FrontPage> front;  // look for this page of the front, not for the best

  bool operator==(const SearchTask&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("kind", self.kind);
    visit("pass", self.pass, may_be_absent);
    visit("keep", self.keep);
    visit("begin", self.begin, may_be_absent);
    visit("end", self.end, may_be_absent);
    visit("sequences", self.sequences, Mark{.may_be_absent = true, .binary = true});
    visit("distinctness", self.distinctness, may_be_absent);
    visit("front", self.front);
  }
};

struct SearchAnswer {
  static constexpr std::string_view type = "SearchAnswer";
  planner::SearchResult result;
  std::uint64_t checksum = 0;  // of the result; see checksum_of

  bool operator==(const SearchAnswer&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("result", self.result);
    visit("checksum", self.checksum);
  }
};

/// Returns sequences as bytes: for each its length in one byte, then its indices, two bytes each,
/// little-endian.
[[nodiscard]] std::string pack_sequences(
    const std::vector<std::vector<planner::CandidateIndex>>& sequences);

/// Returns them back. Refuses a length above planner::max_sequence_length or a cut end.
[[nodiscard]] planner::Result<std::vector<std::vector<planner::CandidateIndex>>> unpack_sequences(
    std::string_view bytes);

/// Returns the first eight bytes, little-endian, of the SHA-256 of the result's bytes.
[[nodiscard]] std::uint64_t checksum_of(const planner::SearchResult& result);

}  // namespace ballast::messages
