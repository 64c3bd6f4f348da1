#include "broker/work_plane/run_shelf.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace ballast::broker {

std::string RunShelf::put(messages::RunContext context) {
  close(context.run);
  std::string evicted;
  if (entries_.size() >= kept_) {
    evicted = entries_.front().run;
    end(entries_.front());
    entries_.pop_front();
  }
  std::string refusal = begin(context);
  entries_.push_back({std::move(context.run), std::move(refusal)});
  return evicted;
}

std::string RunShelf::begin(const messages::RunContext& context) {
  if (context.digest != work_.digest()) return "the run is of another engine";
  try {
    const auto begun = work_.begin_run(context.run, context.context);
    return begun ? "" : "its context was refused: " + planner::describe(begun.error());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return std::string("its context broke the engine: ") + error.what();
  }
}

void RunShelf::end(const Entry& entry) {
  if (entry.refusal.empty()) work_.end_run(entry.run);
}

void RunShelf::close(std::string_view run) {
  const auto found = std::ranges::find(entries_, run, &Entry::run);
  if (found == entries_.end()) return;
  end(*found);
  entries_.erase(found);
}

void RunShelf::clear() {
  for (const Entry& entry : entries_) end(entry);
  entries_.clear();
}

bool RunShelf::holds(std::string_view run) const {
  return std::ranges::find(entries_, run, &Entry::run) != entries_.end();
}

const std::string& RunShelf::refusal(std::string_view run) const {
  return std::ranges::find(entries_, run, &Entry::run)->refusal;
}

}  // namespace ballast::broker
