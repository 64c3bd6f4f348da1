// The text of the path kernels, for vectors of `bytes` and, with 8 bytes, for one path at a time. A
// unit that includes this may be compiled for a machine that others are not: so it includes nothing
// with functions that others share.
#pragma once

#include "planner/evaluation/path_kernel.hpp"
#include "planner/evaluation/vectors.hpp"

namespace ballast::planner {

template <std::size_t bytes>
struct PathNumbers {
  using Type = typename VectorsOf<bytes>::Integers;
};
template <>
struct PathNumbers<8> {
  using Type = std::int64_t;
};

/// `machine`: the widest vectors of the unit, so that no two units share the code for the last
/// paths, which may be of different machines.
template <std::size_t bytes, std::size_t machine = bytes>
class PathLanes {
 public:
  static PathScores score(const PathTerms& terms, std::size_t begin, std::size_t end,
                          std::int64_t* scores, const PathSums* sums) {
    if (sums != nullptr) return score_as<false, true>(terms, begin, end, scores, *sums);
    return terms.always ? score_as<true, false>(terms, begin, end, scores, {})
                        : score_as<false, false>(terms, begin, end, scores, {});
  }

 private:
  static constexpr std::size_t width = bytes / sizeof(std::int64_t);
  static constexpr std::int64_t highest = std::int64_t{1} << 60;
  static constexpr std::int64_t score_one = std::int64_t{1} << 50;

  using Numbers = typename PathNumbers<bytes>::Type;

  /// Terms and sums are values here, so that a store to a column cannot change where others are.
  template <bool always, bool keep>
  static PathScores score_as(const PathTerms terms, std::size_t begin, std::size_t end,
                             std::int64_t* scores, const PathSums sums) {
    Numbers worst = all(highest);
    Numbers sum = all(0);
    std::size_t path = begin;
    for (; path + width <= end; path += width) {
      const Numbers one = score_at<always, keep>(terms, path, sums);
      store(one, scores, path);
      worst = lesser(worst, one);
      sum += one;
    }
    PathScores out = reduced(worst, sum);
    if constexpr (width > 1) {
      if (path < end) {
        const PathScores rest =
            PathLanes<8, machine>::score(terms, path, end, scores, keep ? &sums : nullptr);
        out = {rest.worst < out.worst ? rest.worst : out.worst, out.sum + rest.sum};
      }
    }
    return out;
  }

  static Numbers all(std::int64_t value) { return value - Numbers{}; }

  static Numbers load(const std::int64_t* column, std::size_t path) {
    Numbers out{};
    __builtin_memcpy(&out, column + path, bytes);
    return out;
  }

  static void store(Numbers value, std::int64_t* column, std::size_t path) {
    __builtin_memcpy(column + path, &value, bytes);
  }

  // Of numbers below 2^62: shifts instead of comparisons, which not all vector units have.
  static Numbers sign(Numbers value) { return value >> 63; }
  static Numbers magnitude(Numbers value) { return (value ^ sign(value)) - sign(value); }
  static Numbers positive(Numbers value) { return value & ~sign(value); }
  static Numbers lesser(Numbers a, Numbers b) { return b + ((a - b) & sign(a - b)); }

  [[gnu::always_inline]] static Numbers left_of_industry(const PathTerms& terms, std::size_t path) {
    if (terms.industry_deviation == nullptr) return all(terms.industry_full);
    return positive(terms.industry_full - load(terms.industry_deviation, path));
  }

  template <bool always, bool keep>
  [[gnu::always_inline]] static Numbers score_at(const PathTerms& terms, std::size_t path,
                                                 const PathSums& sums) {
    Numbers executed = all(-1);
    if constexpr (!always) {
      executed = ~sign(load(terms.cash, path) + load(terms.trade_cash, path));
      if (keep && terms.always) executed = all(-1);
    }
    const Numbers group = load(terms.group, path);
    const Numbers moved = group + (load(terms.trade_weight, path) & executed);
    const Numbers deviation = load(terms.deviation, path) - magnitude(group) + magnitude(moved);
    const Numbers linear = load(terms.linear, path) + (load(terms.trade_linear, path) & executed);
    if constexpr (keep) {
      store(linear, sums.linear, path);
      store(deviation, sums.deviation, path);
      store(load(terms.cash, path) + (load(terms.trade_cash, path) & executed), sums.cash, path);
      store(moved, sums.group, path);
    }
    Numbers end_state = linear + positive(terms.geography_full - deviation);
    end_state += left_of_industry(terms, path);
    if (terms.dividend == nullptr) return positive(end_state);
    const Numbers dividend =
        load(terms.dividend, path) + (load(terms.trade_dividend, path) & executed);
    const Numbers penalty =
        load(terms.penalty, path) + (load(terms.trade_penalty, path) & executed);
    if constexpr (keep) {
      store(dividend, sums.dividend, path);
      store(penalty, sums.penalty, path);
    }
    end_state += lesser(dividend, all(terms.dividend_cap));
    return positive(lesser(end_state, all(score_one)) - penalty);
  }

  static PathScores reduced(Numbers worst, Numbers sum) {
    if constexpr (width == 1) return {worst, sum};
    if constexpr (width > 1) {
      PathScores out{highest, 0};
      for (std::size_t i = 0; i < width; ++i) {
        out = {worst[i] < out.worst ? worst[i] : out.worst, out.sum + sum[i]};
      }
      return out;
    }
  }
};

}  // namespace ballast::planner
