// Work that anyone can check: a range of numbers, whose answer is the sum of a mixed form of each.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "broker/work_plane/run.hpp"

namespace ballast::broker::toy {

struct Range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

inline std::string text(Range range) {
  return std::to_string(range.begin) + " " + std::to_string(range.end);
}

/// Reads a number and the space behind it.
inline bool read(std::string_view& text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with(' ')) text.remove_prefix(1);
  return error == std::errc{};
}

inline bool read(std::string_view text, Range& range) {
  return read(text, range.begin) && read(text, range.end) && range.begin < range.end;
}

inline std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 31U;
  return value * 0x9e3779b97f4a7c15ULL;
}

inline std::string answer_text(Range range, std::uint64_t sum) {
  return text(range) + " " + std::to_string(sum);
}

inline std::string answer(std::string_view work) {
  Range range;
  if (!read(work, range)) return "unreadable";
  std::uint64_t sum = 0;
  for (std::uint64_t at = range.begin; at < range.end; ++at) sum += mix(at);
  return answer_text(range, sum);
}

/// What the answers of one run add up to, and how often each unit was applied.
struct Tally {
  std::vector<int> applied;
  std::uint64_t sum = 0;

  explicit Tally(std::uint64_t units) : applied(units, 0) {}

  [[nodiscard]] bool each_once() const {
    for (const int times : applied) {
      if (times != 1) return false;
    }
    return true;
  }
};

inline std::uint64_t sum_of(std::uint64_t units) {
  std::uint64_t sum = 0;
  for (std::uint64_t at = 0; at < units; ++at) sum += mix(at);
  return sum;
}

inline Result<void> merge(Tally& tally, std::string_view result) {
  Range range;
  std::uint64_t sum = 0;
  const bool whole = read(result, range.begin) && read(result, range.end) && read(result, sum);
  if (!whole || range.end > tally.applied.size()) {
    return tl::unexpected(Failure{planner::FailureKind::invalid, "no such answer", "", ""});
  }
  for (std::uint64_t at = range.begin; at < range.end; ++at) ++tally.applied[at];
  tally.sum += sum;
  return {};
}

inline CutWork cut(std::string_view work, std::uint64_t units) {
  Range range;
  read(work, range);
  if (range.end - range.begin <= units) return {std::string(work), std::nullopt};
  const std::uint64_t middle = range.begin + units;
  return {text({range.begin, middle}), text({middle, range.end})};
}

/// Without what becomes of answers.
inline WorkRules rules() {
  WorkRules out;
  out.size = [](std::string_view work) {
    Range range;
    return read(work, range) ? range.end - range.begin : 0;
  };
  out.cut = cut;
  return out;
}

inline WorkRules rules(Tally& tally) {
  WorkRules out = rules();
  out.merge = [&tally](std::string_view result) { return merge(tally, result); };
  return out;
}

inline RunSpec run(std::string name, Tally& tally) {
  return {std::move(name), "context", "digest", tally.applied.size(), rules(tally)};
}

}  // namespace ballast::broker::toy
