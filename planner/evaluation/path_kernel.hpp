// Scoring one set on many price paths, several of them in each vector. All is done in the integers
// of the plain walk, with additions, shifts and masks alone, which every vector unit has.
#pragma once

#include <cstddef>
#include <cstdint>

#include "planner/evaluation/kernel_width.hpp"

namespace ballast::planner {

/// Sums of a set and the terms of one more trade; columns have one number a path. Where `dividend`
/// is null there are no dividends and penalties: the linear terms have them, and no score is cut at
/// one.
struct PathTerms {
  const std::int64_t* linear;
  const std::int64_t* dividend;
  const std::int64_t* deviation;
  const std::int64_t* penalty;
  const std::int64_t* cash;
  const std::int64_t* group;  // the deviation of the trade's group
  const std::int64_t* trade_linear;
  const std::int64_t* trade_dividend;
  const std::int64_t* trade_weight;
  const std::int64_t* trade_penalty;
  const std::int64_t* trade_cash;
  const std::int64_t* industry_deviation;  // with the trade; null where no industries move
  bool always;                             // carried out on every path
  std::int64_t dividend_cap;
  std::int64_t geography_full;
  std::int64_t industry_full;
};

/// Where the sums with the trade go; `group` may be the column that it was read from.
struct PathSums {
  std::int64_t* linear;
  std::int64_t* dividend;
  std::int64_t* deviation;
  std::int64_t* penalty;
  std::int64_t* cash;
  std::int64_t* group;
};

struct PathScores {
  std::int64_t worst;
  std::int64_t sum;
};

/// Fills in the scores on the paths [begin, end), in ticks, and, if `sums` is not null, the sums.
using ScorePaths = PathScores (*)(const PathTerms& terms, std::size_t begin, std::size_t end,
                                  std::int64_t* scores, const PathSums* sums);

/// For machines with AVX-512 and AVX2 alone.
PathScores score_paths_512(const PathTerms& terms, std::size_t begin, std::size_t end,
                           std::int64_t* scores, const PathSums* sums);
PathScores score_paths_256(const PathTerms& terms, std::size_t begin, std::size_t end,
                           std::int64_t* scores, const PathSums* sums);

/// REQUIRES: a width that this machine has.
[[nodiscard]] ScorePaths path_kernel(KernelWidth width);

}  // namespace ballast::planner
