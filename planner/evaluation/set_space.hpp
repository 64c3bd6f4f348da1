// The enumerated space: every choice of sells and buys within the caps has one index.
//
// Blocks by (sells, buys), both counts rising, sells first; inside a block the sells' combination
// is the slow digit and the buys' the fast one, each in lexicographic order. Doing nothing has no
// index. A few indices are no sets: they name a security twice, as a rule once a side, or hold two
// candidates in conflict. Candidates beyond the space's have no index.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

inline constexpr std::uint64_t max_space_size = std::uint64_t{1} << 62;

/// Binomial coefficients for n up to a limit and k up to max_sequence_length; those above
/// max_space_size are held at it.
class Combinations {
 public:
  explicit Combinations(std::size_t highest_n);

  /// REQUIRES: n <= highest_n, k <= max_sequence_length.
  [[nodiscard]] std::uint64_t choose(std::size_t n, std::size_t k) const {
    return table_[n * (max_sequence_length + 1) + k];
  }

 private:
  std::vector<std::uint64_t> table_;
};

/// All indices with the same counts.
struct Block {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
  std::size_t sells = 0;
  std::size_t buys = 0;

  bool operator==(const Block&) const = default;
};

class SetSpace {
 public:
  /// Throws std::overflow_error if the space has more than max_space_size indices.
  explicit SetSpace(const PlanContext& context);

  [[nodiscard]] std::uint64_t size() const;
  [[nodiscard]] std::span<const Block> blocks() const { return blocks_; }
  [[nodiscard]] const Combinations& combinations() const { return combinations_; }

  /// Returns the block of an index. REQUIRES: index < size().
  [[nodiscard]] const Block& block_of(std::uint64_t index) const;

  /// Returns the candidates of an index, rising. REQUIRES: index < size().
  [[nodiscard]] std::vector<CandidateIndex> set_at(std::uint64_t index) const;

  /// Returns whether candidates, rising, have an index.
  [[nodiscard]] bool holds(std::span<const CandidateIndex> set) const;

  /// Returns the index of candidates, rising. Throws std::out_of_range for a set beyond the space.
  [[nodiscard]] std::uint64_t index_of(std::span<const CandidateIndex> set) const;

 private:
  [[nodiscard]] const Block* find_block(std::span<const CandidateIndex> set) const;
  [[nodiscard]] std::size_t sells_of(std::span<const CandidateIndex> set) const;

  std::size_t sell_count_ = 0;
  std::size_t first_buy_ = 0;
  std::size_t buy_count_ = 0;
  Combinations combinations_;
  std::vector<Block> blocks_;
};

/// Returns the number of indices of the enumerated space: all (sells, buys) within the caps, the
/// few that are no sets included. Throws std::overflow_error above 2^62.
[[nodiscard]] std::uint64_t space_size(const PlanContext& context);

/// Returns the number of sets in the space: those that name no security twice, sets that hold a
/// conflict included. Throws std::overflow_error as space_size does.
[[nodiscard]] std::uint64_t sets_in_space(const PlanContext& context);

}  // namespace ballast::planner
