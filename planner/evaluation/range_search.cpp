#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "planner/evaluation/column_search.hpp"
#include "planner/evaluation/exact_doubles.hpp"
#include "planner/evaluation/looks.hpp"
#include "planner/evaluation/prefix.hpp"
#include "planner/evaluation/scenario_prefix.hpp"
#include "planner/evaluation/search.hpp"

namespace ballast::planner {
namespace {

/// Returns whether any two buys of the space may be traded together.
bool no_buys_clash(const PlanContext& context) {
  const std::size_t begin = context.sell_count;
  const std::size_t end = begin + context.space_buys;
  std::set<std::uint32_t> securities;
  for (std::size_t i = begin; i < end; ++i) {
    if (!securities.insert(context.candidates[i].security).second) return false;
  }
  return std::none_of(
      context.conflicts.begin(), context.conflicts.end(),
      [&](const Conflict& pair) { return pair.first >= begin && pair.second < end; });
}

}  // namespace

/// A depth-first walk over the sets of a slice: all but the last trade of a set are shared with its
/// neighbours, and the last is a plain loop.
struct RangeSearch::State {
  State(const PlanContext& of, IndexRange slice, Distinctness distinctness, std::size_t keep,
        const FrontPage* page, KernelWidth width)
      : context(of),
        space(context),
        range(slice),
        next(slice.begin),
        best(context, std::move(distinctness), keep),
        prefix(context),
        sell_end(context.space_sells),
        first_buy(context.sell_count),
        end(first_buy + context.space_buys),
        buys_never_clash(no_buys_clash(context)) {
    if (range.begin > range.end || range.end > space.size()) {
      throw std::out_of_range("the range is not within the space of sequences");
    }
    if (context.scenarios) paths.emplace(context, TradesWanted::of_space, width);
    if (page != nullptr) front.emplace(context, *page);
    look_at_last = front ? looker<true>() : looker<false>();
  }

  void look_at(std::uint64_t count);
  void look_at_part(std::uint64_t behind);
  void walk(std::size_t level, bool resuming);
  /// Chosen once for all sets, so that the innermost loop has no question to ask.
  using Looker = void (State::*)(std::size_t, std::uint64_t);
  template <bool for_front>
  [[nodiscard]] Looker looker() const;
  template <bool for_front, bool with_industries>
  void look_today(std::size_t first, std::uint64_t count);
  template <bool for_front>
  void look_on_paths(std::size_t first, std::uint64_t count);
  template <class Look>
  void look_at_each(Look look, std::size_t first, std::uint64_t count);
  bool skip_subtree(std::size_t level);

  void use_columns(KernelWidth width);
  bool look_at_columns(std::size_t level, bool resuming);
  [[nodiscard]] std::size_t choice_at(std::size_t level, bool resuming) const;
  bool look_at_columns_of_sells(std::size_t first, std::size_t behind, std::uint64_t rows);
  void count(const ColumnCounts& counts);

  [[nodiscard]] std::size_t first_at(std::size_t level) const;
  [[nodiscard]] std::size_t behind_at(std::size_t level) const;

  const PlanContext& context;
  SetSpace space;
  IndexRange range;
  std::uint64_t next;
  BestList best;
  std::optional<FrontList> front;  // instead of the best
  Prefix prefix;
  std::optional<ScenarioPrefix> paths;
  Looker look_at_last = nullptr;
  std::optional<ColumnSearch> buy_columns;  // where many sets can be looked at at once
  std::optional<ColumnSearch> sell_columns;
  std::size_t sell_end;
  std::size_t first_buy;
  std::size_t end;
  bool buys_never_clash;

  std::vector<CandidateIndex> start;  // of the walk through one block
  std::size_t sells = 0;              // of the block
  std::size_t length = 0;             // of the block
  std::uint64_t budget = 0;           // indices left of the slice
  std::int64_t lowest_cash = 0;       // of a feasible set of the block
  std::uint64_t infeasible = 0;
  std::uint64_t outside = 0;
};

std::size_t RangeSearch::State::first_at(std::size_t level) const {
  if (level == 0 && sells > 0) return 0;
  if (level == sells) return first_buy;
  return prefix.back() + std::size_t{1};
}

std::size_t RangeSearch::State::behind_at(std::size_t level) const {
  return level < sells ? sell_end - (sells - level - 1) : end - (length - level - 1);
}

void RangeSearch::State::look_at(std::uint64_t count) {
  const std::uint64_t stop = next + count;
  while (next < stop) {
    const Block& block = space.block_of(next);
    const std::uint64_t block_stop = std::min(stop, block.begin + block.size);
    sells = block.sells;
    length = block.sells + block.buys;
    const std::uint64_t rows = space.combinations().choose(end - first_buy, block.buys);
    const std::uint64_t first = (next - block.begin + rows - 1) / rows;
    const std::uint64_t behind = (block_stop - block.begin) / rows;
    if (first < behind && look_at_columns_of_sells(first, behind, rows)) {
      look_at_part(block.begin + first * rows);
      next = block.begin + behind * rows;
    }
    look_at_part(block_stop);
  }
}

/// Looks at the sets from the next one to `behind`, all of one block.
void RangeSearch::State::look_at_part(std::uint64_t behind) {
  if (next == behind) return;
  start = space.set_at(next);
  lowest_cash = length > sells ? 0 : std::numeric_limits<std::int64_t>::min();
  budget = behind - next;
  walk(0, true);
  next = behind;
}

void RangeSearch::State::walk(std::size_t level, bool resuming) {
  if (buy_columns && level >= sells && look_at_columns(level, resuming)) return;
  const std::size_t first = resuming ? start[level] : first_at(level);
  const std::size_t behind = behind_at(level);
  if (level + 1 == length) {
    const std::uint64_t count = std::min<std::uint64_t>(budget, behind - first);
    budget -= count;
    if (prefix.clashes()) {
      outside += count;
    } else {
      (this->*look_at_last)(first, count);
    }
    return;
  }
  for (std::size_t index = first; index < behind && budget > 0; ++index) {
    const bool resumes = resuming && index == first;
    prefix.push(static_cast<CandidateIndex>(index));
    if (resumes || !skip_subtree(level)) walk(level + 1, resumes);
    prefix.pop();
  }
}

template <bool for_front>
RangeSearch::State::Looker RangeSearch::State::looker() const {
  if (paths) return &State::look_on_paths<for_front>;
  return prefix.moves_industries() ? &State::look_today<for_front, true>
                                   : &State::look_today<for_front, false>;
}

template <bool for_front, bool with_industries>
void RangeSearch::State::look_today(std::size_t first, std::uint64_t count) {
  const auto last = [this] {
    if constexpr (with_industries) return prefix.last_trade_with_industries();
    if constexpr (!with_industries) return prefix.last_trade();
  }();
  if constexpr (for_front) {
    look_at_each(LookForFront{last, context, prefix, *front}, first, count);
  } else {
    look_at_each(LookForBest{last, prefix, best}, first, count);
  }
}

template <bool for_front>
void RangeSearch::State::look_on_paths(std::size_t first, std::uint64_t count) {
  paths->follow(prefix.chosen());
  if constexpr (for_front) {
    look_at_each(LookForFrontOnPaths{context, prefix, *paths, *front}, first, count);
  } else {
    look_at_each(LookForBestOnPaths{prefix, *paths, best}, first, count);
  }
}

template <class Look>
void RangeSearch::State::look_at_each(Look look, std::size_t first, std::uint64_t count) {
  const std::int64_t least_cash = lowest_cash;
  std::uint64_t blocked = 0;
  std::uint64_t unpaid = 0;
  for (std::size_t index = first; index < first + count; ++index) {
    const bool inside = !look.last().blocked(index);
    const bool paid = look.last().cash(index) >= least_cash;
    blocked += static_cast<std::uint64_t>(!inside);
    unpaid += static_cast<std::uint64_t>(inside & !paid);
    if (inside & paid & look.wants(index)) look.take(index);
  }
  outside += blocked;
  infeasible += unpaid;
}

/// Passes over all sets below a prefix that no further purchase can mend, if all are in the slice.
/// They are counted as if each had been looked at.
bool RangeSearch::State::skip_subtree(std::size_t level) {
  const bool lost = prefix.clashes() || (prefix.cash() < 0 && buys_never_clash);
  if (level < sells || !lost) return false;
  const std::size_t left = length - level - 1;
  const std::size_t first = prefix.back() + std::size_t{1};
  const std::uint64_t all = space.combinations().choose(end - first, left);
  if (all > budget) return false;
  std::uint64_t inside = 0;
  if (!prefix.clashes()) {
    const LastTrade last = prefix.last_trade();
    std::size_t open = 0;
    for (std::size_t i = first; i < end; ++i) open += static_cast<std::size_t>(!last.blocked(i));
    inside = space.combinations().choose(open, left);
  }
  infeasible += inside;
  outside += all - inside;
  budget -= all;
  return true;
}

void RangeSearch::State::use_columns(KernelWidth width) {
  if (width == KernelWidth::none || paths || front || !fits_doubles(context, context.max_depth))
    return;
  buy_columns.emplace(context, space, Side::buy, width);
  if (!buy_columns->columns().usable()) buy_columns.reset();
  sell_columns.emplace(context, space, Side::sell, width);
  if (!sell_columns->columns().usable() || !sell_columns->columns().can_mark())
    sell_columns.reset();
}

/// Returns the first choice of the purchases that are left, by its place among all of so many.
std::size_t RangeSearch::State::choice_at(std::size_t level, bool resuming) const {
  const Combinations& combinations = space.combinations();
  std::size_t left = length - level;
  std::uint64_t place = combinations.choose(end - first_buy, left);
  if (!resuming) return place - combinations.choose(end - first_at(level), left);
  for (; level < length; ++level, --left) {
    place -= combinations.choose(end - start[level] - 1, left);
  }
  return place - 1;
}

/// Looks at all sets below a prefix at once, if that can be done.
bool RangeSearch::State::look_at_columns(std::size_t level, bool resuming) {
  Choices* choices = buy_columns->columns().choices(length - level, budget);
  if (choices == nullptr || !buy_columns->columns().can_mark(prefix)) return false;
  const std::size_t first = choice_at(level, resuming);
  const std::size_t behind = first + std::min<std::uint64_t>(budget, choices->size - first);
  budget -= behind - first;
  count(buy_columns->look(prefix, {*choices, first, behind}, best));
  return true;
}

/// Looks at all sets of the block with one of the sells' choices [first, behind), these as columns
/// and each choice of purchases as a row, where that makes longer rows. Returns whether it did.
bool RangeSearch::State::look_at_columns_of_sells(std::size_t first, std::size_t behind,
                                                  std::uint64_t rows) {
  if (!sell_columns || behind <= first || behind - first <= rows) return false;
  Choices* choices = sell_columns->columns().choices(sells, (behind - first) * rows);
  if (choices == nullptr) return false;
  count(sell_columns->look_with_each({first_buy, end}, length - sells, prefix,
                                     {*choices, first, behind}, best));
  return true;
}

void RangeSearch::State::count(const ColumnCounts& counts) {
  infeasible += counts.unpaid;
  outside += counts.blocked;
}

RangeSearch::RangeSearch(const PlanContext& context, IndexRange range, Distinctness distinctness,
                         std::size_t keep, KernelWidth width)
    : state_(
          std::make_unique<State>(context, range, std::move(distinctness), keep, nullptr, width)) {
  state_->use_columns(width);
}
RangeSearch::RangeSearch(const PlanContext& context, IndexRange range, const FrontPage& page)
    : state_(std::make_unique<State>(context, range, Distinctness{}, 0, &page, widest_kernel())) {}
RangeSearch::RangeSearch(RangeSearch&&) noexcept = default;
RangeSearch& RangeSearch::operator=(RangeSearch&&) noexcept = default;
RangeSearch::~RangeSearch() = default;

bool RangeSearch::advance(std::uint64_t max_indices) {
  state_->look_at(std::min(max_indices, state_->range.end - state_->next));
  return state_->next < state_->range.end;
}

std::uint64_t RangeSearch::done() const {
  return state_->next - state_->range.begin;
}

SearchResult RangeSearch::result() const {
  return {state_->best.sequences(), done() - state_->infeasible - state_->outside,
          state_->infeasible, state_->outside,
          state_->front ? state_->front->slice() : FrontSlice{}};
}

}  // namespace ballast::planner
