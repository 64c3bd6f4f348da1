#include "planner/evaluation/set_space.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

namespace ballast::planner {
namespace {

constexpr std::size_t columns = max_sequence_length + 1;

[[noreturn]] void throw_too_large() {
  throw std::overflow_error("the space of sequences has more than 2^62 members");
}

std::uint64_t checked_product(std::uint64_t a, std::uint64_t b) {
  if (a != 0 && b > max_space_size / a) throw_too_large();
  return a * b;
}

std::uint64_t checked_sum(std::uint64_t a, std::uint64_t b) {
  if (a > max_space_size || b > max_space_size - a) throw_too_large();
  return a + b;
}

std::uint64_t rank_of(const Combinations& combinations, std::span<const CandidateIndex> chosen,
                      std::size_t offset, std::size_t count) {
  std::uint64_t rank = 0;
  std::size_t next = 0;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::size_t position = chosen[i] - offset;
    const std::size_t left = chosen.size() - i - 1;
    for (; next < position; ++next) rank += combinations.choose(count - next - 1, left);
    next = position + 1;
  }
  return rank;
}

void append_at_rank(const Combinations& combinations, std::uint64_t rank, std::size_t offset,
                    std::size_t count, std::size_t length, std::vector<CandidateIndex>& out) {
  std::size_t next = 0;
  for (std::size_t left = length; left-- > 0; ++next) {
    for (;; ++next) {
      const std::uint64_t with_next = combinations.choose(count - next - 1, left);
      if (rank < with_next) break;
      rank -= with_next;
    }
    out.push_back(static_cast<CandidateIndex>(offset + next));
  }
}

/// How many candidates of one security there are on either side.
struct Offers {
  std::uint64_t sells = 0;
  std::uint64_t buys = 0;
};

std::map<std::uint32_t, Offers> offers_of(const PlanContext& context) {
  std::map<std::uint32_t, Offers> offers;
  for (std::size_t i = 0; i < context.space_sells; ++i) {
    ++offers[context.candidates[i].security].sells;
  }
  for (std::size_t i = 0; i < context.space_buys; ++i) {
    ++offers[context.candidates[context.sell_count + i].security].buys;
  }
  return offers;
}

/// Coefficients of the product of (1 + sells x + buys y) over all securities: at x^s y^b stands the
/// number of sets with s sells and b buys. None exceeds the space's size, as long as none beyond
/// the caps is formed.
class SetCounts {
 public:
  explicit SetCounts(const PlanContext& context) : context_(context) {
    counts_[0] = 1;
    for (const auto& [security, offers] : offers_of(context)) multiply(offers);
  }

  [[nodiscard]] std::uint64_t at(std::size_t sells, std::size_t buys) const {
    return counts_[sells * columns + buys];
  }

 private:
  void multiply(const Offers& offers) {
    for (std::size_t sells = context_.max_sells + std::size_t{1}; sells-- > 0;) {
      for (std::size_t buys = context_.max_buys + std::size_t{1}; buys-- > 0;) {
        if (sells + buys > context_.max_depth) continue;
        std::uint64_t& count = counts_[sells * columns + buys];
        if (sells > 0) count += at(sells - 1, buys) * offers.sells;
        if (buys > 0) count += at(sells, buys - 1) * offers.buys;
      }
    }
  }

  const PlanContext& context_;
  std::array<std::uint64_t, columns * columns> counts_{};
};

}  // namespace

Combinations::Combinations(std::size_t highest_n) : table_((highest_n + 1) * columns, 0) {
  for (std::size_t n = 0; n <= highest_n; ++n) {
    table_[n * columns] = 1;
    for (std::size_t k = 1; k <= std::min(n, max_sequence_length); ++k) {
      table_[n * columns + k] = std::min(max_space_size, choose(n - 1, k - 1) + choose(n - 1, k));
    }
  }
}

SetSpace::SetSpace(const PlanContext& context)
    : sell_count_(context.space_sells),
      first_buy_(context.sell_count),
      buy_count_(context.space_buys),
      combinations_(std::max(sell_count_, buy_count_)) {
  std::uint64_t begin = 0;
  for (std::size_t sells = 0; sells <= context.max_sells; ++sells) {
    for (std::size_t buys = 0; buys <= context.max_buys; ++buys) {
      if (sells + buys == 0 || sells + buys > context.max_depth) continue;
      const std::uint64_t size = checked_product(combinations_.choose(sell_count_, sells),
                                                 combinations_.choose(buy_count_, buys));
      if (size == 0) continue;
      blocks_.push_back({begin, size, sells, buys});
      begin = checked_sum(begin, size);
    }
  }
}

std::uint64_t SetSpace::size() const {
  return blocks_.empty() ? 0 : blocks_.back().begin + blocks_.back().size;
}

const Block& SetSpace::block_of(std::uint64_t index) const {
  const auto after =
      std::upper_bound(blocks_.begin(), blocks_.end(), index,
                       [](std::uint64_t value, const Block& block) { return value < block.begin; });
  return *(after - 1);
}

std::vector<CandidateIndex> SetSpace::set_at(std::uint64_t index) const {
  const Block& block = block_of(index);
  const std::uint64_t buy_sets = combinations_.choose(buy_count_, block.buys);
  const std::uint64_t local = index - block.begin;
  std::vector<CandidateIndex> set;
  set.reserve(block.sells + block.buys);
  append_at_rank(combinations_, local / buy_sets, 0, sell_count_, block.sells, set);
  append_at_rank(combinations_, local % buy_sets, first_buy_, buy_count_, block.buys, set);
  return set;
}

std::size_t SetSpace::sells_of(std::span<const CandidateIndex> set) const {
  const auto first_buy = std::partition_point(set.begin(), set.end(),
                                              [&](CandidateIndex i) { return i < first_buy_; });
  return static_cast<std::size_t>(first_buy - set.begin());
}

const Block* SetSpace::find_block(std::span<const CandidateIndex> set) const {
  const std::size_t sells = sells_of(set);
  const bool further = (sells > 0 && set[sells - 1] >= sell_count_) ||
                       (sells < set.size() && set.back() >= first_buy_ + buy_count_);
  const auto block = std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& b) {
    return b.sells == sells && b.buys == set.size() - sells;
  });
  return further || block == blocks_.end() ? nullptr : &*block;
}

bool SetSpace::holds(std::span<const CandidateIndex> set) const {
  return find_block(set) != nullptr;
}

std::uint64_t SetSpace::index_of(std::span<const CandidateIndex> set) const {
  const Block* block = find_block(set);
  if (block == nullptr) throw std::out_of_range("the set is beyond the space");
  const std::uint64_t buy_sets = combinations_.choose(buy_count_, block->buys);
  return block->begin + rank_of(combinations_, set.first(block->sells), 0, sell_count_) * buy_sets +
         rank_of(combinations_, set.subspan(block->sells), first_buy_, buy_count_);
}

std::uint64_t space_size(const PlanContext& context) {
  return SetSpace{context}.size();
}

std::uint64_t sets_in_space(const PlanContext& context) {
  const SetSpace space{context};
  const SetCounts counts{context};
  std::uint64_t total = 0;
  for (const Block& block : space.blocks()) total += counts.at(block.sells, block.buys);
  return total;
}

}  // namespace ballast::planner
