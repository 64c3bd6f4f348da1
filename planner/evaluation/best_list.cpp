#include "planner/evaluation/best_list.hpp"

#include <algorithm>
#include <utility>

#include "planner/evaluation/evaluate.hpp"

namespace ballast::planner {

BestList::BestList(const PlanContext& context, Distinctness distinctness, std::size_t keep)
    : context_(&context), distinctness_(std::move(distinctness)), keep_(keep) {
  if (keep_ == 0) floor_ = std::numeric_limits<std::int64_t>::max();
}

void BestList::offer(RankedSequence sequence) {
  const auto place = std::lower_bound(sequences_.begin(), sequences_.end(), sequence, ranks_before);
  if (place - sequences_.begin() >= static_cast<std::ptrdiff_t>(keep_)) return;
  if (place != sequences_.end() && *place == sequence) return;
  if (!trades_required(*context_, sequence.candidates)) return;
  if (too_similar(distinctness_, sequence.candidates)) return;
  sequences_.insert(place, std::move(sequence));
  ++entries_;
  if (sequences_.size() > keep_) sequences_.pop_back();
  if (sequences_.size() == keep_) raise_floor();
}

void BestList::raise_floor() {
  const RankedSequence& last = sequences_.back();
  floor_ = last.score.ticks;
  floor_priority_ =
      last.candidates.empty() ? std::numeric_limits<std::int64_t>::max() : last.priority;
}

}  // namespace ballast::planner
