#include "planner/evaluation/sequence_rows.hpp"

#include <algorithm>
#include <cstdlib>

#include "planner/evaluation/vectors.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t linear_term = 0;
constexpr std::size_t dividend_term = 1;
constexpr std::size_t penalty_term = 2;
constexpr std::size_t cash_term = 3;
constexpr std::size_t priority_term = 4;
constexpr std::size_t first_group = 5;
constexpr std::size_t short_row = 10;
constexpr std::size_t most_candidates = 64;

}  // namespace

bool SequenceRows::fit(const PlanContext& context) {
  return !context.scenarios && context.candidates.size() <= most_candidates &&
         first_group + context.base_groups.size() + context.base_industries.size() <= width;
}

SequenceRows::SequenceRows(const PlanContext& context)
    : context_(context),
      groups_end_(first_group + context.base_groups.size()),
      industries_end_(groups_end_ + context.base_industries.size()),
      rows_(context.candidates.size()),
      conflicts_(context.candidates.size(), 0) {
  base_.terms[linear_term] = context.base_linear;
  base_.terms[dividend_term] = context.base_dividend;
  base_.terms[cash_term] = context.cash;
  std::copy(context.base_groups.begin(), context.base_groups.end(),
            base_.terms.begin() + first_group);
  std::copy(context.base_industries.begin(), context.base_industries.end(),
            base_.terms.begin() + static_cast<std::ptrdiff_t>(groups_end_));
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const CandidateTerms& one = context.candidates[i];
    auto& terms = rows_[i].terms;
    terms[linear_term] = one.linear;
    terms[dividend_term] = one.dividend;
    terms[penalty_term] = one.penalty;
    terms[cash_term] = one.cash;
    terms[priority_term] = one.priority;
    if (one.group != no_group) terms[first_group + one.group] = one.group_weight;
    for (const IndustryMove& move : one.industries) terms[groups_end_ + move.group] = move.weight;
    for (std::size_t j = 0; j < rows_.size(); ++j) {
      const bool blocks = context.candidates[j].security == one.security;
      conflicts_[i] |= static_cast<std::uint64_t>(blocks) << j;
    }
  }
  for (const Conflict& pair : context.conflicts) {
    conflicts_[pair.first] |= std::uint64_t{1} << pair.second;
    conflicts_[pair.second] |= std::uint64_t{1} << pair.first;
  }
}

template <std::size_t terms>
SequenceRows::Row SequenceRows::sum(std::span<const CandidateIndex> sequence) const {
  using Pair = VectorsOf<16>::Integers;
  constexpr std::size_t pairs = terms / 2;
  Pair sums[pairs]{};
  __builtin_memcpy(sums, base_.terms.data(), sizeof sums);
  for (const CandidateIndex index : sequence) {
    Pair row[pairs]{};
    __builtin_memcpy(row, rows_[index].terms.data(), sizeof row);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < pairs; ++i) sums[i] += row[i];
  }
  Row out;
  __builtin_memcpy(out.terms.data(), sums, sizeof sums);
  return out;
}

/// Returns what the deviations of some groups leave of a part.
std::int64_t SequenceRows::left(const Row& row, std::size_t begin, std::size_t end,
                                std::int64_t full) const {
  for (std::size_t i = begin; i < end; ++i) full -= std::abs(row.terms[i]);
  return std::max<std::int64_t>(0, full);
}

SequenceLook SequenceRows::look(std::span<const CandidateIndex> sequence) const {
  SequenceLook look;
  std::uint64_t blocked = 0;
  std::uint64_t clash = 0;
  bool buys = false;
  for (const CandidateIndex index : sequence) {
    clash |= blocked >> index & 1;
    blocked |= conflicts_[index];
    buys |= index >= context_.sell_count;
  }
  const Row row = industries_end_ <= short_row ? sum<short_row>(sequence) : sum<width>(sequence);
  const std::int64_t end_state = row.terms[linear_term] +
                                 std::min(context_.dividend_cap, row.terms[dividend_term]) +
                                 left(row, first_group, groups_end_, context_.geography_full) +
                                 left(row, groups_end_, industries_end_, context_.industry_full);
  look.clashes = clash != 0;
  look.paid = !buys || row.terms[cash_term] >= 0;
  look.score = std::max<std::int64_t>(0, std::min(Score::one, end_state) - row.terms[penalty_term]);
  look.priority = row.terms[priority_term];
  return look;
}

}  // namespace ballast::planner
