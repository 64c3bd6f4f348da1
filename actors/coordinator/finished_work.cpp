#include "actors/coordinator/finished_work.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace ballast::actors {

FinishedWork::FinishedWork(planner::SearchResult found, const std::vector<std::uint64_t>& slices)
    : found_(std::move(found)) {
  for (std::size_t at = 0; at + 1 < slices.size(); at += 2) slices_[slices[at]] = slices[at + 1];
}

void FinishedWork::add(planner::IndexRange slice, const planner::SearchResult& found,
                       std::size_t keep) {
  planner::merge(found_, found, keep);
  const auto next = slices_.lower_bound(slice.begin);
  if (next != slices_.end() && next->first == slice.end) {
    slice.end = next->second;
    slices_.erase(next);
  }
  const auto after = slices_.lower_bound(slice.begin);
  if (after != slices_.begin() && std::prev(after)->second == slice.begin) {
    std::prev(after)->second = slice.end;
  } else {
    slices_[slice.begin] = slice.end;
  }
}

std::vector<std::uint64_t> FinishedWork::slices() const {
  std::vector<std::uint64_t> bounds;
  bounds.reserve(2 * slices_.size());
  for (const auto& [begin, end] : slices_) bounds.insert(bounds.end(), {begin, end});
  return bounds;
}

std::uint64_t FinishedWork::size() const {
  std::uint64_t size = 0;
  for (const auto& [begin, end] : slices_) size += end - begin;
  return size;
}

bool are_slices(const std::vector<std::uint64_t>& slices, std::uint64_t space_size) {
  const bool rising =
      std::adjacent_find(slices.begin(), slices.end(), std::greater_equal<>{}) == slices.end();
  return slices.size() % 2 == 0 && rising && (slices.empty() || slices.back() <= space_size);
}

}  // namespace ballast::actors
