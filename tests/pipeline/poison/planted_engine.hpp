// Faults of an engine that tests plant into a copy of it: a batch that kills, and wrong answers.
#pragma once

#include <charconv>
#include <cstdlib>
#include <string_view>

#include "messages/search.hpp"

namespace ballast::actors {

/// Whether the task holds the index that BALLAST_TEST_POISON names, of the first search of a plan.
inline bool is_poison(const messages::SearchTask& task) {
  const char* named = std::getenv("BALLAST_TEST_POISON");
  if (named == nullptr || task.kind != messages::TaskKind::range || task.pass != 0) return false;
  std::uint64_t index = 0;
  const std::string_view text = named;
  std::from_chars(text.data(), text.data() + text.size(), index);
  return task.begin <= index && index < task.end;
}

inline bool tells_lies() {
  return std::getenv("BALLAST_TEST_LIES") != nullptr;
}

}  // namespace ballast::actors
