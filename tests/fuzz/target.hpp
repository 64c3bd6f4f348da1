// What reads bytes from outside, each reader as one function: the fuzzer and the tests feed them.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"

namespace ballast::fuzz {

struct Target {
  std::string_view name;
  /// Reads bytes as the program reads what comes from outside. Throws std::logic_error where what
  /// was made of them cannot be right; whatever else it throws is a fault, too.
  void (*read)(std::string_view bytes) = nullptr;
  /// Inputs that are as they should be, made by the project's own code.
  std::vector<std::string> (*honest)() = nullptr;
};

[[nodiscard]] std::vector<Target> message_targets();
[[nodiscard]] std::vector<Target> work_targets();
[[nodiscard]] std::vector<Target> file_targets();
[[nodiscard]] std::vector<Target> journal_targets();
[[nodiscard]] std::vector<Target> broker_targets();
[[nodiscard]] std::vector<Target> source_targets();
[[nodiscard]] std::vector<Target> board_targets();

[[nodiscard]] std::span<const Target> all_targets();

/// Returns nothing for a name that is none.
[[nodiscard]] const Target* target_named(std::string_view name);

inline void require(bool holds, const char* sentence) {
  if (!holds) throw std::logic_error(sentence);
}

/// A refusal says what is wrong.
inline void require_sentence(const planner::Failure& failure) {
  require(!failure.what.empty(), "it was refused without a word");
}

/// Takes the next `size` bytes, or what there is.
inline std::string_view take(std::string_view& bytes, std::size_t size) {
  const std::string_view taken = bytes.substr(0, size);
  bytes.remove_prefix(taken.size());
  return taken;
}

/// Takes a byte that chooses one of `count`.
inline std::size_t choose(std::string_view& bytes, std::size_t count) {
  const std::string_view taken = take(bytes, 1);
  return taken.empty() ? 0 : static_cast<unsigned char>(taken.front()) % count;
}

}  // namespace ballast::fuzz
