// What travels inside a batch and its answer: a slice of the enumerated space, written-out
// sequences or nodes of a search by bounds, and the best of them. The broker moves it as bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"
#include "messages/search_fields.hpp"
#include "planner/evaluation/sequence_list.hpp"

namespace ballast::messages {

enum class TaskKind : std::uint8_t { range, written_out, subtrees };

template <>
struct NamesOf<TaskKind> {
  static constexpr std::array<std::string_view, 3> names = {"range", "written_out", "subtrees"};
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
  std::vector<planner::OpenNode> nodes;  // of subtrees: what is left to search, the next one last
  std::vector<planner::RankedSequence> known;  // of subtrees: sets found before, which save work
  std::uint64_t most_steps = 0;                // of subtrees: after so many the rest is sent back

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
    visit("nodes", self.nodes, may_be_absent);
    visit("known", self.known, may_be_absent);
    visit("most_steps", self.most_steps, may_be_absent);
  }
};

struct SearchAnswer {
  static constexpr std::string_view type = "SearchAnswer";
  planner::SearchResult result;
  std::vector<planner::OpenNode> left;  // of subtrees: what was not searched
  std::uint64_t steps = 0;              // of subtrees: nodes and steps between them
  std::uint64_t checksum = 0;           // of all the others; see checksum_of

  bool operator==(const SearchAnswer&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("result", self.result);
    visit("left", self.left, may_be_absent);
    visit("steps", self.steps, may_be_absent);
    visit("checksum", self.checksum);
  }
};

/// How far one search of a plan is: what the coordinator's journal keeps of it.
struct SearchProgress {
  static constexpr std::string_view type = "SearchProgress";
  std::string context;                  // hash of the plan context that was searched
  bool complete = false;                // there is nothing left to search
  std::vector<std::uint64_t> finished;  // first index and the one past the last of slices, rising
  planner::SearchResult found;          // of these slices; of a complete search of all of it
  std::string engine = {};              // digest of the engine that searched
  bool by_bounds = false;               // `left`, not `finished`, tells how far it is
  std::vector<planner::OpenNode> left = {};  // by bounds: what nobody has answered for
  std::uint64_t steps = 0;                   // by bounds: nodes and steps between them, so far

  bool operator==(const SearchProgress&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("context", self.context);
    visit("complete", self.complete);
    visit("finished", self.finished, may_be_absent);
    visit("found", self.found);
    visit("engine", self.engine, may_be_absent);
    visit("by_bounds", self.by_bounds, may_be_absent);
    visit("left", self.left, may_be_absent);
    visit("steps", self.steps, may_be_absent);
  }
};

/// Returns sequences as bytes: for each its length in one byte, then its indices, two bytes each,
/// little-endian.
[[nodiscard]] std::string pack_sequences(
    const std::vector<std::vector<planner::CandidateIndex>>& sequences);

/// Returns them back. Refuses a length above planner::max_sequence_length, an index that no
/// candidate can have, or a cut end.
[[nodiscard]] planner::Result<planner::SequenceList> unpack_sequences(std::string_view bytes);

/// Returns the first eight bytes, little-endian, of the SHA-256 of the answer's bytes, with zero in
/// place of its checksum.
[[nodiscard]] std::uint64_t checksum_of(SearchAnswer answer);

}  // namespace ballast::messages
